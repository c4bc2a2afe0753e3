package org.rowback.history.dialect;

import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.TableName;

/// How tables are named and values compared in one kind of SQL. Stateless.
public interface Expressions {
    String quoted(TableName table);

    /// An expression whose value, assigned to the column, is stored as exactly this value.
    String literal(Column column, ColumnValue value);

    /// A condition that is true only where the column holds exactly this value; never NULL-blind.
    String holds(Column column, ColumnValue value);

    /// The same for a key column: an index can answer it.
    String holdsKey(Column column, ColumnValue value);
}
