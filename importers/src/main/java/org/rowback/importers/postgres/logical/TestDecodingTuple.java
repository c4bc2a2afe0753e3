package org.rowback.importers.postgres.logical;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Walks the columns of a row as test_decoding prints it. Server source: `tuple_to_stringinfo` and `print_literal` in
/// `contrib/test_decoding/test_decoding.c` (PostgreSQL 18).
///
/// | part | form |
/// |---|---|
/// | column | ` name[type]:value`, the name quoted as an identifier where it needs it |
/// | NULL | `null` |
/// | TOAST value that did not change | `unchanged-toast-datum` |
/// | integers, floats, numeric | bare |
/// | boolean | `true`, `false` |
/// | bit strings | `B'0101'` |
/// | everything else | `'text'`, quotes doubled, nothing else escaped |
/// | no row | ` (no-tuple-data)` |
final class TestDecodingTuple {
    private static final byte[] NO_TUPLE = " (no-tuple-data)".getBytes(StandardCharsets.US_ASCII);

    private final byte[] buffer;
    private final int limit;
    private final boolean nothing;
    private int at;
    private String name = "";
    private String type = "";
    private Tuple.State state = Tuple.State.ABSENT;
    private int from;
    private int to;
    private boolean quoted;

    TestDecodingTuple(byte[] buffer, int at, int limit) {
        this.buffer = buffer;
        this.at = at;
        this.limit = limit;
        nothing = startsWith(NO_TUPLE);
    }

    private boolean startsWith(byte[] what) {
        return limit - at >= what.length
                && Arrays.equals(buffer, at, at + what.length, what, 0, what.length);
    }

    /// Whether there is no row.
    boolean isNothing() {
        return nothing;
    }

    /// Goes to the next column; false at the end, or before ` new-tuple:`.
    boolean next() throws MalformedCapture {
        if (nothing || at >= limit) {
            return false;
        }
        if (buffer[at] != ' ') {
            throw new MalformedCapture("a column does not begin with a blank");
        }
        int start = at + 1;
        int end = start;
        boolean inQuotes = false;
        while (end < limit && (inQuotes || (buffer[end] != '[' && buffer[end] != ':'))) {
            inQuotes ^= buffer[end] == '"';
            end++;
        }
        if (end >= limit) {
            throw new MalformedCapture("a column's name does not end");
        }
        if (buffer[end] == ':') {
            return false;
        }
        name = identifier(start, end);
        int typeStart = ++end;
        // A type's name may end in [] itself: the last bracket is the one before the colon.
        while (end < limit
                && (inQuotes || buffer[end] != ']' || end + 1 >= limit || buffer[end + 1] != ':')) {
            inQuotes ^= buffer[end] == '"';
            end++;
        }
        if (end >= limit) {
            throw new MalformedCapture("the type of column " + name + " does not end");
        }
        type = new String(buffer, typeStart, end - typeStart, StandardCharsets.UTF_8);
        at = end + 2;
        value();
        return true;
    }

    private String identifier(int start, int end) {
        boolean isQuoted = end - start >= 2 && buffer[start] == '"';
        return new String(
                isQuoted
                        ? TestDecodingCodec.unquoted(buffer, start + 1, end - 1, '"')
                        : Arrays.copyOfRange(buffer, start, end),
                StandardCharsets.UTF_8);
    }

    private void value() throws MalformedCapture {
        quoted = false;
        from = at;
        boolean bits = at + 1 < limit && buffer[at] == 'B' && buffer[at + 1] == '\'';
        if (bits || (at < limit && buffer[at] == '\'')) {
            quoted = true;
            from = at + (bits ? 2 : 1);
            at = from;
            while (at < limit && (buffer[at] != '\'' || doubled())) {
                at += buffer[at] == '\'' ? 2 : 1;
            }
            if (at >= limit) {
                throw new MalformedCapture("the value of column " + name + " does not end");
            }
            to = at++;
            state = Tuple.State.VALUE;
            return;
        }
        while (at < limit && buffer[at] != ' ') {
            at++;
        }
        to = at;
        state =
                is("null")
                        ? Tuple.State.NULL
                        : is("unchanged-toast-datum") ? Tuple.State.UNCHANGED : Tuple.State.VALUE;
    }

    private boolean doubled() {
        return at + 1 < limit && buffer[at + 1] == '\'';
    }

    private boolean is(String word) {
        return to - from == word.length()
                && new String(buffer, from, to - from, StandardCharsets.US_ASCII).equals(word);
    }

    String name() {
        return name;
    }

    String type() {
        return type;
    }

    Tuple.State state() {
        return state;
    }

    /// The value's text as the type's output function printed it.
    byte[] text() {
        return quoted
                ? TestDecodingCodec.unquoted(buffer, from, to, '\'')
                : Arrays.copyOfRange(buffer, from, to);
    }

    /// Where the next column would begin.
    int position() {
        return at;
    }
}
