package org.rowback.history.dialect;

import org.rowback.history.model.Check;
import org.rowback.history.model.TableName;
import org.rowback.history.revert.Undo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// MySQL 5.6 and later, MariaDB 10.0 and later; run by their stock command-line clients.
///
/// The user variable `@rowback` is 0 while every statement did what it should, else the number of the first that did
/// not (or NULL in a session that the client opened anew); every statement demands that it is 0. So nothing can be
/// committed after a failure, also where a client goes on after errors.
final class MySqlDialect implements Dialect {
    private final boolean mariadb;
    private final Expressions sql;
    private final MySqlWrites writes;
    private final MySqlReads reads;
    private final MySqlLooks looks;

    MySqlDialect(boolean mariadb) {
        this.mariadb = mariadb;
        this.sql = new MySqlExpressions(mariadb);
        this.writes = new MySqlWrites(sql);
        this.reads = new MySqlReads(sql);
        this.looks = new MySqlLooks(sql);
    }

    @Override
    public Expressions expressions() {
        return sql;
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
    public String begin(String patchId, List<TableName> tables, SideTables side) {
        return MySqlSession.SETTINGS
                + MySqlSession.lines(
                        "SET SESSION foreign_key_checks = 1, unique_checks = 1, autocommit = 0,"
                                + " completion_type = 0;",
                        "SET SESSION sql_safe_updates = 0, innodb_lock_wait_timeout = 50,"
                                + " lock_wait_timeout = 60;")
                + (mariadb ? "SET SESSION check_constraint_checks = 1;\n" : "")
                + side.marks().stream()
                        .map(t -> MySqlSession.makeMarks(sql, t))
                        .collect(Collectors.joining())
                + MySqlSession.lines(
                        "START TRANSACTION;",
                        "-- 0 while all is well; else the number of the first statement that did"
                                + " not find its row.")
                + "SET @rowback = (SELECT IF(COUNT(*) = 0, 0, -1) FROM information_schema.TABLES"
                + " t\n"
                + "  JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE\n"
                + " WHERE e.TRANSACTIONS <> 'YES' AND ("
                + Stream.concat(tables.stream(), side.all().stream())
                        .map(MySqlSession::isTable)
                        .collect(Collectors.joining("\n    OR "))
                + "));\n-- (-1: the engine of a table cannot roll back)\nSET @rowback_let = 0;\n"
                + (side.quarantines().isEmpty() ? "" : MySqlSession.demand(side))
                + stopIfFailed(patchId);
    }

    @Override
    public String prepare(SideTables side) {
        return MySqlSession.SETTINGS
                + side.quarantines().entrySet().stream()
                        .map(
                                t ->
                                        "CREATE TABLE IF NOT EXISTS "
                                                + sql.quoted(t.getValue())
                                                + " LIKE "
                                                + sql.quoted(t.getKey())
                                                + ";\n")
                        .collect(Collectors.joining());
    }

    @Override
    public String stopIfFailed(String patchId) {
        return MySqlSession.lines(
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
                + MySqlSession.lines(
                                "SET @rowback_do = IF(@rowback = 0, 'COMMIT', 'ROLLBACK');",
                                "PREPARE rowback FROM @rowback_do;",
                                "EXECUTE rowback;",
                                "DEALLOCATE PREPARE rowback;",
                                "ROLLBACK;",
                                "SELECT IF(@rowback = 0, 'Rowback %s: committed, statements: %d',"
                                        + " 'Rowback %s: rolled back, nothing was changed') AS"
                                        + " rowback;",
                                "SELECT CONCAT('rows with columns that a trigger sets: ',"
                                        + " @rowback_let, ' (verify.sql names them)') AS note FROM"
                                        + " DUAL",
                                " WHERE @rowback = 0 AND @rowback_let > 0;")
                        .formatted(patchId, statements, patchId);
    }

    @Override
    public String statement(Undo undo, int number) {
        return writes.statement(undo, number);
    }

    /// A trigger cannot write to the table that it fires on, nor can what it calls.
    @Override
    public boolean triggersReachTheirOwnTable() {
        return false;
    }

    @Override
    public String note(Undo undo, Undo ran, String look) {
        return looks.note(undo, ran, look);
    }

    @Override
    public String demand(Undo undo, int number, List<String> noted) {
        return looks.demand(undo, number, noted);
    }

    @Override
    public String preview(Undo undo) {
        return writes.preview(undo);
    }

    @Override
    public String beginReading(String patchId, SideTables side) {
        return reads.begin(side.marks());
    }

    @Override
    public String check(Undo undo, Check check, int number, String row) {
        return reads.check(undo, check, number, row);
    }

    @Override
    public String preflight(Undo undo, Optional<Undo> freedBy, int number, String row) {
        return reads.preflight(undo, freedBy, number, row);
    }

    @Override
    public String verify(Undo undo, int number, String row) {
        return reads.verify(undo, number, row);
    }

    @Override
    public String endPreflight(String patchId, long statements, List<TableName> tables) {
        return reads.endPreflight(patchId, statements, tables);
    }

    @Override
    public RowSums sums() {
        return new MySqlSums(sql, new MySqlValues(mariadb));
    }

    @Override
    public String endVerify(String patchId, long statements) {
        return reads.endVerify(patchId, statements);
    }
}
