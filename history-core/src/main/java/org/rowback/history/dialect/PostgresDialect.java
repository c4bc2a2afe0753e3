package org.rowback.history.dialect;

import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.TableName;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.Undo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// PostgreSQL 11 and later; run by psql, or by whatever sends a script's statements one after the other.
///
/// Every statement stands in a block of its own that raises an error unless it found its row, so that the transaction
/// is lost at the first that does not. A client may go on from an error (psql's ON_ERROR_ROLLBACK): so every block
/// counts itself, and a deferred constraint of a temporary table fails the COMMIT unless all counted.
final class PostgresDialect implements Dialect {
    private static final String ROWS = "rowback_rows bigint;";

    private final PostgresLiterals values = new PostgresLiterals();

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String client() {
        return "psql -X -q -v ON_ERROR_STOP=1";
    }

    @Override
    public String quoted(String identifier) {
        return PostgresText.identifier(identifier);
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
        boolean oneOfMany = undo.isKeyless() && undo.kind() != Undo.Kind.INSERT;
        String body = oneOfMany ? keyless(undo) : "  " + write(undo) + ";\n" + rowCount();
        return PostgresText.block(
                ROWS,
                body
                        + "  IF rowback_rows "
                        + (undo.derived() ? "NOT IN (0, 1)" : "<> 1")
                        + " THEN\n    RAISE EXCEPTION 'Rowback: statement "
                        + number
                        + " found % rows, not 1: nothing is changed', rowback_rows;\n  END IF;\n"
                        + count("rowback.done", "1"));
    }

    private static String rowCount() {
        return "  GET DIAGNOSTICS rowback_rows = ROW_COUNT;\n";
    }

    private static String count(String setting, String by) {
        return "  PERFORM pg_catalog.set_config('"
                + setting
                + "', (pg_catalog.current_setting('"
                + setting
                + "')::bigint + "
                + by
                + ")::text, true);\n";
    }

    @Override
    public String preview(Undo undo) {
        return write(undo) + ";\n";
    }

    private String write(Undo undo) {
        return switch (undo.kind()) {
            case UPDATE ->
                    "UPDATE "
                            + quoted(undo.table())
                            + "\n   SET "
                            + undo.set().stream()
                                    .map(
                                            c ->
                                                    quoted(c.name())
                                                            + " = "
                                                            + literal(c.column(), c.value()))
                                    .collect(Collectors.joining(",\n       "))
                            + where(RowConditions.before(this, undo));
            case DELETE -> {
                List<String> conditions = RowConditions.before(this, undo);
                undo.noChildren().forEach(r -> conditions.add(without(undo, r)));
                yield "DELETE FROM " + quoted(undo.table()) + where(conditions);
            }
            case INSERT -> insert(undo);
        };
    }

    /// One of rows that cannot be told apart: where there are several, all go and all but one come back.
    private String keyless(Undo undo) {
        String table = quoted(undo.table());
        String where = where(RowConditions.before(this, undo));
        String again =
                "      "
                        + insert(undo.table(), undo.expect())
                        + "\n      SELECT "
                        + row(undo.expect())
                        + " FROM pg_catalog.generate_series(2, rowback_rows);\n";
        List<Cell> changed =
                undo.expect().stream().map(c -> undo.setTo(c.name()).orElse(c)).toList();
        String put =
                undo.kind() == Undo.Kind.UPDATE
                        ? "      "
                                + insert(undo.table(), changed)
                                + " VALUES ("
                                + row(changed)
                                + ");\n"
                        : "";
        return "  LOCK TABLE "
                + table
                + " IN SHARE ROW EXCLUSIVE MODE;\n  SELECT count(*) INTO rowback_rows FROM "
                + table
                + where
                + ";\n  IF rowback_rows = 1 THEN\n    "
                + write(undo)
                + ";\n  "
                + rowCount()
                + "  ELSIF rowback_rows > 1 THEN\n    DELETE FROM "
                + table
                + where
                + ";\n"
                + again
                + put
                + "    rowback_rows := 1;\n  END IF;\n";
    }

    private String insert(TableName table, List<Cell> cells) {
        return "INSERT INTO "
                + quoted(table)
                + " ("
                + stored(cells).stream()
                        .map(c -> quoted(c.name()))
                        .collect(Collectors.joining(", "))
                + ") OVERRIDING SYSTEM VALUE";
    }

    private String row(List<Cell> cells) {
        return stored(cells).stream()
                .map(c -> literal(c.column(), c.value()))
                .collect(Collectors.joining(", "));
    }

    /// The server computes generated columns itself.
    private static List<Cell> stored(List<Cell> cells) {
        return cells.stream().filter(c -> !c.column().isGenerated()).toList();
    }

    private String insert(Undo undo) {
        String into = insert(undo.table(), undo.set()) + "\n";
        if (!undo.derived() || undo.isKeyless()) {
            return into + "VALUES (" + row(undo.set()) + ")";
        }
        return into
                + "SELECT "
                + row(undo.set())
                + where(
                        List.of(
                                "NOT EXISTS (SELECT 1 FROM "
                                        + quoted(undo.table())
                                        + " WHERE "
                                        + String.join(" AND ", RowConditions.key(this, undo))
                                        + ")"));
    }

    private String without(Undo undo, Undo.Reference reference) {
        List<String> refers = new ArrayList<>();
        for (int i = 0; i < reference.columns().size(); i++) {
            Cell value = reference.values().get(i);
            refers.add(
                    "rowback_child."
                            + quoted(reference.columns().get(i))
                            + " = "
                            + literal(value.column(), value.value()));
        }
        if (reference.child().equals(undo.table())) {
            refers.add(
                    "NOT ("
                            + undo.key().stream()
                                    .map(
                                            c ->
                                                    values.holdsKey(
                                                            "rowback_child." + quoted(c.name()),
                                                            c.column(),
                                                            c.value()))
                                    .collect(Collectors.joining(" AND "))
                            + ")");
        }
        return "NOT EXISTS (SELECT 1 FROM "
                + quoted(reference.child())
                + " AS rowback_child WHERE "
                + String.join(" AND ", refers)
                + ")";
    }

    private static String where(List<String> conditions) {
        return "\n WHERE " + String.join("\n   AND ", conditions);
    }

    @Override
    public String begin(String patchId, List<TableName> tables) {
        return "SET client_encoding = 'UTF8';\nSET rowback.committed = '';\n"
                + "BEGIN TRANSACTION ISOLATION LEVEL READ COMMITTED;\n"
                + session()
                + lines(
                        "SET LOCAL lock_timeout = '60s';",
                        "SET LOCAL rowback.done = '0';",
                        "-- The COMMIT fails on this table's constraint unless every statement did"
                                + " what it should.",
                        "CREATE TEMPORARY TABLE rowback_guard (id integer UNIQUE DEFERRABLE"
                                + " INITIALLY DEFERRED) ON COMMIT DROP;",
                        "INSERT INTO pg_temp.rowback_guard VALUES (0), (0);")
                + PostgresText.block(
                        "",
                        "  IF pg_catalog.current_setting('session_replication_role') <> 'origin'"
                                + " THEN\n    RAISE EXCEPTION 'Rowback: session_replication_role"
                                + " must be origin, or foreign keys are not checked';\n  END"
                                + " IF;\n");
    }

    /// Values are printed and read in one way, and row security fails instead of hiding rows.
    private static String session() {
        return lines(
                "SET LOCAL standard_conforming_strings = on;",
                "SET LOCAL DateStyle = 'ISO, YMD';",
                "SET LOCAL IntervalStyle = 'postgres';",
                "SET LOCAL TimeZone = 'UTC';",
                "SET LOCAL bytea_output = 'hex';",
                "SET LOCAL extra_float_digits = 1;",
                "SET LOCAL xmloption = 'content';",
                "SET LOCAL row_security = off;",
                "SET LOCAL statement_timeout = 0;");
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
                        PostgresSequences.forward(this, keys)
                                + "  IF pg_catalog.current_setting('rowback.done')::bigint <> "
                                + statements
                                + " THEN\n    RAISE EXCEPTION 'Rowback: not every statement did"
                                + " what it should: nothing is changed';\n  END IF;\n"
                                + "  DELETE FROM pg_temp.rowback_guard;\n"
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
                + ": rolled back, nothing was changed' END AS rowback;\n";
    }

    @Override
    public String beginReading(String patchId) {
        return "SET client_encoding = 'UTF8';\n"
                + "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;\n"
                + session()
                + lines(
                        "SET LOCAL rowback.ready = '0';",
                        "SET LOCAL rowback.already = '0';",
                        "SET LOCAL rowback.other = '0';",
                        "SET LOCAL rowback.drift = '';");
    }

    @Override
    public String preflight(Undo undo, int number, String row) {
        String already =
                undo.kind() == Undo.Kind.DELETE
                        ? (undo.isKeyless()
                                ? "false"
                                : "NOT "
                                        + RowConditions.exists(
                                                this, undo, RowConditions.key(this, undo)))
                        : RowConditions.exists(this, undo, RowConditions.after(this, undo));
        String ready =
                undo.kind() == Undo.Kind.INSERT
                        ? (undo.isKeyless()
                                ? "true"
                                : "NOT "
                                        + RowConditions.exists(
                                                this, undo, RowConditions.key(this, undo)))
                        : RowConditions.exists(this, undo, RowConditions.before(this, undo));
        return PostgresText.block(
                "rowback_ready boolean; rowback_already boolean;",
                "  rowback_ready := "
                        + ready
                        + ";\n  rowback_already := NOT rowback_ready AND "
                        + already
                        + ";\n"
                        + count("rowback.ready", "rowback_ready::integer")
                        + count("rowback.already", "rowback_already::integer")
                        + count(
                                "rowback.other",
                                "(NOT rowback_ready AND NOT rowback_already)::integer")
                        + "  IF NOT rowback_ready THEN\n    PERFORM"
                        + " pg_catalog.set_config('rowback.drift',"
                        + " pg_catalog.current_setting('rowback.drift')\n      ||"
                        + " pg_catalog.jsonb_build_array("
                        + number
                        + ", "
                        + PostgresText.literal(row)
                        + ", CASE WHEN rowback_already THEN 'already reverted' ELSE 'not as"
                        + " planned' END,\n      "
                        + found(undo)
                        + ")::text || pg_catalog.chr(10), true);\n  END IF;\n");
    }

    private String found(Undo undo) {
        return ProbeSql.found(
                this,
                undo,
                "pg_catalog.concat_ws",
                c -> quoted(c.name()),
                c ->
                        "'V' || pg_catalog.encode(pg_catalog.convert_to(pg_catalog.left(%s::text, 200), 'UTF8'), 'hex')"
                                .formatted(quoted(c.name())));
    }

    @Override
    public String verify(Undo undo, int number, String row) {
        String good =
                undo.kind() == Undo.Kind.DELETE
                        ? (undo.isKeyless()
                                ? "true"
                                : "NOT "
                                        + RowConditions.exists(
                                                this, undo, RowConditions.key(this, undo)))
                        : RowConditions.exists(this, undo, RowConditions.after(this, undo));
        return PostgresText.block(
                "rowback_ready boolean;",
                "  rowback_ready := "
                        + good
                        + ";\n"
                        + count("rowback.ready", "rowback_ready::integer")
                        + "  IF NOT rowback_ready THEN\n    RAISE NOTICE 'statement "
                        + number
                        + ", %: not as it should be', "
                        + PostgresText.literal(row)
                        + ";\n  END IF;\n");
    }

    @Override
    public String endPreflight(String patchId, long statements, List<TableName> tables) {
        String list =
                tables.stream()
                        .map(t -> PostgresText.literal(quoted(t)) + "::pg_catalog.regclass")
                        .collect(Collectors.joining(", "));
        return lines(
                        "SELECT tgrelid::pg_catalog.regclass AS \"table\", tgname AS \"trigger\","
                                + " CASE tgenabled WHEN 'D' THEN 'is disabled' WHEN 'R' THEN 'fires"
                                + " on replicas only: not when the patch is applied' ELSE 'fires"
                                + " when the patch is applied' END AS note",
                        "  FROM pg_catalog.pg_trigger WHERE NOT tgisinternal AND tgrelid IN ("
                                + list
                                + ");",
                        "SELECT d.refobjid::pg_catalog.regclass AS \"table\","
                            + " s.oid::pg_catalog.regclass AS \"sequence\", 'is set forward where"
                            + " it would hand out keys that the patch restores, never back' AS"
                            + " note",
                        "  FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class s ON s.oid ="
                                + " d.objid AND s.relkind = 'S'",
                        "  WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND"
                                + " d.deptype IN ('a', 'i') AND d.refobjid IN ("
                                + list
                                + ");")
                + lines(
                        "SELECT (l::jsonb->>0)::integer AS statement, l::jsonb->>1 AS \"row\","
                                + " l::jsonb->>2 AS state, l::jsonb->>3 AS found",
                        "  FROM"
                            + " pg_catalog.regexp_split_to_table(pg_catalog.current_setting('rowback.drift'),"
                            + " pg_catalog.chr(10)) AS l",
                        "  WHERE l <> '' ORDER BY 1;")
                + "SELECT 'Rowback "
                + patchId
                + "' AS preflight, "
                + statements
                + " AS statements, pg_catalog.current_setting('rowback.ready') AS ready,"
                + " pg_catalog.current_setting('rowback.already') AS already_reverted,"
                + " pg_catalog.current_setting('rowback.other') AS not_as_planned;\nROLLBACK;\n";
    }

    @Override
    public String endVerify(String patchId, long statements) {
        return "SELECT 'Rowback "
                + patchId
                + "' AS verify, "
                + statements
                + " AS statements, pg_catalog.current_setting('rowback.ready') AS"
                + " as_they_should_be;\nROLLBACK;\n";
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }
}
