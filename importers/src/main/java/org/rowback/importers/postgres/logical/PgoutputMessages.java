package org.rowback.importers.postgres.logical;

import org.rowback.history.model.Finding;
import org.rowback.history.model.Op;
import org.rowback.history.model.ReplicaIdentity;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;
import org.rowback.importers.postgres.logical.LogicalLayout.LayoutColumn;
import org.rowback.importers.postgres.logical.LogicalSink.Stretch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Understands pgoutput's messages, whole ones, in order. Blocks of streamed transactions are kept aside on disk until
/// their transaction ends.
final class PgoutputMessages {
    private final LogicalSink sink;
    private final LogicalState state;
    private final PgoutputTypes types;
    private final Map<Long, StreamSpool> streams = new HashMap<>();
    private long streamed;

    PgoutputMessages(LogicalSink sink, LogicalState state, PgoutputTypes types) {
        this.sink = sink;
        this.state = state;
        this.types = types;
    }

    /// Whether messages name their transaction now.
    boolean inStream() {
        return streamed != 0;
    }

    /// Whether a streamed transaction has no end yet.
    boolean isStreaming() {
        return !streams.isEmpty();
    }

    /// What came since the last beginning is not whole.
    void interrupted(long offset) throws RowbackException {
        sink.cutShort(offset);
        streamed = 0;
    }

    void take(Stretch message, long offset) throws RowbackException, MalformedCapture {
        PgoutputCursor in = new PgoutputCursor(message.buffer(), message.from(), message.to());
        char type = in.letter();
        switch (type) {
            case 'S' -> {
                streamed = in.unsigned32();
                if (!streams.containsKey(streamed)) {
                    streams.put(streamed, spool());
                }
            }
            case 'E' -> streamed = 0;
            case 'A' -> abort(in.unsigned32(), in.unsigned32());
            case 'c' -> {
                long xid = in.unsigned32();
                in.skip(9);
                long end = in.int64();
                replay(xid, CaptureTime.micros(in.int64()), offset);
                sink.endsAt(end);
                sink.commit(offset + length(message), commitMicros(message));
            }
            case 'p' -> {
                in.skip(9);
                long end = in.int64();
                long micros = CaptureTime.micros(in.int64());
                long xid = in.unsigned32();
                replay(xid, micros, offset);
                sink.endsAt(end);
                sink.prepare(offset + length(message), in.string(), micros);
            }
            default -> {
                if (streamed == 0) {
                    plain(message, offset, false);
                } else {
                    keep(message, offset);
                }
            }
        }
    }

    private static int length(Stretch message) {
        return message.to() - message.from() + 1;
    }

    private static long commitMicros(Stretch message) {
        PgoutputCursor in = new PgoutputCursor(message.buffer(), message.to() - 8, message.to());
        return CaptureTime.micros(in.int64());
    }

    private StreamSpool spool() throws RowbackException {
        try {
            return StreamSpool.create();
        } catch (IOException e) {
            throw StreamSpool.failed(e);
        }
    }

    private void keep(Stretch message, long offset) throws RowbackException {
        try {
            StreamSpool spool = streams.get(streamed);
            if (spool != null) {
                spool.add(message, offset);
            }
        } catch (IOException e) {
            throw StreamSpool.failed(e);
        }
    }

    private void abort(long xid, long subxid) throws RowbackException {
        StreamSpool spool = streams.get(xid);
        if (spool == null) {
            return;
        }
        if (xid != subxid) {
            spool.abort(subxid);
            return;
        }
        streams.remove(xid);
        try {
            spool.close();
        } catch (IOException e) {
            throw StreamSpool.failed(e);
        }
    }

    /// Opens a streamed transaction and reads what was kept of it.
    private void replay(long xid, long micros, long offset) throws RowbackException {
        sink.begin(offset, xid, micros);
        StreamSpool spool = streams.remove(xid);
        if (spool == null) {
            sink.finding(
                    Finding.Kind.INCOMPLETE_TRANSACTION,
                    offset,
                    0,
                    "the streamed transaction "
                            + xid
                            + " ends here; its rows are not in the capture");
            return;
        }
        try (spool) {
            spool.replay((message, at) -> plain(message, at, true));
        } catch (IOException e) {
            throw StreamSpool.failed(e);
        } catch (MalformedCapture e) {
            sink.finding(
                    Finding.Kind.UNDECODABLE_EVENT,
                    offset,
                    0,
                    "in the streamed transaction " + xid + ": " + e.getMessage());
        }
    }

    /// The capture ends.
    ///
    /// @return whether no streamed transaction is without an end
    boolean end(long offset) throws RowbackException {
        boolean whole = streams.isEmpty();
        for (Map.Entry<Long, StreamSpool> entry : streams.entrySet()) {
            sink.finding(
                    Finding.Kind.INCOMPLETE_TRANSACTION,
                    offset,
                    0,
                    "the streamed transaction " + entry.getKey() + " has no end in the capture");
            try {
                entry.getValue().close();
            } catch (IOException e) {
                throw StreamSpool.failed(e);
            }
        }
        streams.clear();
        return whole;
    }

    private void plain(Stretch message, long offset, boolean inStream)
            throws RowbackException, MalformedCapture {
        PgoutputCursor in = new PgoutputCursor(message.buffer(), message.from(), message.to());
        char type = in.letter();
        if (inStream) {
            in.skip(4);
        }
        switch (type) {
            case 'B' -> {
                in.skip(8);
                long micros = CaptureTime.micros(in.int64());
                sink.begin(offset, in.unsigned32(), micros);
            }
            case 'C' -> {
                in.skip(9);
                sink.endsAt(in.int64());
                sink.commit(offset + length(message), commitMicros(message));
            }
            case 'R' -> relation(in);
            case 'Y' -> {
                long oid = in.unsigned32();
                state.types.put(oid, PgoutputTypes.name(in.string(), in.string()));
                state.touch();
            }
            case 'I', 'U', 'D' -> row(type, in, message, offset);
            case 'T' -> {
                int count = in.int32();
                in.skip(1);
                List<TableName> tables = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    tables.add(table(in.unsigned32()));
                }
                sink.truncate(tables, offset);
            }
            case 'b' -> {
                in.skip(16);
                long micros = CaptureTime.micros(in.int64());
                sink.begin(offset, in.unsigned32(), micros);
            }
            case 'P' -> {
                in.skip(9);
                sink.endsAt(in.int64());
                long micros = CaptureTime.micros(in.int64());
                sink.known(in.unsigned32());
                sink.prepare(offset + length(message), in.string(), micros);
            }
            case 'K' -> {
                in.skip(17);
                long micros = CaptureTime.micros(in.int64());
                in.skip(4);
                sink.resolve(offset, in.string(), Transaction.Status.COMMITTED, micros);
            }
            case 'r' -> {
                in.skip(25);
                long micros = CaptureTime.micros(in.int64());
                in.skip(4);
                sink.resolve(offset, in.string(), Transaction.Status.ROLLED_BACK, micros);
            }
            // Origins and messages change no row.
            default -> {}
        }
    }

    private TableName table(long relation) throws MalformedCapture {
        TableName table = state.relations.get(relation);
        if (table == null) {
            throw new MalformedCapture("the table with the OID " + relation + " was not described");
        }
        return table;
    }

    private void relation(PgoutputCursor in) {
        long oid = in.unsigned32();
        String schema = in.string();
        TableName name = new TableName(schema.isEmpty() ? "pg_catalog" : schema, in.string());
        ReplicaIdentity identity =
                switch (in.letter()) {
                    case 'd' -> ReplicaIdentity.DEFAULT;
                    case 'i' -> ReplicaIdentity.INDEX;
                    case 'f' -> ReplicaIdentity.FULL;
                    default -> ReplicaIdentity.NOTHING;
                };
        int count = in.int16();
        List<LayoutColumn> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean key = (in.int8() & 1) != 0;
            String column = in.string();
            long type = in.unsigned32();
            String named = state.types.getOrDefault(type, "");
            int typmod = in.int32();
            columns.add(PgoutputTypes.column(column, named, type, typmod, key));
        }
        state.relations.put(oid, name);
        state.layouts.put(name, new LogicalLayout(columns, identity, types.used(columns)));
        state.touch();
    }

    private void row(char type, PgoutputCursor in, Stretch message, long offset)
            throws RowbackException, MalformedCapture {
        TableName table = table(in.unsigned32());
        LogicalLayout layout = state.layouts.get(table);
        if (layout == null) {
            throw new MalformedCapture(table + " was not described");
        }
        int first = in.at;
        boolean isNew = in.letter() == 'N';
        in.tuple();
        Stretch one = new Stretch(message.buffer(), first, in.at);
        switch (type) {
            case 'I' -> sink.change(Op.INSERT, table, layout, Stretch.NONE, one, offset);
            case 'D' -> sink.change(Op.DELETE, table, layout, one, Stretch.NONE, offset);
            default -> {
                Stretch two = isNew ? one : new Stretch(message.buffer(), in.at, message.to());
                sink.change(Op.UPDATE, table, layout, one, two, offset);
            }
        }
    }
}
