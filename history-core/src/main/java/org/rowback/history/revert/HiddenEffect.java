package org.rowback.history.revert;

import org.rowback.history.model.Change;
import org.rowback.history.model.ForeignKey;

/// What a foreign key's action did to a child row without the log holding it.
///
/// @param cause the change of the parent (or grandparent) row that set it off
/// @param key the foreign key
/// @param deletes whether the child row went with its parent; otherwise its `columns` became NULL
/// @param columns indexes of the foreign key's columns in the child's newest schema version
record HiddenEffect(Change cause, ForeignKey key, boolean deletes, int[] columns) {}
