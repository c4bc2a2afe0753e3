package org.rowback.history.patch;

/// Text in the comments of a script.
final class SqlComment {
    private SqlComment() {}

    /// One line for a `--` comment: whatever could end it, open a literal or hide text becomes a question mark.
    static String line(String text) {
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
