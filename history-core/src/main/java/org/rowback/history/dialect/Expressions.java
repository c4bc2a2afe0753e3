package org.rowback.history.dialect;

import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.TableName;
import org.rowback.history.revert.InPlace;

import java.util.List;

/// How tables are named and values compared in one kind of SQL. Stateless.
public interface Expressions {
    default String quoted(TableName table) {
        return table.database().isEmpty()
                ? quoted(table.table())
                : quoted(table.database()) + "." + quoted(table.table());
    }

    /// An expression whose value, assigned to the column, is stored as exactly this value.
    String literal(Column column, ColumnValue value);

    /// A condition that is true only where the column holds exactly this value; never NULL-blind.
    String holds(Column column, ColumnValue value);

    /// The same for a key column: an index can answer it.
    String holdsKey(Column column, ColumnValue value);

    String quoted(String identifier);

    /// What a column that is changed in place becomes, as an expression.
    String changed(InPlace change);

    /// Conditions under which that works; none is true of NULL.
    List<String> allows(InPlace change);

    /// What holds of the column afterwards.
    List<String> shows(InPlace change);
}
