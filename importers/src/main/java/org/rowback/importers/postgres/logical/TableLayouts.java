package org.rowback.importers.postgres.logical;

import org.rowback.history.model.ReplicaIdentity;
import org.rowback.history.model.TableName;
import org.rowback.importers.postgres.logical.LogicalLayout.LayoutColumn;

import java.util.List;

/// Which layout reads a row, where each row names its own columns and an old row leaves some out.
final class TableLayouts {
    private TableLayouts() {}

    /// @param whole whether the row has all columns of the table
    static LogicalLayout of(
            LogicalState state, TableName table, List<LayoutColumn> columns, boolean whole) {
        LogicalLayout known = state.layouts.get(table);
        if (known != null
                && (whole ? known.columns().equals(columns) : holds(known.columns(), columns))) {
            return known;
        }
        LogicalLayout layout = new LogicalLayout(columns, ReplicaIdentity.UNKNOWN);
        if (whole || known == null) {
            state.layouts.put(table, layout);
            state.touch();
        }
        return layout;
    }

    private static boolean holds(List<LayoutColumn> known, List<LayoutColumn> columns) {
        return known.containsAll(columns);
    }
}
