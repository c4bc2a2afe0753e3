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

/// Writes transactions that committed, with their changes in log order, on the thread of commits.
final class CommitWriter {
    private static final long LARGE_BYTES = 4 << 20;

    private final CommitThread thread;
    private final TableFinder finder;
    private final Window window;
    private final KeyHasher hasher = new KeyHasher();
    private final ChangeRecord change = new ChangeRecord();
    private int definitions;
    private long firstMicros;
    private long lastMicros;

    CommitWriter(CommitThread thread, TableFinder finder, Window window) {
        this.thread = thread;
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

    /// Takes a transaction's changes, and sees to it that they are written.
    ///
    /// @param name of a prepared transaction, else empty
    void write(WalRecord commit, XactRecord xact, String name, OpenTransactions.Merge changes)
            throws RowbackException {
        Entry first = changes.next();
        if (first != null) {
            firstMicros = firstMicros == 0 ? xact.timeMicros() : firstMicros;
            lastMicros = Math.max(lastMicros, xact.timeMicros());
        }
        if (first == null || !window.has(first.lsn, xact.timeMicros())) {
            changes.close();
            return;
        }
        var committed =
                new Committed(
                        changes,
                        first,
                        commit.endLsn(),
                        commit.origin(),
                        xact.xid(),
                        xact.timeMicros(),
                        xact.name().isEmpty() ? name : xact.name());
        thread.put(changes.bytes(), committed);
        // A definition is what the catalog says now. And of many changes at a time memory holds
        // those of one
        // transaction.
        if (changes.defines() || changes.bytes() > LARGE_BYTES) {
            thread.settled();
        }
    }

    /// A transaction on its way to the writer.
    private final class Committed implements CommitThread.Work {
        private final OpenTransactions.Merge changes;
        private final Entry first;
        private final long endLsn;
        private final int origin;
        private final int xid;
        private final long timeMicros;
        private final String gid;

        Committed(
                OpenTransactions.Merge changes,
                Entry first,
                long endLsn,
                int origin,
                int xid,
                long timeMicros,
                String gid) {
            this.changes = changes;
            this.first = first;
            this.endLsn = endLsn;
            this.origin = origin;
            this.xid = xid;
            this.timeMicros = timeMicros;
            this.gid = gid;
        }

        @Override
        public void run(HistoryWriter writer) throws RowbackException {
            Set<Transaction.Flag> flags = EnumSet.noneOf(Transaction.Flag.class);
            writer.begin(first.lsn);
            for (Entry entry = first; entry != null; entry = changes.next()) {
                write(writer, entry, flags);
            }
            if (!gid.isEmpty()) {
                flags.add(Transaction.Flag.XA);
            }
            writer.end(
                    new HistoryWriter.TransactionEnd(
                            endLsn,
                            timeMicros,
                            true,
                            Transaction.Status.COMMITTED,
                            flags,
                            Gtid.NONE,
                            Integer.toUnsignedLong(xid),
                            endLsn,
                            0,
                            origin,
                            "",
                            gid));
        }

        @Override
        public void close() {
            changes.close();
        }
    }

    private void write(HistoryWriter writer, Entry entry, Set<Transaction.Flag> flags)
            throws RowbackException {
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
            case INSERT -> row(writer, table, entry, Op.INSERT);
            case UPDATE -> row(writer, table, entry, Op.UPDATE);
            case DELETE -> row(writer, table, entry, Op.DELETE);
            case TRUNCATE -> {
                change.table = writer.table(table.heap().relation().name());
                change.op = Op.TRUNCATE;
                writer.change(change);
            }
            case DEFINITION -> {
                flags.add(Transaction.Flag.DDL);
                define(writer, table, entry);
            }
        }
    }

    private void define(HistoryWriter writer, LoggedTable table, Entry entry)
            throws RowbackException {
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
                                        origin)
                                .with(ReplicaIdentity.UNKNOWN)
                        : schema);
        definitions++;
        change.table = id;
        change.op = Op.DDL;
        writer.change(change);
    }

    private void row(HistoryWriter writer, LoggedTable table, Entry entry, Op op)
            throws RowbackException {
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
