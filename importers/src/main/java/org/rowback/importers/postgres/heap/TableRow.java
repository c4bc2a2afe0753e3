package org.rowback.importers.postgres.heap;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.importers.postgres.catalog.CatalogColumn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A row of one of the server's own tables by its columns' names. A column that the table does not have is NULL.
public final class TableRow {
    private final Map<String, ColumnValue> values = new HashMap<>();

    public TableRow(HeapTable table, Tuple tuple) {
        ColumnValue[] all = table.values(tuple);
        List<CatalogColumn> columns = table.relation().visibleColumns();
        for (int i = 0; i < all.length; i++) {
            values.put(columns.get(i).name(), all[i]);
        }
    }

    public ColumnValue value(String column) {
        return values.getOrDefault(column, ColumnValue.NULL);
    }

    /// Empty where it is NULL.
    public String text(String column) {
        return value(column) instanceof Datum datum ? datum.text() : "";
    }

    /// 0 where it is NULL.
    public long number(String column) {
        return value(column) instanceof Datum.IntegerDatum number ? number.value() : 0;
    }

    /// False where it is NULL.
    public boolean flag(String column) {
        return value(column) instanceof Datum.BooleanDatum truth && truth.value();
    }

    /// A blank where it is NULL or empty.
    public char letter(String column) {
        String text = text(column);
        return text.isEmpty() ? ' ' : text.charAt(0);
    }
}
