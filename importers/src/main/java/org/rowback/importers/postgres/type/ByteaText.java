package org.rowback.importers.postgres.type;

import org.rowback.history.model.Bytes;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The text of a bytea: `\x0a1b`, or with bytea_output=escape printable characters, `\\` and `\ooo`. Server source:
/// `byteaout` in `src/backend/utils/adt/varlena.c` (PostgreSQL 17).
final class ByteaText {
    private ByteaText() {}

    /// @throws IllegalArgumentException where it is neither
    static Bytes read(String text) {
        if (text.startsWith("\\x")) {
            return Bytes.of(HexFormat.of().parseHex(text, 2, text.length()));
        }
        byte[] escaped = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < escaped.length) {
            if (escaped[at] != '\\') {
                out.write(escaped[at++]);
            } else if (at + 1 < escaped.length && escaped[at + 1] == '\\') {
                out.write('\\');
                at += 2;
            } else if (at + 3 < escaped.length) {
                out.write(
                        Integer.parseInt(
                                new String(escaped, at + 1, 3, StandardCharsets.US_ASCII), 8));
                at += 4;
            } else {
                throw new IllegalArgumentException(text);
            }
        }
        return Bytes.of(out.toByteArray());
    }
}
