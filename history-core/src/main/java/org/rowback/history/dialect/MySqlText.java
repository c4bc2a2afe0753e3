package org.rowback.history.dialect;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Text of our own in a MySQL script: names and notes.
final class MySqlText {
    private MySqlText() {}

    /// A string literal that is the same in every sql_mode and charset.
    static String literal(String text) {
        boolean plain = text.chars().allMatch(c -> c >= 0x20 && c < 0x7f && c != '\'' && c != '\\');
        return plain
                ? "'" + text + "'"
                : "_utf8mb4 x'"
                        + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8))
                        + "'";
    }

    /// Text that is known to hold nothing but letters, digits and the marks of addresses and UUIDs.
    static String plain(String text) {
        if (!text.chars()
                .allMatch(
                        c -> c < 0x7f && (Character.isLetterOrDigit(c) || "-.:".indexOf(c) >= 0))) {
            throw new IllegalArgumentException("not an address or a UUID: " + text);
        }
        return text;
    }
}
