package org.rowback.importers.postgres.logical;

import org.rowback.history.importing.ChangeRecord;
import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.importing.RowFormat;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Finding;
import org.rowback.history.model.Gtid;
import org.rowback.history.model.KeyHasher;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts what a capture says into the case: transactions with their changes, and findings. A transaction without
/// changes is left out.
final class LogicalSink {
    private static final int KEPT_BYTES = 4096;

    private final HistoryWriter writer;
    private final LogicalState state;
    private final LogicalCodec codec;
    private final TransactionWindow window;
    private final KeyHasher hasher = new KeyHasher();
    private final ChangeRecord change = new ChangeRecord();
    private final Map<TableName, Known> known = new HashMap<>();

    private boolean open;
    private boolean written;
    private boolean wanted = true;
    private long beginOffset;
    private long xid;

    /// A table's newest layout.
    private record Known(
            LogicalLayout layout, RowFormat format, int id, int table, SchemaVersion schema) {}

    LogicalSink(
            HistoryWriter writer,
            LogicalState state,
            LogicalCodec codec,
            TransactionWindow window) {
        this.writer = writer;
        this.state = state;
        this.codec = codec;
        this.window = window;
    }

    boolean isOpen() {
        return open;
    }

    /// Opens a transaction.
    ///
    /// @param newXid 0 where the capture does not say it
    /// @param commitMicros 0 where the capture does not say it yet
    void begin(long offset, long newXid, long commitMicros) throws RowbackException {
        if (open) {
            cutShort(offset);
        }
        open = true;
        written = false;
        beginOffset = offset;
        xid = newXid;
        wanted = window.wants(offset, commitMicros);
    }

    /// The open transaction has no end in the evidence.
    void cutShort(long offset) throws RowbackException {
        if (written) {
            finding(
                    Finding.Kind.INCOMPLETE_TRANSACTION,
                    beginOffset,
                    offset - beginOffset,
                    "the transaction that begins here" + named(xid) + " has no end in the capture");
            end(offset, 0, Transaction.Status.INCOMPLETE, "");
        }
        open = false;
    }

    private static String named(long xid) {
        return xid == 0 ? "" : " (xid " + xid + ")";
    }

    /// Which transaction is open, where only its end says it.
    void known(long newXid) {
        if (xid == 0) {
            xid = newXid;
        }
    }

    void commit(long endOffset, long commitMicros) throws RowbackException {
        note(commitMicros);
        if (open && written) {
            if (commitMicros == 0) {
                once(
                        "times",
                        Finding.Kind.NO_COMMIT_TIMES,
                        beginOffset,
                        "the capture does not say when transactions committed: record it with"
                                + " include-timestamp");
            }
            end(
                    endOffset,
                    commitMicros,
                    window.committed(beginOffset, commitMicros)
                            ? Transaction.Status.COMMITTED
                            : Transaction.Status.INCOMPLETE,
                    "");
        }
        open = false;
    }

    void prepare(long endOffset, String gid, long micros) throws RowbackException {
        note(micros);
        if (open && written) {
            state.prepared.add(gid);
            state.touch();
            end(endOffset, micros, Transaction.Status.PREPARED, gid);
        }
        open = false;
    }

    void resolve(long offset, String gid, Transaction.Status status, long micros)
            throws RowbackException {
        note(micros);
        state.touch();
        state.prepared.remove(gid);
        writer.resolveXa(gid, status, micros);
    }

    private void note(long micros) {
        if (micros != 0) {
            state.firstMicros = state.firstMicros == 0 ? micros : state.firstMicros;
            state.lastMicros = micros;
        }
    }

    private void end(long endOffset, long micros, Transaction.Status status, String gid)
            throws RowbackException {
        writer.end(
                new HistoryWriter.TransactionEnd(
                        endOffset,
                        micros,
                        micros != 0,
                        status,
                        List.of(),
                        Gtid.NONE,
                        xid,
                        0,
                        0,
                        "",
                        gid));
        written = false;
    }

    private boolean ready(long offset) throws RowbackException {
        if (!open) {
            begin(offset, 0, 0);
        }
        if (!wanted) {
            return false;
        }
        if (!written) {
            writer.begin(beginOffset);
            written = true;
        }
        return true;
    }

    /// A stretch of a buffer.
    record Stretch(byte[] buffer, int from, int to) {
        static final Stretch NONE = new Stretch(new byte[0], 0, 0);

        Bytes bytes() {
            return Bytes.copyOf(buffer, from, to - from);
        }
    }

    /// A row changed.
    ///
    /// @param before empty for INSERT; of the same buffer as `after`
    /// @param after empty for DELETE
    void change(
            Op op,
            TableName table,
            LogicalLayout layout,
            Stretch before,
            Stretch after,
            long offset)
            throws RowbackException {
        if (!ready(offset)) {
            return;
        }
        Known to = known(table, layout, offset);
        Optional<RowImage> old =
                op == Op.INSERT ? Optional.empty() : Optional.of(image(to, before, Side.BEFORE));
        Optional<RowImage> now =
                op == Op.DELETE ? Optional.empty() : Optional.of(image(to, after, Side.AFTER));
        change.rowFormat = to.id();
        change.table = to.table();
        change.op = op;
        change.eventOffset = offset;
        change.row = 0;
        change.statement = 0;
        change.buffer = op == Op.INSERT ? after.buffer() : before.buffer();
        change.beforeOffset = before.from();
        change.beforeLength = before.to() - before.from();
        change.afterOffset = after.from();
        change.afterLength = after.to() - after.from();
        change.keyHash = RowKey.of(old.or(() -> now).orElseThrow()).hash(hasher, to.table());
        change.newKeyHash =
                op == Op.UPDATE
                        ? RowKey.of(keyAfter(old.orElseThrow(), now.orElseThrow()))
                                .hash(hasher, to.table())
                        : change.keyHash;
        writer.change(change);
        noteUndecodable(table, old, offset);
        noteUndecodable(table, now, offset);
        if (old.isPresent() && old.get().isPartial()) {
            once(
                    "partial " + table,
                    Finding.Kind.PARTIAL_IMAGE,
                    offset,
                    table
                            + ": rows before a change are logged without some of their columns,"
                            + " here for the first time (replica identity is not FULL)");
        }
    }

    private void noteUndecodable(TableName table, Optional<RowImage> image, long offset)
            throws RowbackException {
        for (int i = 0; image.isPresent() && i < image.get().size(); i++) {
            if (image.get().value(i) instanceof ColumnValue.Undecodable u) {
                String column = image.get().schema().columns().get(i).name();
                once(
                        "undecodable " + table + "." + column,
                        Finding.Kind.UNDECODABLE_VALUE,
                        offset,
                        table + "." + column + ": " + u.reason());
            }
        }
    }

    private RowImage image(Known to, Stretch stretch, Side side) {
        return codec.decode(to.format(), to.schema(), side, stretch.bytes(), null);
    }

    /// As [org.rowback.history.model.Change#keyAfter] sees it.
    private static RowImage keyAfter(RowImage before, RowImage after) {
        RowImage image = after;
        for (int i = 0; i < image.size(); i++) {
            if (image.value(i) instanceof ColumnValue.NotLogged) {
                image = image.filled(i, before.value(i), 1);
            }
        }
        return image;
    }

    private Known known(TableName table, LogicalLayout layout, long offset)
            throws RowbackException {
        Known before = known.get(table);
        if (before != null && before.layout().equals(layout)) {
            return before;
        }
        RowFormat format = new RowFormat(codec.name(), table, layout.encode());
        int id = writer.rowFormat(format);
        Known now = new Known(layout, format, id, writer.table(table), writer.schema(id));
        known.put(table, now);
        if (!now.schema().hasKey()) {
            once(
                    "key " + table,
                    Finding.Kind.NO_PRIMARY_KEY,
                    offset,
                    table
                            + (now.schema().keysFrom() == Knowledge.LAYOUT
                                    ? ": the capture does not say what its primary key is: give"
                                            + " --schema with what rowback schema writes"
                                    : ": it has no primary key"));
        }
        return now;
    }

    void truncate(List<TableName> tables, long offset) throws RowbackException {
        if (!ready(offset)) {
            return;
        }
        int row = 0;
        for (TableName table : tables) {
            change.rowFormat = 0;
            change.table = writer.table(table);
            change.op = Op.TRUNCATE;
            change.eventOffset = offset;
            change.row = row++;
            change.statement = 0;
            change.beforeOffset = 0;
            change.beforeLength = 0;
            change.afterOffset = 0;
            change.afterLength = 0;
            change.keyHash = 0;
            change.newKeyHash = 0;
            writer.change(change);
        }
    }

    /// A record was understood.
    void used() {
        state.eventsRead++;
        state.eventsUsed++;
    }

    /// A record was not understood.
    void setAside(Finding.Kind kind, Stretch record, long offset, String message)
            throws RowbackException {
        state.eventsRead++;
        state.eventsSetAside++;
        int length = record.to() - record.from();
        writer.finding(
                kind,
                offset,
                length,
                Bytes.copyOf(record.buffer(), record.from(), Math.min(KEPT_BYTES, length)),
                message);
    }

    void finding(Finding.Kind kind, long offset, long length, String message)
            throws RowbackException {
        writer.finding(kind, offset, length, Bytes.EMPTY, message);
    }

    /// Reports something the first time that it is met in the source.
    void once(String key, Finding.Kind kind, long offset, String message) throws RowbackException {
        if (state.reported.add(key)) {
            state.touch();
            writer.finding(kind, offset, 0, Bytes.EMPTY, message);
        }
    }
}
