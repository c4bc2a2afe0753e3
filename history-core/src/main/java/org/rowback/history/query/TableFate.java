package org.rowback.history.query;

import org.rowback.history.model.Change;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.Op;
import org.rowback.history.model.TableName;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a TRUNCATE or DDL does to the rows of its table.
public enum TableFate {
    /// Rows stay what they are.
    KEPT,
    /// The table has no rows after it.
    EMPTIED,
    /// Some rows went or came without being logged (partitions): see [Emptying].
    DOUBTFUL;

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    private static final String NAME = "(?:`(?:[^`]|``)+`|[\\w$]+)";
    private static final String TABLE = "(?:(" + NAME + ")\\s*\\.\\s*)?(" + NAME + ")";
    private static final Pattern COMMENT =
            Pattern.compile(
                    "('[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|`[^`]*+`)|/\\*(?!M?!).*?\\*/|(?:--\\s|#)[^\\n"
                        + "]*",
                    FLAGS);
    private static final Pattern DROP =
            Pattern.compile("^\\s*DROP\\s+(?:TABLES?|DATABASE|SCHEMA)\\b.*", FLAGS);
    private static final Pattern CREATE =
            Pattern.compile(
                    "^\\s*CREATE\\s+(?:OR\\s+REPLACE\\s+)?TABLE\\s+(?!IF\\s+NOT\\s+EXISTS\\b).*",
                    FLAGS);
    private static final Pattern PARTITION =
            Pattern.compile(
                    "^\\s*ALTER\\s.*\\b(?:(?:DROP|TRUNCATE|EXCHANGE|IMPORT|DISCARD|CONVERT)\\s+(?:PARTITION|TABLESPACE)|CONVERT\\s+TABLE)\\b.*",
                    FLAGS);
    private static final Pattern RENAME = Pattern.compile("^\\s*RENAME\\s+TABLES?\\s+.*", FLAGS);
    private static final Pattern PAIR =
            Pattern.compile(TABLE + "\\s+(?:WAIT\\s+\\d+\\s+|NOWAIT\\s+)?TO\\s+" + TABLE, FLAGS);
    private static final Pattern ALTER_RENAME =
            Pattern.compile(
                    "^\\s*ALTER\\s.*?\\bTABLE\\s+(?:IF\\s+EXISTS\\s+)?"
                            + TABLE
                            + ".*?\\bRENAME\\s+(?!COLUMN\\b|INDEX\\b|KEY\\b)(?:TO\\s+|AS\\s+|=\\s*)?"
                            + TABLE,
                    FLAGS);

    static TableFate of(Change change) {
        if (change.op() == Op.TRUNCATE) {
            return EMPTIED;
        }
        if (change.op() != Op.DDL) {
            return KEPT;
        }
        if (change.statement().isEmpty()) {
            boolean gone =
                    change.schema().columns().isEmpty()
                            && change.schema().keysFrom() == Knowledge.LOG_DDL;
            return gone ? EMPTIED : KEPT;
        }
        return of(change.statement().get(), change.table());
    }

    /// Whether a TRUNCATE or DROP took the rows of its table away, and nothing else has them since.
    public static boolean takesRows(Change change) {
        return change.op() == Op.TRUNCATE
                || (change.op() == Op.DDL
                        && of(change) == EMPTIED
                        && change.statement()
                                .map(s -> DROP.matcher(plain(s)).matches())
                                .orElse(true));
    }

    /// Whether a statement made the table: that it is empty then took no rows away.
    public static boolean makesTable(Change change) {
        return change.op() == Op.DDL
                && change.statement().map(s -> CREATE.matcher(plain(s)).matches()).orElse(false);
    }

    /// @param table one that the statement concerns
    static TableFate of(String statement, TableName table) {
        String sql = plain(statement);
        if (DROP.matcher(sql).matches() || CREATE.matcher(sql).matches()) {
            return EMPTIED;
        }
        if (PARTITION.matcher(sql).matches()) {
            return DOUBTFUL;
        }
        Matcher alter = ALTER_RENAME.matcher(sql);
        if (alter.find() && isNamed(table, alter.group(1), alter.group(2))) {
            return isNamed(table, alter.group(3), alter.group(4)) ? KEPT : EMPTIED;
        }
        return RENAME.matcher(sql).matches() ? renamed(sql, table) : KEPT;
    }

    /// A table whose name goes to another is empty under its name; one that takes its place at once is the same table
    /// to everybody who uses it (that is how online schema changes end).
    private static TableFate renamed(String sql, TableName table) {
        List<Boolean> away = new ArrayList<>();
        Matcher pairs = pairs(sql);
        while (pairs.find()) {
            if (isNamed(table, pairs.group(1), pairs.group(2))) {
                away.add(true);
            }
            if (isNamed(table, pairs.group(3), pairs.group(4))) {
                away.add(false);
            }
        }
        return !away.isEmpty() && away.getLast() ? EMPTIED : KEPT;
    }

    /// The name that a table has after a statement, where no other takes its place at once; empty where it keeps its own.
    static Optional<TableName> newName(String statement, TableName table) {
        if (of(statement, table) != EMPTIED) {
            return Optional.empty();
        }
        String sql = plain(statement);
        Matcher alter = ALTER_RENAME.matcher(sql);
        if (alter.find() && isNamed(table, alter.group(1), alter.group(2))) {
            return Optional.of(named(table, alter.group(3), alter.group(4)));
        }
        Optional<TableName> last = Optional.empty();
        if (RENAME.matcher(sql).matches()) {
            Matcher pairs = pairs(sql);
            TableName at = table;
            while (pairs.find()) {
                if (isNamed(at, pairs.group(1), pairs.group(2))) {
                    at = named(table, pairs.group(3), pairs.group(4));
                    last = Optional.of(at);
                }
            }
        }
        return last;
    }

    /// Whether a statement moves a table away and another to its name at once.
    static boolean takesPlace(String statement, TableName table) {
        String sql = plain(statement);
        if (!RENAME.matcher(sql).matches()) {
            return false;
        }
        boolean away = false;
        Matcher pairs = pairs(sql);
        while (pairs.find()) {
            if (away && isNamed(table, pairs.group(3), pairs.group(4))) {
                return true;
            }
            away |= isNamed(table, pairs.group(1), pairs.group(2));
        }
        return false;
    }

    private static Matcher pairs(String sql) {
        return PAIR.matcher(sql.replaceFirst("(?i)^\\s*RENAME\\s+TABLES?", ""));
    }

    private static TableName named(
            TableName beside, @org.jspecify.annotations.Nullable String database, String name) {
        return new TableName(
                database == null ? beside.database() : unquoted(database), unquoted(name));
    }

    private static boolean isNamed(
            TableName table, @org.jspecify.annotations.Nullable String database, String name) {
        return unquoted(name).equalsIgnoreCase(table.table())
                && (database == null || unquoted(database).equalsIgnoreCase(table.database()));
    }

    private static String unquoted(String name) {
        return name.startsWith("`")
                ? name.substring(1, name.length() - 1).replace("``", "`")
                : name;
    }

    /// Without comments, and with what version comments hold.
    static String plain(String statement) {
        String sql =
                COMMENT.matcher(statement)
                        .replaceAll(
                                m ->
                                        m.group(1) == null
                                                ? " "
                                                : Matcher.quoteReplacement(m.group(1)));
        return sql.replaceAll("/\\*M?!\\d*|\\*/", " ");
    }
}
