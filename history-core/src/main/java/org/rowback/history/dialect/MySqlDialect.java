package org.rowback.history.dialect;

import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.TableName;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.Undo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// MySQL 5.6 and later, MariaDB 10.0 and later; run by their stock command-line clients.
///
/// The user variable `@rowback` is 0 while every statement did what it should, else the number of the first that did
/// not (or NULL in a session that the client opened anew); every statement demands that it is 0. So nothing can be
/// committed after a failure, also where a client goes on after errors.
final class MySqlDialect implements Dialect {
    private final boolean mariadb;
    private final MySqlValues values;

    MySqlDialect(boolean mariadb) {
        this.mariadb = mariadb;
        this.values = new MySqlValues(mariadb);
    }

    @Override
    public String name() {
        return mariadb ? "mariadb" : "mysql";
    }

    @Override
    public String client() {
        return name() + " --default-character-set=utf8mb4";
    }

    @Override
    public String quoted(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    @Override
    public String quoted(TableName table) {
        return table.database().isEmpty()
                ? quoted(table.table())
                : quoted(table.database()) + "." + quoted(table.table());
    }

    @Override
    public String literal(Column column, ColumnValue value) {
        return values.literal(column, value);
    }

    @Override
    public String holds(Column column, ColumnValue value) {
        return values.holds(quoted(column.name()), column, value);
    }

    @Override
    public String holdsKey(Column column, ColumnValue value) {
        return values.holdsKey(quoted(column.name()), column, value);
    }

    @Override
    public String statement(Undo undo, int number) {
        String rows = undo.derived() ? "IN (0, 1)" : "= 1";
        return write(undo, "@rowback = 0")
                + ";\nSET @rowback = IF(@rowback <> 0 OR ROW_COUNT() "
                + rows
                + ", @rowback, "
                + number
                + ");\n";
    }

    @Override
    public String preview(Undo undo) {
        return write(undo, "") + ";\n";
    }

    private String write(Undo undo, String gate) {
        return switch (undo.kind()) {
            case UPDATE -> update(undo, gate);
            case DELETE -> delete(undo, gate);
            case INSERT -> insert(undo, gate);
        };
    }

    private String update(Undo undo, String gate) {
        List<String> set = new ArrayList<>();
        undo.set().forEach(c -> set.add(quoted(c.name()) + " = " + literal(c.column(), c.value())));
        // Columns with ON UPDATE CURRENT_TIMESTAMP would change unasked.
        for (Column column : undo.schema().columns()) {
            if (isClock(column)
                    && undo.set().stream().noneMatch(c -> c.name().equals(column.name()))) {
                set.add(quoted(column.name()) + " = " + quoted(column.name()));
            }
        }
        return "UPDATE "
                + quoted(undo.table())
                + "\n   SET "
                + String.join(",\n       ", set)
                + where(conditions(undo, gate))
                + (undo.isKeyless() ? "\n LIMIT 1" : "");
    }

    private static boolean isClock(Column column) {
        Family family = column.type().family();
        return !column.isGenerated() && (family == Family.TIMESTAMP || family == Family.DATETIME);
    }

    private String delete(Undo undo, String gate) {
        List<String> conditions = conditions(undo, gate);
        for (Undo.Reference reference : undo.noChildren()) {
            conditions.add(conditions.size() - (gate.isEmpty() ? 0 : 1), without(undo, reference));
        }
        return "DELETE FROM "
                + quoted(undo.table())
                + where(conditions)
                + (undo.isKeyless() ? "\n LIMIT 1" : "");
    }

    /// A derived table with a LIMIT is made before the DELETE, which allows it to read the table deleted from.
    private String without(Undo undo, Undo.Reference reference) {
        List<String> refers = new ArrayList<>();
        for (int i = 0; i < reference.columns().size(); i++) {
            Cell value = reference.values().get(i);
            refers.add(
                    quoted(reference.columns().get(i))
                            + " = "
                            + literal(value.column(), value.value()));
        }
        if (reference.child().equals(undo.table())) {
            refers.add("NOT (" + String.join(" AND ", RowConditions.key(this, undo)) + ")");
        }
        return "NOT EXISTS (SELECT 1 FROM (SELECT 1 FROM "
                + quoted(reference.child())
                + " WHERE "
                + String.join(" AND ", refers)
                + " LIMIT 1) AS rowback_child)";
    }

    private String insert(Undo undo, String gate) {
        String columns =
                undo.set().stream().map(c -> quoted(c.name())).collect(Collectors.joining(", "));
        String row =
                undo.set().stream()
                        .map(c -> literal(c.column(), c.value()))
                        .collect(Collectors.joining(", "));
        List<String> conditions = new ArrayList<>();
        if (undo.derived() && !undo.isKeyless()) {
            conditions.add(
                    "NOT EXISTS (SELECT 1 FROM "
                            + quoted(undo.table())
                            + " WHERE "
                            + String.join(" AND ", RowConditions.key(this, undo))
                            + ")");
        }
        if (!gate.isEmpty()) {
            conditions.add(gate);
        }
        String into = "INSERT INTO " + quoted(undo.table()) + "\n       (" + columns + ")\n";
        return conditions.isEmpty()
                ? into + "VALUES (" + row + ")"
                : into + "SELECT " + row + "\n  FROM DUAL" + where(conditions);
    }

    private List<String> conditions(Undo undo, String gate) {
        List<String> conditions = RowConditions.before(this, undo);
        if (!gate.isEmpty()) {
            conditions.add(gate);
        }
        return conditions;
    }

    private static String where(List<String> conditions) {
        return "\n WHERE " + String.join("\n   AND ", conditions);
    }

    @Override
    public String begin(String patchId, List<TableName> tables) {
        return session()
                + lines(
                        "SET SESSION foreign_key_checks = 1, unique_checks = 1, autocommit = 0,"
                                + " completion_type = 0;",
                        "SET SESSION sql_safe_updates = 0, innodb_lock_wait_timeout = 50,"
                                + " lock_wait_timeout = 60;")
                + (mariadb ? "SET SESSION check_constraint_checks = 1;\n" : "")
                + lines(
                        "START TRANSACTION;",
                        "-- 0 while all is well; else the number of the first statement that did"
                                + " not find its row.")
                + "SET @rowback = (SELECT IF(COUNT(*) = 0, 0, -1) FROM information_schema.TABLES"
                + " t\n"
                + "  JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE\n"
                + " WHERE e.TRANSACTIONS <> 'YES' AND ("
                + tables.stream().map(this::isTable).collect(Collectors.joining("\n    OR "))
                + "));\n-- (-1: the engine of a table cannot roll back)\n"
                + stopIfFailed(patchId);
    }

    private String isTable(TableName table) {
        String database =
                table.database().isEmpty() ? "DATABASE()" : MySqlText.literal(table.database());
        return "t.TABLE_SCHEMA = "
                + database
                + " AND t.TABLE_NAME = "
                + MySqlText.literal(table.table());
    }

    /// The modes: strict, zero and partial dates allowed as they are stored, id 0 stored as 0.
    private static String session() {
        return lines(
                "SET NAMES utf8mb4;",
                "SET SESSION sql_mode ="
                    + " 'STRICT_TRANS_TABLES,STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION';",
                "SET SESSION time_zone = '+00:00';");
    }

    @Override
    public String stopIfFailed(String patchId) {
        return lines(
                        "SET @rowback_do = IF(@rowback = 0, 'DO 0', 'ROLLBACK');",
                        "PREPARE rowback FROM @rowback_do;",
                        "EXECUTE rowback;",
                        "SET @rowback_do = IF(@rowback = 0, 'DO 0', CONCAT('SELECT `Rowback %s:"
                                + " statement ', COALESCE(@rowback, '?'), ' failed, all rolled"
                                + " back`'));",
                        "PREPARE rowback FROM @rowback_do;",
                        "DEALLOCATE PREPARE rowback;")
                .formatted(patchId);
    }

    /// InnoDB itself moves AUTO_INCREMENT past a key that a statement brings.
    @Override
    public String end(String patchId, long statements, List<RestoredKeys.Range> keys) {
        return stopIfFailed(patchId)
                + lines(
                                "SET @rowback_do = IF(@rowback = 0, 'COMMIT', 'ROLLBACK');",
                                "PREPARE rowback FROM @rowback_do;",
                                "EXECUTE rowback;",
                                "DEALLOCATE PREPARE rowback;",
                                "ROLLBACK;",
                                "SELECT IF(@rowback = 0, 'Rowback %s: committed, statements: %d',"
                                        + " 'Rowback %s: rolled back, nothing was changed') AS"
                                        + " rowback;")
                        .formatted(patchId, statements, patchId);
    }

    @Override
    public String beginReading(String patchId) {
        return session()
                + lines(
                        "START TRANSACTION WITH CONSISTENT SNAPSHOT;",
                        "SET @rowback_ready = 0, @rowback_already = 0, @rowback_other = 0;");
    }

    @Override
    public String preflight(Undo undo, int number, String row) {
        String already =
                undo.kind() == Undo.Kind.DELETE
                        ? (undo.isKeyless()
                                ? "0"
                                : "NOT "
                                        + RowConditions.exists(
                                                this, undo, RowConditions.key(this, undo)))
                        : RowConditions.exists(this, undo, RowConditions.after(this, undo));
        String ready =
                undo.kind() == Undo.Kind.INSERT
                        ? (undo.isKeyless()
                                ? "1"
                                : "NOT "
                                        + RowConditions.exists(
                                                this, undo, RowConditions.key(this, undo)))
                        : RowConditions.exists(this, undo, conditions(undo, ""));
        return "SET @rowback_r = "
                + ready
                + ",\n    @rowback_d = "
                + already
                + lines(
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

    private String found(Undo undo) {
        return ProbeSql.found(this, undo, "CONCAT_WS", c -> quoted(c.name()), this::other);
    }

    private String other(Cell cell) {
        Family family = cell.column().type().family();
        boolean bytes = family == Family.BINARY || family == Family.GEOMETRY;
        return "CONCAT('%s', HEX(LEFT(CAST(%s AS %s), 200)))"
                .formatted(bytes ? "X" : "V", quoted(cell.name()), bytes ? "BINARY" : "CHAR");
    }

    @Override
    public String verify(Undo undo, int number, String row) {
        String good =
                undo.kind() == Undo.Kind.DELETE
                        ? (undo.isKeyless()
                                ? "1"
                                : "NOT "
                                        + RowConditions.exists(
                                                this, undo, RowConditions.key(this, undo)))
                        : RowConditions.exists(this, undo, RowConditions.after(this, undo));
        return "SET @rowback_r = "
                + good
                + ";\nSET @rowback_ready = @rowback_ready + @rowback_r;\nSELECT "
                + number
                + " AS statement, "
                + MySqlText.literal(row)
                + " AS `row`, 'not as it should be' AS state FROM DUAL WHERE NOT @rowback_r;\n";
    }

    @Override
    public String endPreflight(String patchId, long statements, List<TableName> tables) {
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
        String database =
                table.database().isEmpty() ? "DATABASE()" : MySqlText.literal(table.database());
        return "(EVENT_OBJECT_SCHEMA = "
                + database
                + " AND EVENT_OBJECT_TABLE = "
                + MySqlText.literal(table.table())
                + ")";
    }

    @Override
    public String endVerify(String patchId, long statements) {
        return "SELECT 'Rowback "
                + patchId
                + "' AS verify, "
                + statements
                + " AS statements, @rowback_ready AS as_they_should_be;\nROLLBACK;\n";
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }
}
