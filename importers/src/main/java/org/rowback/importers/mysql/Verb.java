package org.rowback.importers.mysql;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What a logged statement does, told by its first words alone: cheap enough for every QUERY event.
enum Verb {
    BEGIN,
    COMMIT,
    ROLLBACK,
    ROLLBACK_TO,
    SAVEPOINT,
    XA_START,
    XA_END,
    XA_PREPARE,
    XA_COMMIT,
    XA_ROLLBACK,
    /// Worth a look by the DDL reader.
    DDL,
    /// Changes rows.
    DML,
    /// Changes neither.
    OTHER;

    /// Reads the first words of a statement.
    static Verb of(byte[] text, int start, int end) {
        if (end - start == 5 && isBegin(text, start)) {
            return BEGIN;
        }
        Words words = new Words(text, start, end);
        return of(words.next(), words);
    }

    private static boolean isBegin(byte[] text, int at) {
        return text[at] == 'B'
                && text[at + 1] == 'E'
                && text[at + 2] == 'G'
                && text[at + 3] == 'I'
                && text[at + 4] == 'N';
    }

    private static Verb of(String first, Words words) {
        return switch (first) {
            case "BEGIN" -> BEGIN;
            case "START" -> words.next().equals("TRANSACTION") ? BEGIN : OTHER;
            case "COMMIT" -> COMMIT;
            case "ROLLBACK" -> rollback(words);
            case "SAVEPOINT" -> SAVEPOINT;
            case "XA" -> xa(words.next());
            case "CREATE",
                    "ALTER",
                    "DROP",
                    "RENAME",
                    "TRUNCATE",
                    "GRANT",
                    "REVOKE",
                    "INSTALL",
                    "UNINSTALL",
                    "IMPORT" ->
                    DDL;
            case "INSERT",
                    "UPDATE",
                    "DELETE",
                    "REPLACE",
                    "CALL",
                    "DO",
                    "SELECT",
                    "WITH",
                    "VALUES",
                    "HANDLER",
                    "EXECUTE" ->
                    DML;
            case "LOAD" -> words.next().equals("INDEX") ? OTHER : DML;
            case "SET" -> words.next().equals("STATEMENT") ? setStatement(words) : OTHER;
            default -> OTHER;
        };
    }

    private static Verb rollback(Words words) {
        String next = words.next();
        if (next.equals("WORK")) {
            next = words.next();
        }
        return next.equals("TO") ? ROLLBACK_TO : ROLLBACK;
    }

    private static Verb xa(String second) {
        return switch (second) {
            case "START", "BEGIN" -> XA_START;
            case "END" -> XA_END;
            case "PREPARE" -> XA_PREPARE;
            case "COMMIT" -> XA_COMMIT;
            case "ROLLBACK" -> XA_ROLLBACK;
            default -> OTHER;
        };
    }

    private static Verb setStatement(Words words) {
        for (String word = words.next(); !words.atEnd(); word = words.next()) {
            if (word.equals("FOR")) {
                return of(words.next(), words);
            }
        }
        return OTHER;
    }

    /// The name that a SAVEPOINT or ROLLBACK TO statement ends with, without quotes.
    static String savepoint(String statement) {
        String text = statement.strip();
        if (text.endsWith("`")) {
            int open = text.indexOf('`');
            return text.substring(open + 1, text.length() - 1).replace("``", "`");
        }
        return text.substring(text.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
    }

    /// Words of a statement in upper case: what lies between, and comments that servers do not execute, is passed over.
    private static final class Words {
        private final byte[] text;
        private final int end;
        private int at;

        Words(byte[] text, int start, int end) {
            this.text = text;
            this.at = start;
            this.end = end;
        }

        boolean atEnd() {
            return at >= end;
        }

        String next() {
            while (at < end && !isLetter(text[at])) {
                skipOne();
            }
            int start = at;
            while (at < end && isLetter(text[at])) {
                at++;
            }
            String word = new String(text, start, at - start, StandardCharsets.ISO_8859_1);
            return word.toUpperCase(Locale.ROOT);
        }

        private void skipOne() {
            if (starts("/*!") || starts("/*M!")) {
                at += text[at + 2] == 'M' ? 4 : 3;
            } else if (starts("/*")) {
                while (at < end && !starts("*/")) {
                    at++;
                }
            } else if (text[at] == '#' || starts("--")) {
                while (at < end && text[at] != '\n') {
                    at++;
                }
            } else if (text[at] == '\'' || text[at] == '"' || text[at] == '`') {
                byte quote = text[at++];
                while (at < end && text[at] != quote) {
                    at += text[at] == '\\' && quote != '`' ? 2 : 1;
                }
                at++;
            } else {
                at++;
            }
        }

        private boolean starts(String sign) {
            for (int i = 0; i < sign.length(); i++) {
                if (at + i >= end || text[at + i] != sign.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isLetter(byte b) {
            return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '_';
        }
    }
}
