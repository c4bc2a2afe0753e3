/// Undo: from selected changes to what each row should become, what it is now, and what stands in the way.
@NullMarked
package org.rowback.history.revert;

import org.jspecify.annotations.NullMarked;
