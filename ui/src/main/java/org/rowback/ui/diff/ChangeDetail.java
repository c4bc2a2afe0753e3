package org.rowback.ui.diff;

import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowImage;
import org.rowback.history.query.Version;

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

    /// As logged.
    public static ChangeDetail of(Change change) {
        return of(change, change.before(), change.after(), change.changedColumns());
    }

    /// With what earlier changes of the row prove of columns that this one did not log.
    static ChangeDetail of(Version version) {
        return of(version.change(), version.before(), version.after(), version.setColumns());
    }

    /// Whether a column is not in the log, so that earlier changes of the row may tell more.
    boolean hasGaps() {
        return !change.isVoid()
                && rows.stream().anyMatch(row -> isMissing(row.before()) || isMissing(row.after()));
    }

    private static boolean isMissing(ShownValue value) {
        return value.kind() == ShownValue.Kind.NOT_LOGGED;
    }

    private static ChangeDetail of(
            Change change, Optional<RowImage> before, Optional<RowImage> after, BitSet changed) {
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
