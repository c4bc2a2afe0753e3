package org.rowback.history.dialect;

import org.rowback.history.model.Check;
import org.rowback.history.model.TableName;
import org.rowback.history.revert.Undo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// PostgreSQL 11 and later; run by psql, or by whatever sends a script's statements one after the other.
///
/// Every statement stands in a block of its own that raises an error unless it found its row, so that the transaction
/// is lost at the first that does not. A client may go on from an error (psql's ON_ERROR_ROLLBACK): so every block
/// counts itself, and a deferred constraint of a temporary table fails the COMMIT unless all counted.
final class PostgresDialect implements Dialect {
    private final PostgresExpressions sql = new PostgresExpressions();
    private final PostgresWrites writes = new PostgresWrites(sql);
    private final PostgresReads reads = new PostgresReads(sql);
    private final PostgresLooks looks = new PostgresLooks(sql);

    @Override
    public Expressions expressions() {
        return sql;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String client() {
        return "psql -X -q -v ON_ERROR_STOP=1";
    }

    @Override
    public String begin(String patchId, List<TableName> tables, SideTables side) {
        return "SET client_encoding = 'UTF8';\n"
                + "SET rowback.committed = '';\n"
                + "SET rowback.let = '0';\n"
                + "BEGIN TRANSACTION ISOLATION LEVEL READ COMMITTED;\n"
                + PostgresText.SESSION
                + PostgresText.lines(
                        "SET LOCAL lock_timeout = '60s';",
                        "SET LOCAL rowback.done = '0';",
                        "-- The COMMIT fails on this table's constraint unless every statement did"
                                + " what it should.",
                        "CREATE TEMPORARY TABLE rowback_guard (id integer UNIQUE DEFERRABLE"
                                + " INITIALLY DEFERRED) ON COMMIT DROP;",
                        "INSERT INTO pg_temp.rowback_guard VALUES (0), (0);",
                        PostgresLooks.MAKE)
                + PostgresText.block(
                        "",
                        "  IF pg_catalog.current_setting('session_replication_role') <> 'origin'"
                                + " THEN\n    RAISE EXCEPTION 'Rowback: session_replication_role"
                                + " must be origin, or foreign keys are not checked';\n  END"
                                + " IF;\n")
                + side.marks().stream()
                        .map(t -> PostgresText.makeMarks(sql, t))
                        .collect(Collectors.joining())
                + side.quarantines().values().stream()
                        .map(t -> PostgresText.demand(sql, t))
                        .collect(Collectors.joining());
    }

    @Override
    public String prepare(SideTables side) {
        return "SET client_encoding = 'UTF8';\n"
                + side.quarantines().entrySet().stream()
                        .map(
                                t ->
                                        "CREATE TABLE IF NOT EXISTS "
                                                + sql.quoted(t.getValue())
                                                + " (LIKE "
                                                + sql.quoted(t.getKey())
                                                + " INCLUDING GENERATED INCLUDING INDEXES);\n")
                        .collect(Collectors.joining());
    }

    /// An error has ended the transaction already.
    @Override
    public String stopIfFailed(String patchId) {
        return "";
    }

    @Override
    public String end(String patchId, long statements, List<RestoredKeys.Range> keys) {
        return PostgresText.block(
                        PostgresSequences.DECLARATIONS,
                        PostgresSequences.forward(sql, keys)
                                + "  IF pg_catalog.current_setting('rowback.done')::bigint <> "
                                + statements
                                + " THEN\n    RAISE EXCEPTION 'Rowback: not every statement did"
                                + " what it should: nothing is changed';\n  END IF;\n"
                                + "  DELETE FROM pg_temp.rowback_guard;\n"
                                + "  PERFORM pg_catalog.set_config('rowback.let', (SELECT"
                                + " count(DISTINCT look) FROM pg_temp.rowback_own)::text, false);\n"
                                + "  PERFORM pg_catalog.set_config('rowback.committed', "
                                + PostgresText.literal(patchId)
                                + ", false);\n")
                + "COMMIT;\nSELECT CASE WHEN pg_catalog.current_setting('rowback.committed', true)"
                + " = "
                + PostgresText.literal(patchId)
                + "\n  THEN 'Rowback "
                + patchId
                + ": committed, statements: "
                + statements
                + "'\n  ELSE 'Rowback "
                + patchId
                + ": rolled back, nothing was changed' END AS rowback;\n"
                + "SELECT 'rows with columns that a trigger sets: '"
                + " || pg_catalog.current_setting('rowback.let', true)\n"
                + "  || ' (verify.sql names them)' AS note\n"
                + " WHERE pg_catalog.current_setting('rowback.let', true) <> '0';\n";
    }

    @Override
    public String statement(Undo undo, int number) {
        return writes.statement(undo, number);
    }

    @Override
    public boolean triggersReachTheirOwnTable() {
        return true;
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
        return new PostgresSums(sql);
    }

    @Override
    public String endVerify(String patchId, long statements) {
        return reads.endVerify(patchId, statements);
    }
}
