package org.rowback.history.revert;

import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.ForeignKey;

import java.util.List;

/// What a foreign key's action did to a child row without the log holding it.
///
/// @param cause the change of the parent (or grandparent) row that set it off
/// @param key the foreign key
/// @param deletes whether the child row went with its parent; otherwise its `columns` came to hold `values`
/// @param columns indexes of the foreign key's columns in the child's newest schema version
/// @param values what they hold afterwards; empty where the row went
/// @param bad whether the parent would not have done so without the selected changes
record HiddenEffect(
        Change cause,
        ForeignKey key,
        boolean deletes,
        int[] columns,
        List<ColumnValue> values,
        boolean bad) {
    HiddenEffect {
        values = List.copyOf(values);
    }

    /// `fk_name, ON DELETE SET NULL`.
    String rule() {
        ForeignKey.Action action =
                cause.op() == org.rowback.history.model.Op.DELETE ? key.onDelete() : key.onUpdate();
        return key.name() + ", ON " + cause.op().name() + " " + action.name().replace('_', ' ');
    }
}
