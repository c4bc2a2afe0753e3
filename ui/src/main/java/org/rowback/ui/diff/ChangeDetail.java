package org.rowback.ui.diff;

import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowImage;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A change taken apart for showing: its columns, changed ones first. Made on a worker.
public record ChangeDetail(Change change, List<DiffRow> rows) {
    public ChangeDetail {
        rows = List.copyOf(rows);
    }

    public static ChangeDetail of(Change change) {
        Optional<RowImage> before = change.before();
        Optional<RowImage> after = change.after();
        BitSet changed = change.changedColumns();
        List<DiffRow> rows = new ArrayList<>();
        List<Column> columns = change.op().isRow() ? change.schema().columns() : List.of();
        for (int i = 0; i < columns.size(); i++) {
            int at = i;
            rows.add(
                    new DiffRow(
                            columns.get(i),
                            change.schema().primaryKey().contains(columns.get(i).name()),
                            changed.get(i),
                            before.map(row -> ShownValue.of(row, at)).orElse(ShownValue.NO_ROW),
                            after.map(row -> ShownValue.of(row, at)).orElse(ShownValue.NO_ROW),
                            value(before, i),
                            value(after, i)));
        }
        rows.sort(
                Comparator.comparing((DiffRow row) -> !row.key())
                        .thenComparing(row -> !row.changed()));
        return new ChangeDetail(change, rows);
    }

    private static Optional<ColumnValue> value(Optional<RowImage> image, int column) {
        return image.map(row -> row.value(column));
    }

    /// `shop.orders (4711)`.
    public String title() {
        return change.table()
                + change.key().map(key -> key.whole() ? "" : " (" + key + ")").orElse("");
    }
}
