package org.rowback.importers.postgres.replay;

import org.rowback.history.importing.ChangeRecord;
import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.model.Gtid;
import org.rowback.history.model.KeyHasher;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.Op;
import org.rowback.history.model.ReplicaIdentity;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.Transaction;
import org.rowback.importers.postgres.heap.HeapTable;
import org.rowback.importers.postgres.replay.ChangeBuffer.Entry;
import org.rowback.importers.postgres.wal.Lsn;
import org.rowback.importers.postgres.wal.WalRecord;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Writes a transaction that committed, with its changes in log order.
final class CommitWriter {
    private final HistoryWriter writer;
    private final TableFinder finder;
    private final Window window;
    private final KeyHasher hasher = new KeyHasher();
    private final ChangeRecord change = new ChangeRecord();
    private int definitions;
    private long firstMicros;
    private long lastMicros;

    CommitWriter(HistoryWriter writer, TableFinder finder, Window window) {
        this.writer = writer;
        this.finder = finder;
        this.window = window;
    }

    long firstMicros() {
        return firstMicros;
    }

    long lastMicros() {
        return lastMicros;
    }

    /// A source begins: times are counted anew.
    void source() {
        firstMicros = 0;
        lastMicros = 0;
    }

    /// @param name of a prepared transaction, else empty
    void write(WalRecord commit, XactRecord xact, String name, OpenTransactions.Merge changes)
            throws RowbackException {
        Entry entry = changes.next();
        if (entry == null) {
            return;
        }
        firstMicros = firstMicros == 0 ? xact.timeMicros() : firstMicros;
        lastMicros = Math.max(lastMicros, xact.timeMicros());
        if (!window.has(entry.lsn, xact.timeMicros())) {
            return;
        }
        Set<Transaction.Flag> flags = EnumSet.noneOf(Transaction.Flag.class);
        writer.begin(entry.lsn);
        while (entry != null) {
            write(entry, flags);
            entry = changes.next();
        }
        String gid = xact.name().isEmpty() ? name : xact.name();
        if (!gid.isEmpty()) {
            flags.add(Transaction.Flag.XA);
        }
        writer.end(
                new HistoryWriter.TransactionEnd(
                        commit.endLsn(),
                        xact.timeMicros(),
                        true,
                        Transaction.Status.COMMITTED,
                        flags,
                        Gtid.NONE,
                        Integer.toUnsignedLong(xact.xid()),
                        0,
                        commit.origin(),
                        "",
                        gid));
    }

    private void write(Entry entry, Set<Transaction.Flag> flags) throws RowbackException {
        LoggedTable table = finder.get(entry.table);
        change.eventOffset = entry.lsn;
        change.row = entry.row;
        change.statement = 0;
        change.buffer = entry.images;
        change.beforeOffset = entry.offset;
        change.beforeLength = entry.beforeLength;
        change.afterOffset = entry.offset + entry.beforeLength;
        change.afterLength = entry.afterLength;
        change.rowFormat = 0;
        change.keyHash = 0;
        change.newKeyHash = 0;
        switch (entry.kind) {
            case INSERT -> row(table, entry, Op.INSERT);
            case UPDATE -> row(table, entry, Op.UPDATE);
            case DELETE -> row(table, entry, Op.DELETE);
            case TRUNCATE -> {
                change.table = writer.table(table.heap().relation().name());
                change.op = Op.TRUNCATE;
                writer.change(change);
            }
            case DEFINITION -> {
                flags.add(Transaction.Flag.DDL);
                define(table, entry);
            }
        }
    }

    private void define(LoggedTable table, Entry entry) throws RowbackException {
        change.row = 0;
        String origin = Lsn.text(entry.lsn) + " change of the catalog";
        SchemaVersion schema = finder.definition(table, origin);
        int id = writer.table(schema.table());
        writer.define(
                id,
                entry.row == 1
                        ? new SchemaVersion(
                                schema.table(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                Knowledge.LOG_DDL,
                                origin,
                                "",
                                ReplicaIdentity.UNKNOWN)
                        : schema);
        definitions++;
        change.table = id;
        change.op = Op.DDL;
        writer.change(change);
    }

    private void row(LoggedTable table, Entry entry, Op op) throws RowbackException {
        table.ready(writer, definitions);
        change.rowFormat = table.rowFormat();
        change.table = table.table();
        change.op = op;
        HeapTable heap = table.heap();
        change.keyHash =
                op == Op.INSERT
                        ? hash(table, heap, entry.offset, entry.afterLength)
                        : hash(table, heap, entry.offset, entry.beforeLength);
        change.newKeyHash =
                op == Op.UPDATE
                        ? hash(table, heap, entry.offset + entry.beforeLength, entry.afterLength)
                        : change.keyHash;
        writer.change(change);
    }

    private long hash(LoggedTable table, HeapTable heap, int offset, int length) {
        return heap.keyHash(hasher, table.table(), table.key(), change.buffer, offset, length);
    }
}
