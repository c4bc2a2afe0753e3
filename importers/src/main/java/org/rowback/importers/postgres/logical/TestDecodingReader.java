package org.rowback.importers.postgres.logical;

import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.logical.LogicalSink.Stretch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads test_decoding's text. Server source: `contrib/test_decoding/test_decoding.c` (PostgreSQL 18).
///
/// A record ends where a line does, outside quotes: values and names hold line breaks as they are. A message says how
/// long it is. Where a record cannot be read, its first line is set aside and the next line begins another.
final class TestDecodingReader implements CaptureReader {
    private static final byte[] TABLE = TestDecodingRecords.TABLE;
    private static final int LONGEST_HEAD = 4096;

    private final LogicalSink sink;
    private final TestDecodingRecords records;
    private byte[] pending = new byte[1 << 12];
    private int length;
    private long start;
    private boolean inSingle;
    private boolean inDouble;
    private boolean lineOpen;

    TestDecodingReader(LogicalSink sink, LogicalState state) {
        this.sink = sink;
        records = new TestDecodingRecords(sink, state);
    }

    @Override
    public boolean isBetweenRecords() {
        return length == 0 && !lineOpen;
    }

    @Override
    public void piece(byte[] buffer, int from, int to, boolean endsLine, Place place)
            throws RowbackException {
        if (length == 0) {
            start = place.offset();
        }
        append(buffer, from, to);
        lineOpen = !endsLine;
        if (!endsLine) {
            return;
        }
        if (isComplete()) {
            record(place);
        } else {
            append(new byte[] {'\n'}, 0, 1);
        }
    }

    private void append(byte[] buffer, int from, int to) {
        if (length + to - from > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(pending.length * 2, length + to - from));
        }
        System.arraycopy(buffer, from, pending, length, to - from);
        for (int i = from; i < to; i++) {
            inSingle ^= buffer[i] == '\'' && !inDouble;
            inDouble ^= buffer[i] == '"' && !inSingle;
        }
        length += to - from;
    }

    private boolean beginsWith(byte[] what) {
        return Arrays.equals(pending, 0, what.length, what, 0, what.length);
    }

    /// Whether what is pending, without the line break behind it, is a whole record.
    private boolean isComplete() {
        if (length >= TABLE.length && beginsWith(TABLE)) {
            return !inSingle && !inDouble;
        }
        String head =
                new String(pending, 0, Math.min(length, LONGEST_HEAD), StandardCharsets.ISO_8859_1);
        if (head.startsWith("message: ") || head.startsWith("streaming message: ")) {
            Matcher message = TestDecodingRecords.MESSAGE.matcher(head);
            if (message.lookingAt()) {
                long size = message.group(2) == null ? 0 : Long.parseLong(message.group(1));
                return length >= message.end() + size;
            }
            return length >= LONGEST_HEAD;
        }
        if (head.startsWith("PREPARE TRANSACTION ")
                || head.startsWith("COMMIT PREPARED ")
                || head.startsWith("ROLLBACK PREPARED ")
                || head.startsWith("preparing streamed")) {
            return head.chars().filter(c -> c == '\'').count() % 2 == 0 || length >= LONGEST_HEAD;
        }
        return true;
    }

    private void record(Place place) throws RowbackException {
        Stretch record = new Stretch(Arrays.copyOf(pending, length), 0, length);
        reset();
        try {
            records.read(record, start, place);
            sink.used();
        } catch (MalformedCapture e) {
            setAside(record, place, e.getMessage());
        }
    }

    private void reset() {
        length = 0;
        inSingle = false;
        inDouble = false;
        Arrays.fill(pending, 0, TABLE.length, (byte) 0);
    }

    /// Sets the first line aside and reads the others anew.
    private void setAside(Stretch record, Place place, String why) throws RowbackException {
        long offset = start;
        int end = record.from();
        while (end < record.to() && record.buffer()[end] != '\n') {
            end++;
        }
        sink.setAside(
                Finding.Kind.UNDECODABLE_EVENT,
                new Stretch(record.buffer(), record.from(), end),
                offset,
                "not as test_decoding writes it: " + why);
        int at = end + 1;
        while (at < record.to()) {
            int next = at;
            while (next < record.to() && record.buffer()[next] != '\n') {
                next++;
            }
            piece(
                    record.buffer(),
                    at,
                    next,
                    true,
                    new Place(offset + at - record.from(), place.xid(), place.lsn()));
            at = next + 1;
        }
    }

    @Override
    public boolean end(long offset) throws RowbackException {
        if (length == 0) {
            return true;
        }
        Stretch record = new Stretch(Arrays.copyOf(pending, length), 0, length);
        long from = start;
        reset();
        lineOpen = false;
        String text = new String(record.buffer(), StandardCharsets.UTF_8);
        boolean more =
                Pattern.compile("\nCOMMIT(?: \\d+)?" + TestDecodingRecords.AT + "\n")
                        .matcher(text)
                        .find();
        if (more) {
            start = from;
            setAside(record, new Place(from), "a quote does not end");
            return end(offset);
        }
        sink.setAside(
                Finding.Kind.TRUNCATED_TAIL, record, from, "the capture ends inside a record");
        return false;
    }
}
