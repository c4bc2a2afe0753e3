package org.rowback.importers.mysql.schema;

/// SQL text made plain, every character where it was: comments are blank, versioned comments that the server reads are
/// open, double-quoted names are in backticks.
final class SqlText {
    private SqlText() {}

    static String plain(String sql, Server server, boolean ansiQuotes) {
        char[] text = sql.toCharArray();
        boolean open = false;
        int i = 0;
        while (i < text.length) {
            char c = text[i];
            if (c == '\'' || c == '"' || c == '`') {
                int end = quotedEnd(text, i);
                if (c == '"' && ansiQuotes) {
                    text[i] = '`';
                    text[end - 1] = '`';
                }
                i = end;
            } else if (c == '#' || isDashComment(text, i)) {
                int end = i;
                while (end < text.length && text[end] != '\n') {
                    end++;
                }
                i = blank(text, i, end);
            } else if (c == '/' && at(text, i + 1) == '*') {
                int body = versionedBody(text, i);
                if (body > 0 && isRead(text, i, body, server)) {
                    open = true;
                    i = blank(text, i, body);
                } else {
                    i = blank(text, i, commentEnd(text, i + 2));
                }
            } else if (open && c == '*' && at(text, i + 1) == '/') {
                open = false;
                i = blank(text, i, i + 2);
            } else {
                i++;
            }
        }
        return new String(text);
    }

    /// Behind the closing quote of what begins at `i`, or the text's end.
    static int quotedEnd(char[] text, int i) {
        char quote = text[i];
        int at = i + 1;
        while (at < text.length) {
            char c = text[at];
            if (c == '\\' && quote != '`') {
                at += 2;
            } else if (c == quote) {
                if (at(text, at + 1) != quote) {
                    return at + 1;
                }
                at += 2;
            } else {
                at++;
            }
        }
        return text.length;
    }

    private static char at(char[] text, int i) {
        return i < text.length ? text[i] : '\0';
    }

    private static boolean isDashComment(char[] text, int i) {
        return text[i] == '-' && at(text, i + 1) == '-' && at(text, i + 2) <= ' ';
    }

    /// Where the content of a versioned comment begins; 0 for a plain comment.
    private static int versionedBody(char[] text, int i) {
        int at = i + 2;
        if (at(text, at) == 'M') {
            at++;
        }
        if (at(text, at) != '!') {
            return 0;
        }
        at++;
        int digits = 0;
        while (digits < 6 && Character.isDigit(at(text, at + digits))) {
            digits++;
        }
        return at + (digits >= 5 ? digits : 0);
    }

    private static boolean isRead(char[] text, int i, int body, Server server) {
        boolean mariaDbOnly = text[i + 2] == 'M';
        int from = i + (mariaDbOnly ? 4 : 3);
        int version = body == from ? 0 : Integer.parseInt(new String(text, from, body - from));
        return server.reads(version, mariaDbOnly);
    }

    private static int commentEnd(char[] text, int from) {
        for (int at = from; at + 1 < text.length; at++) {
            if (text[at] == '*' && text[at + 1] == '/') {
                return at + 2;
            }
        }
        return text.length;
    }

    private static int blank(char[] text, int from, int to) {
        for (int i = from; i < to && i < text.length; i++) {
            if (text[i] != '\n') {
                text[i] = ' ';
            }
        }
        return Math.max(to, from + 1);
    }
}
