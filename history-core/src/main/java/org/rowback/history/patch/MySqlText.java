package org.rowback.history.patch;

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

    /// One line for a `--` comment: whatever could end it, open a literal or hide text becomes a question mark.
    static String comment(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints()
                .limit(400)
                .forEach(
                        c ->
                                safe.append(
                                        c < 0x7f
                                                        && (Character.isLetterOrDigit(c)
                                                                || " _.,:=()@/+#<>|-[]%".indexOf(c)
                                                                        >= 0)
                                                ? (char) c
                                                : '?'));
        return safe.toString();
    }
}
