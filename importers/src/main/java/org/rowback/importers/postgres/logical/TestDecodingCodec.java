package org.rowback.importers.postgres.logical;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads images of test_decoding: `INSERT: …`, `UPDATE: …`, ` new-tuple: …` are the row after, ` old-key: …` and
/// `DELETE: …` the row before; `UPDATE: …` as the row before is one whose key did not change.
final class TestDecodingCodec extends LogicalCodec {
    static final String NAME = "postgres-test-decoding";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    Tuple read(LogicalLayout layout, byte[] image, Side side) throws MalformedCapture {
        Tuple tuple = new Tuple(layout.columns().size());
        int colon = 0;
        while (colon < image.length && image[colon] != ':') {
            colon++;
        }
        String word = new String(image, 0, colon, StandardCharsets.US_ASCII).strip();
        tuple.role =
                switch (word) {
                    case "INSERT", "new-tuple" -> Tuple.Role.NEW;
                    case "UPDATE" -> side == Side.AFTER ? Tuple.Role.NEW : Tuple.Role.NEW_FOR_OLD;
                    case "DELETE", "old-key" -> Tuple.Role.OLD;
                    default -> throw new MalformedCapture("the image begins with " + word);
                };
        TestDecodingTuple cells = new TestDecodingTuple(image, colon + 1, image.length);
        tuple.leavesNullsOut = !cells.isNothing();
        int expected = 0;
        while (cells.next()) {
            String name = cells.name();
            int i =
                    expected < layout.columns().size()
                                    && layout.columns().get(expected).name().equals(name)
                            ? expected
                            : layout.indexOf(name);
            if (i < 0) {
                throw new MalformedCapture(
                        "the image has a column " + name + " that the table has not");
            }
            switch (cells.state()) {
                case VALUE -> tuple.value(i, cells.text());
                case ABSENT, NULL, UNCHANGED, NULL_OR_NOT_A_NUMBER, UNREAD ->
                        tuple.set(i, cells.state());
            }
            expected = i + 1;
        }
        return tuple;
    }

    /// The text between quotes that are doubled inside.
    static byte[] unquoted(byte[] buffer, int from, int to, char quote) {
        byte[] text = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            text[length++] = buffer[i];
            if (buffer[i] == quote) {
                i++;
            }
        }
        return length == text.length ? text : Arrays.copyOf(text, length);
    }
}
