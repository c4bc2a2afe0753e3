package org.rowback.history.dialect;

import java.util.Locale;

/// Literals, identifiers and blocks in a PostgreSQL script.
final class PostgresText {
    private PostgresText() {}

    /// A string literal that is the same whatever standard_conforming_strings is: a backslash only stands in `E''`.
    static String literal(String text) {
        boolean plain = text.chars().allMatch(c -> c >= 0x20 && c != '\\' && c != 0x7f);
        if (plain) {
            return "'" + text.replace("'", "''") + "'";
        }
        StringBuilder out = new StringBuilder("E'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\'' -> out.append("''");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        out.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('\'').toString();
    }

    static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /// An anonymous block; nothing in its body can end it.
    ///
    /// @param declarations with a semicolon behind each; may be empty
    static String block(String declarations, String body) {
        String text =
                "#variable_conflict use_column\n"
                        + (declarations.isEmpty() ? "" : "DECLARE " + declarations + "\n")
                        + "BEGIN\n"
                        + body
                        + "END\n";
        StringBuilder tag = new StringBuilder("$rowback");
        while (text.contains(tag)) {
            tag.append('_');
        }
        return "DO " + tag + "$\n" + text + tag + "$;\n";
    }
}
