/// The program: `main`, wiring by hand, the demo. No logic.
@NullMarked
package org.rowback.app;

import org.jspecify.annotations.NullMarked;
