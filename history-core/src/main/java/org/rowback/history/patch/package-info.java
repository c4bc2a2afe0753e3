/// From a plan to SQL files: guarded statements in a server's dialect.
@NullMarked
package org.rowback.history.patch;

import org.jspecify.annotations.NullMarked;
