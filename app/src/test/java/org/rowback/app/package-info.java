@NullMarked
package org.rowback.app;

import org.jspecify.annotations.NullMarked;
