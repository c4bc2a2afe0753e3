package org.rowback.history.model;

import java.util.BitSet;
import java.util.Optional;

/// One row operation, or a DDL or TRUNCATE of a table. Images are decoded when asked for.
public interface Change {
    /// From 1, in log order, without holes.
    long id();

    Transaction transaction();

    Op op();

    int tableId();

    TableName table();

    /// The name that the log has; another than [#table()] where the table is followed to the name that it has now.
    default TableName loggedTable() {
        return table();
    }

    /// The schema version that reads its images; of a DDL the table's definition after it, without columns where the
    /// table is gone.
    SchemaVersion schema();

    /// The row before, as logged; empty for INSERT and DDL.
    Optional<RowImage> before();

    /// The row after, as logged; empty for DELETE and DDL.
    Optional<RowImage> after();

    /// One value of the row before, as logged; asked only where there is one.
    default ColumnValue before(int column) {
        return before().orElseThrow().value(column);
    }

    /// One value of the row after, as logged; asked only where there is one.
    default ColumnValue after(int column) {
        return after().orElseThrow().value(column);
    }

    /// The row after, where more is known of the row before than was logged: an image that only holds differences
    /// against it (partial JSON) can then be read.
    default Optional<RowImage> after(RowImage before) {
        return after();
    }

    /// Where its event stands.
    LogPosition position();

    int sourceId();

    /// The SQL text that caused it, where the log has it.
    Optional<String> statement();

    /// Whether it was taken back inside the log (XA ROLLBACK, ROLLBACK TO SAVEPOINT) or never committed there, and
    /// so is no history.
    boolean isVoid();

    /// The image bytes as logged, before then after, for showing.
    Bytes rawBefore();

    /// See [#rawBefore()].
    Bytes rawAfter();

    /// Names the row before the change; for INSERT, after it. Empty for DDL.
    default Optional<RowKey> key() {
        return before().or(this::after).map(RowKey::of);
    }

    /// Names the row after the change; for DELETE, before it. An UPDATE that logs only changed columns in its after
    /// image keeps the key columns that the after image does not hold.
    default Optional<RowKey> keyAfter() {
        if (op() != Op.UPDATE) {
            return key();
        }
        RowImage before = before().orElseThrow();
        RowImage after = after().orElseThrow();
        RowKey key = RowKey.of(after);
        if (key.parts().stream().noneMatch(ColumnValue.NotLogged.class::isInstance)) {
            return Optional.of(key);
        }
        for (int i = 0; i < after.size(); i++) {
            if (after.value(i) instanceof ColumnValue.NotLogged) {
                after = after.filled(i, before.value(i), id());
            }
        }
        return Optional.of(RowKey.of(after));
    }

    /// Columns whose value the change altered: for UPDATE those of the after image that differ from the before image
    /// (a column that only the after image holds counts as changed), for INSERT and DELETE all logged ones.
    default BitSet changedColumns() {
        BitSet changed = new BitSet();
        Optional<RowImage> before = before();
        Optional<RowImage> after = after();
        int columns = schema().columns().size();
        for (int i = 0; i < columns && op().isRow(); i++) {
            ColumnValue old = before.isPresent() ? before.get().value(i) : ColumnValue.NULL;
            ColumnValue now = after.isPresent() ? after.get().value(i) : ColumnValue.NULL;
            boolean logged =
                    switch (op()) {
                        case INSERT -> !(now instanceof ColumnValue.NotLogged);
                        case DELETE -> !(old instanceof ColumnValue.NotLogged);
                        default -> !(now instanceof ColumnValue.NotLogged) && !now.equals(old);
                    };
            changed.set(i, logged);
        }
        return changed;
    }
}
