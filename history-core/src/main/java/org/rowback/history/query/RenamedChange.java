package org.rowback.history.query;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.LogPosition;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;

import java.util.BitSet;
import java.util.Optional;

/// A change of a table that has another name now. Its schema stays what it was, with the name that the log has.
record RenamedChange(Change change, int tableId, TableName table) implements Change {
    @Override
    public TableName loggedTable() {
        return change.table();
    }

    @Override
    public long id() {
        return change.id();
    }

    @Override
    public Transaction transaction() {
        return change.transaction();
    }

    @Override
    public Op op() {
        return change.op();
    }

    @Override
    public SchemaVersion schema() {
        return change.schema();
    }

    @Override
    public Optional<RowImage> before() {
        return change.before();
    }

    @Override
    public Optional<RowImage> after() {
        return change.after();
    }

    @Override
    public ColumnValue before(int column) {
        return change.before(column);
    }

    @Override
    public ColumnValue after(int column) {
        return change.after(column);
    }

    @Override
    public Optional<RowImage> after(RowImage known) {
        return change.after(known);
    }

    @Override
    public LogPosition position() {
        return change.position();
    }

    @Override
    public int sourceId() {
        return change.sourceId();
    }

    @Override
    public Optional<String> statement() {
        return change.statement();
    }

    @Override
    public boolean isVoid() {
        return change.isVoid();
    }

    @Override
    public Bytes rawBefore() {
        return change.rawBefore();
    }

    @Override
    public Bytes rawAfter() {
        return change.rawAfter();
    }

    @Override
    public Optional<RowKey> key() {
        return change.key();
    }

    @Override
    public Optional<RowKey> keyAfter() {
        return change.keyAfter();
    }

    @Override
    public BitSet changedColumns() {
        return change.changedColumns();
    }
}
