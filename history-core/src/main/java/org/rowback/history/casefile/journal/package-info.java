/// What the user decided: append-only, with undo.
@NullMarked
package org.rowback.history.casefile.journal;

import org.jspecify.annotations.NullMarked;
