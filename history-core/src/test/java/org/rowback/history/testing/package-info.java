/// A plain in-memory history: the oracle that the case file is compared with, and a quick case for other tests.
@NullMarked
package org.rowback.history.testing;

import org.jspecify.annotations.NullMarked;
