/// Which schema version reads which rows.
@NullMarked
package org.rowback.history.casefile.schemas;

import org.jspecify.annotations.NullMarked;
