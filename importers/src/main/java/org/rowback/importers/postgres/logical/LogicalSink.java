package org.rowback.importers.postgres.logical;

import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;
import org.rowback.history.model.Gtid;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;
import org.rowback.importers.postgres.wal.Lsn;

import java.util.List;

/// Puts what a capture says into the case: transactions with their changes, and findings. A transaction without
/// changes is left out.
final class LogicalSink {
    private static final int KEPT_BYTES = 4096;

    private final HistoryWriter writer;
    private final LogicalState state;
    private final LogicalRows rows;
    private final TransactionWindow window;

    private boolean open;
    private boolean written;
    private boolean wanted = true;
    private long beginOffset;
    private long xid;
    private long lsn;

    LogicalSink(
            HistoryWriter writer,
            LogicalState state,
            LogicalCodec codec,
            TransactionWindow window) {
        this.writer = writer;
        this.state = state;
        rows = new LogicalRows(writer, codec, this::once);
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
        lsn = 0;
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

    /// Where the server's log went on after the open transaction's commit, or after it was prepared.
    ///
    /// @param end 0 where the capture does not say it
    void endsAt(long end) {
        lsn = end;
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
        order();
        writer.end(
                new HistoryWriter.TransactionEnd(
                        endOffset,
                        micros,
                        micros != 0,
                        status,
                        List.of(),
                        Gtid.NONE,
                        xid,
                        lsn,
                        0,
                        0,
                        "",
                        gid));
        written = false;
    }

    /// A slot gives transactions in the order of their commits.
    private void order() throws RowbackException {
        if (lsn != 0 && Long.compareUnsigned(lsn, state.lastLsn) <= 0) {
            once(
                    "order",
                    Finding.Kind.OUT_OF_ORDER,
                    beginOffset,
                    "the transaction"
                            + named(xid)
                            + " ends at "
                            + Lsn.text(lsn)
                            + ", and the case goes to "
                            + Lsn.text(state.lastLsn)
                            + " before it: it may be there twice, as where a slot was peeked at"
                            + " again or pg_recvlogical began anew; import captures that do not"
                            + " overlap, in their order, into a new case");
        } else if (lsn != 0) {
            state.lastLsn = lsn;
        }
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
        if (ready(offset)) {
            rows.change(op, table, layout, before, after, offset);
        }
    }

    void truncate(List<TableName> tables, long offset) throws RowbackException {
        if (ready(offset)) {
            rows.truncate(tables, offset);
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
