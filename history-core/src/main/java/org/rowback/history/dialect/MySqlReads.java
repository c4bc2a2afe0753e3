package org.rowback.history.dialect;

import org.rowback.history.model.Check;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.TableName;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.Marks;
import org.rowback.history.revert.Undo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Scripts that only read, for MySQL and MariaDB.
final class MySqlReads {
    private final Expressions sql;

    MySqlReads(Expressions sql) {
        this.sql = sql;
    }

    String begin(List<TableName> marks) {
        return MySqlSession.SETTINGS
                + MySqlSession.lines(
                        "START TRANSACTION WITH CONSISTENT SNAPSHOT;",
                        "SET @rowback_ready = 0, @rowback_already = 0, @rowback_other = 0;")
                + (marks.isEmpty() ? "" : "SET @rowback_undone = '';\n")
                + marks.stream().map(this::readMarks).collect(Collectors.joining());
    }

    /// The marks that there are, one after the other: a statement cannot name a table that may not be there.
    private String readMarks(TableName marks) {
        String read =
                "SELECT CONCAT_WS(',', @rowback_undone, GROUP_CONCAT("
                        + Marks.COLUMN
                        + ")) INTO @rowback_undone FROM "
                        + sql.quoted(marks);
        return "SET SESSION group_concat_max_len = 1000000000;\n"
                + MySqlSession.dynamic(
                        MySqlSession.isThere(marks), MySqlText.literal(read), "'DO 0'");
    }

    private static String isMarked(String mark) {
        return "FIND_IN_SET('" + mark + "', @rowback_undone) > 0";
    }

    /// Finds out how a statement's row stands, and prints it where it is not ready.
    String preflight(Undo undo, Optional<Undo> freedBy, int number, String row) {
        String ready = Looks.ready(sql, undo, freedBy, MySqlReads::isMarked);
        String already = Looks.already(sql, undo, MySqlReads::isMarked);
        return "SET @rowback_r = "
                + ready
                + ",\n    @rowback_d = "
                + already
                + MySqlSession.lines(
                        ";",
                        "SET @rowback_ready = @rowback_ready + @rowback_r, @rowback_already ="
                                + " @rowback_already + (NOT @rowback_r AND @rowback_d),",
                        "    @rowback_other = @rowback_other + (NOT @rowback_r AND NOT"
                                + " @rowback_d);")
                + "SELECT "
                + number
                + " AS statement, "
                + MySqlText.literal(row)
                + " AS `row`, IF(@rowback_d, 'already reverted', 'not as planned') AS state,\n"
                + "       "
                + found(undo)
                + " AS found\n  FROM DUAL WHERE NOT @rowback_r;\n";
    }

    /// Asks whether a CHECK refuses the row that a statement leaves, where it is as planned.
    String check(Undo undo, Check check, int number, String row) {
        CheckSql checks = new CheckSql(sql, this::typed, MySqlReads::isTyped);
        Optional<String> refusal = checks.refusal(undo, check);
        return refusal.isPresent()
                ? CheckSql.unasked(check, refusal.get())
                : "SELECT "
                        + number
                        + " AS statement, "
                        + MySqlText.literal(row)
                        + " AS `row`, "
                        + MySqlText.literal(CheckSql.told(check))
                        + " AS state, 'refused' AS found\n  FROM "
                        + checks.refused(undo, check)
                        + " AND @rowback_r;\n";
    }

    private String typed(Column column, ColumnValue value) {
        String literal = sql.literal(column, value);
        return switch (column.type().family()) {
            case DATE -> "CAST(" + literal + " AS DATE)";
            case TIME -> "CAST(" + literal + " AS TIME(6))";
            case DATETIME, TIMESTAMP -> "CAST(" + literal + " AS DATETIME(6))";
            default -> literal;
        };
    }

    private static boolean isTyped(Cell cell) {
        return switch (cell.column().type().family()) {
            case INTEGER, DECIMAL, DOUBLE, TEXT -> true;
            case DATE, TIME, DATETIME, TIMESTAMP ->
                    !(cell.value() instanceof Datum d) || !d.text().contains("-00");
            case FLOAT,
                    BIT,
                    YEAR,
                    BINARY,
                    ENUM,
                    SET,
                    JSON,
                    GEOMETRY,
                    VECTOR,
                    INET,
                    UUID,
                    BOOLEAN,
                    OTHER,
                    UNKNOWN ->
                    cell.value() instanceof ColumnValue.SqlNull;
        };
    }

    private String found(Undo undo) {
        return ProbeSql.found(sql, undo, "CONCAT_WS", c -> sql.quoted(c.name()), this::other);
    }

    private String other(Cell cell) {
        Family family = cell.column().type().family();
        boolean bytes = family == Family.BINARY || family == Family.GEOMETRY;
        return "CONCAT('%s', HEX(LEFT(CAST(%s AS %s), 200)))"
                .formatted(bytes ? "X" : "V", sql.quoted(cell.name()), bytes ? "BINARY" : "CHAR");
    }

    /// Finds out whether a statement's row is as it should be, and prints it where it is not.
    String verify(Undo undo, int number, String row) {
        String good = Looks.undone(sql, undo, MySqlReads::isMarked);
        return "SET @rowback_r = "
                + good
                + ";\nSET @rowback_ready = @rowback_ready + @rowback_r;\nSELECT "
                + number
                + " AS statement, "
                + MySqlText.literal(row)
                + " AS `row`, 'not as it should be' AS state FROM DUAL WHERE NOT @rowback_r;\n";
    }

    String endPreflight(String patchId, long statements, List<TableName> tables) {
        String list = tables.stream().map(this::isTriggerTable).collect(Collectors.joining(" OR "));
        return "SELECT CONCAT(EVENT_OBJECT_SCHEMA, '.', EVENT_OBJECT_TABLE) AS `table`,"
                + " TRIGGER_NAME AS `trigger`,\n"
                + "       'fires when the patch is applied' AS note\n"
                + "  FROM information_schema.TRIGGERS WHERE "
                + list
                + ";\nSELECT 'Rowback "
                + patchId
                + "' AS preflight, "
                + statements
                + " AS statements, @rowback_ready AS ready, @rowback_already AS already_reverted,"
                + " @rowback_other AS not_as_planned;\nROLLBACK;\n";
    }

    private String isTriggerTable(TableName table) {
        return "(EVENT_OBJECT_SCHEMA = "
                + MySqlSession.database(table)
                + " AND EVENT_OBJECT_TABLE = "
                + MySqlText.literal(table.table())
                + ")";
    }

    String endVerify(String patchId, long statements) {
        return "SELECT 'Rowback "
                + patchId
                + "' AS verify, "
                + statements
                + " AS statements, @rowback_ready AS as_they_should_be;\nROLLBACK;\n";
    }
}
