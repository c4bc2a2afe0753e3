package org.rowback.history.dialect;

import org.rowback.history.model.TableName;
import org.rowback.history.revert.Marks;

import java.util.Locale;

/// Literals, identifiers and blocks in a PostgreSQL script.
final class PostgresText {
    /// Values are printed and read in one way, and row security fails instead of hiding rows.
    static final String SESSION =
            lines(
                    "SET LOCAL standard_conforming_strings = on;",
                    "SET LOCAL DateStyle = 'ISO, YMD';",
                    "SET LOCAL IntervalStyle = 'postgres';",
                    "SET LOCAL TimeZone = 'UTC';",
                    "SET LOCAL bytea_output = 'hex';",
                    "SET LOCAL extra_float_digits = 1;",
                    "SET LOCAL xmloption = 'content';",
                    "SET LOCAL row_security = off;",
                    "SET LOCAL statement_timeout = 0;");

    private PostgresText() {}

    static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    /// Adds to a number that is kept in a setting.
    static String count(String setting, String by) {
        return "  PERFORM pg_catalog.set_config('"
                + setting
                + "', (pg_catalog.current_setting('"
                + setting
                + "')::bigint + "
                + by
                + ")::text, true);\n";
    }

    /// Makes the table of marks where there is none.
    static String makeMarks(Expressions sql, TableName marks) {
        return block(
                "",
                "  IF NOT "
                        + isThere(sql, marks)
                        + " THEN\n    CREATE TABLE "
                        + sql.quoted(marks)
                        + " ("
                        + Marks.COLUMN
                        + " text PRIMARY KEY, done timestamptz NOT NULL DEFAULT"
                        + " pg_catalog.now());\n  END IF;\n");
    }

    /// Fails the script where a table is missing that it cannot make.
    static String demand(Expressions sql, TableName table) {
        return block(
                "",
                "  IF NOT "
                        + isThere(sql, table)
                        + " THEN\n    RAISE EXCEPTION 'Rowback: % is missing: run prepare.sql"
                        + " first', "
                        + literal(sql.quoted(table))
                        + ";\n  END IF;\n");
    }

    static String isThere(Expressions sql, TableName table) {
        return "(pg_catalog.to_regclass(" + literal(sql.quoted(table)) + ") IS NOT NULL)";
    }

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
