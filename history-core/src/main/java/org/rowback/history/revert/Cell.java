package org.rowback.history.revert;

import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;

/// A column and a value for it.
public record Cell(Column column, ColumnValue value) {
    public String name() {
        return column.name();
    }
}
