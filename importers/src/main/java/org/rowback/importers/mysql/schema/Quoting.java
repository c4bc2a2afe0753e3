package org.rowback.importers.mysql.schema;

/// Quoted names and strings as they are written in MySQL's SQL.
final class Quoting {
    private Quoting() {}

    /// A name or string without quotes and escapes; text without quotes as it is.
    static String unquote(String raw) {
        if (raw.length() < 2) {
            return raw;
        }
        char quote = raw.charAt(0);
        if (quote != '`' && quote != '\'' && quote != '"') {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length());
        int end = raw.charAt(raw.length() - 1) == quote ? raw.length() - 1 : raw.length();
        for (int i = 1; i < end; i++) {
            char c = raw.charAt(i);
            if (c == quote && i + 1 < end) {
                i++;
            } else if (c == '\\' && quote != '`' && i + 1 < end) {
                i++;
                c = unescape(raw.charAt(i));
            }
            out.append(c);
        }
        return out.toString();
    }

    /// A string literal as SHOW CREATE TABLE writes labels.
    static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static char unescape(char c) {
        return switch (c) {
            case '0' -> '\0';
            case 'b' -> '\b';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'Z' -> '\u001a';
            default -> c;
        };
    }
}
