package org.rowback.importers.postgres.logical;

import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.logical.LogicalSink.Stretch;

import java.util.Arrays;

/// Cuts what pg_recvlogical wrote of pgoutput into messages: they follow one another with a line break behind each and
/// no length, so each is walked to its end. Where one cannot be read, everything up to the next beginning of a
/// transaction is set aside.
///
/// Server source: `src/backend/replication/logical/proto.c`, `src/bin/pg_basebackup/pg_recvlogical.c` (PostgreSQL 18).
final class PgoutputReader implements CaptureReader {
    private static final int BEGIN_BYTES = 21;

    private final LogicalSink sink;
    private final PgoutputMessages messages;
    private byte[] pending = new byte[1 << 17];
    private int from;
    private int to;
    private long offset;
    private boolean started;

    PgoutputReader(LogicalSink sink, LogicalState state, PgoutputTypes types) {
        this.sink = sink;
        this.messages = new PgoutputMessages(sink, state, types);
    }

    /// Whether a file's first bytes are messages.
    static boolean isHead(byte[] head) {
        if (head.length == 0 || "BbSMKr".indexOf(head[0]) < 0) {
            return false;
        }
        int at = 0;
        int seen = 0;
        boolean inStream = false;
        try {
            while (at < head.length && seen < 4) {
                PgoutputCursor cursor = new PgoutputCursor(head, at, head.length);
                inStream = PgoutputShape.walk(cursor, inStream);
                if (cursor.at < head.length && head[cursor.at] != '\n') {
                    return false;
                }
                at = cursor.at + 1;
                seen++;
            }
        } catch (PgoutputCursor.Underflow e) {
            return seen > 0;
        } catch (MalformedCapture e) {
            return false;
        }
        return seen > 0;
    }

    @Override
    public boolean isBetweenRecords() {
        return from == to && !messages.isStreaming();
    }

    @Override
    public void piece(byte[] buffer, int start, int end, boolean endsLine, Place place)
            throws RowbackException {
        if (!started) {
            offset = place.offset();
            started = true;
        }
        append(buffer, start, end);
        read(false);
    }

    private void append(byte[] buffer, int start, int end) {
        if (to + end - start > pending.length) {
            byte[] larger =
                    to - from + end - start > pending.length
                            ? new byte[Math.max(pending.length * 2, to - from + end - start)]
                            : pending;
            System.arraycopy(pending, from, larger, 0, to - from);
            to -= from;
            from = 0;
            pending = larger;
        }
        System.arraycopy(buffer, start, pending, to, end - start);
        to += end - start;
    }

    /// Reads all whole messages.
    private void read(boolean atEnd) throws RowbackException {
        while (from < to) {
            PgoutputCursor cursor = new PgoutputCursor(pending, from, to);
            try {
                PgoutputShape.walk(cursor, messages.inStream());
                if (cursor.at == to && !atEnd) {
                    return;
                }
                if (cursor.at < to && pending[cursor.at] != '\n') {
                    throw new MalformedCapture("no line break follows it");
                }
                messages.take(new Stretch(pending, from, cursor.at), offset);
                sink.used();
                consume(Math.min(cursor.at + 1, to));
            } catch (PgoutputCursor.Underflow e) {
                return;
            } catch (MalformedCapture e) {
                if (!skip(e.getMessage(), atEnd)) {
                    return;
                }
            }
        }
    }

    private void consume(int next) {
        offset += next - from;
        from = next;
    }

    /// Sets aside what lies before the next beginning of a transaction.
    ///
    /// @return false where that is not to be seen yet
    private boolean skip(String why, boolean atEnd) throws RowbackException {
        int at = from;
        while (at < to && !beginsTransaction(at)) {
            at++;
        }
        if (at == to && !atEnd) {
            // Whether something begins in the last bytes is not known yet.
            at = Math.max(from, to - BEGIN_BYTES - 2);
            if (at == from) {
                return false;
            }
        }
        messages.interrupted(offset);
        sink.setAside(
                Finding.Kind.UNDECODABLE_EVENT,
                new Stretch(pending, from, at),
                offset,
                "not as pgoutput writes it: " + why);
        consume(at);
        return true;
    }

    private boolean beginsTransaction(int at) {
        return at > from
                && pending[at - 1] == '\n'
                && pending[at] == 'B'
                && at + BEGIN_BYTES < to
                && pending[at + BEGIN_BYTES] == '\n';
    }

    @Override
    public boolean end(long end) throws RowbackException {
        read(true);
        boolean whole = from == to;
        if (!whole) {
            sink.setAside(
                    Finding.Kind.TRUNCATED_TAIL,
                    new Stretch(Arrays.copyOfRange(pending, from, to), 0, to - from),
                    offset,
                    "the capture ends inside a message");
        }
        return messages.end(end) && whole;
    }
}
