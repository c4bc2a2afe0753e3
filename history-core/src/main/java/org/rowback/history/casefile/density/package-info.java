/// Counts of changes by second, table and operation, with coarser levels.
@NullMarked
package org.rowback.history.casefile.density;

import org.jspecify.annotations.NullMarked;
