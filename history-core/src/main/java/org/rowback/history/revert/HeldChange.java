package org.rowback.history.revert;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.LogPosition;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.History;

import java.util.Optional;

/// A change with its values, apart from the block that it was read from; what is rarely asked for is read again.
final class HeldChange implements Change {
    private final History history;
    private final long id;
    private final Transaction transaction;
    private final Op op;
    private final int tableId;
    private final TableName table;
    private final SchemaVersion schema;
    private final Optional<RowImage> before;
    private final Optional<RowImage> after;
    private final LogPosition position;
    private final int sourceId;
    private final boolean isVoid;

    private HeldChange(History history, Change change) {
        this.history = history;
        id = change.id();
        transaction = change.transaction();
        op = change.op();
        tableId = change.tableId();
        table = change.table();
        schema = change.schema();
        before = change.before().map(HeldChange::read);
        after = change.after().map(HeldChange::read);
        position = change.position();
        sourceId = change.sourceId();
        isVoid = change.isVoid();
    }

    static Change of(History history, Change change) {
        return new HeldChange(history, change);
    }

    private static RowImage read(RowImage image) {
        ColumnValue[] values = new ColumnValue[image.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = image.value(i);
        }
        return RowImage.logged(image.schema(), values);
    }

    /// As it lies in the case.
    private Change stored() {
        try {
            return history.change(id).orElseThrow();
        } catch (RowbackException e) {
            throw new IllegalStateException("change " + id + " was read before", e);
        }
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Transaction transaction() {
        return transaction;
    }

    @Override
    public Op op() {
        return op;
    }

    @Override
    public int tableId() {
        return tableId;
    }

    @Override
    public TableName table() {
        return table;
    }

    @Override
    public SchemaVersion schema() {
        return schema;
    }

    @Override
    public Optional<RowImage> before() {
        return before;
    }

    @Override
    public Optional<RowImage> after() {
        return after;
    }

    @Override
    public Optional<RowImage> after(RowImage known) {
        return after.isPresent() && after.get().isPartial() ? stored().after(known) : after;
    }

    @Override
    public LogPosition position() {
        return position;
    }

    @Override
    public int sourceId() {
        return sourceId;
    }

    @Override
    public Optional<String> statement() {
        return stored().statement();
    }

    @Override
    public boolean isVoid() {
        return isVoid;
    }

    @Override
    public Bytes rawBefore() {
        return stored().rawBefore();
    }

    @Override
    public Bytes rawAfter() {
        return stored().rawAfter();
    }
}
