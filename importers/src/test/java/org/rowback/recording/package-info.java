/// Makes the recordings under `captures/` on real servers: see the README there. Not a test; run by hand.
@NullMarked
package org.rowback.recording;

import org.jspecify.annotations.NullMarked;
