package org.rowback.history.dialect;

import org.rowback.history.check.TableChecks;
import org.rowback.history.model.Check;
import org.rowback.history.model.TableName;
import org.rowback.history.revert.Marks;
import org.rowback.history.revert.Undo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Scripts that only read, for PostgreSQL.
final class PostgresReads {
    private final Expressions sql;

    PostgresReads(Expressions sql) {
        this.sql = sql;
    }

    String begin(List<TableName> marks) {
        return "SET client_encoding = 'UTF8';\n"
                + "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;\n"
                + PostgresText.SESSION
                + PostgresText.lines(
                        "SET LOCAL rowback.ready = '0';",
                        "SET LOCAL rowback.already = '0';",
                        "SET LOCAL rowback.other = '0';",
                        "SET LOCAL rowback.drift = '';")
                + (marks.isEmpty() ? "" : "SET LOCAL rowback.undone = '';\n")
                + marks.stream().map(this::readMarks).collect(Collectors.joining());
    }

    /// The marks that there are, one after the other, where their table is there.
    private String readMarks(TableName marks) {
        return PostgresText.block(
                "",
                "  IF "
                        + PostgresText.isThere(sql, marks)
                        + " THEN\n    PERFORM pg_catalog.set_config('rowback.undone',"
                        + " pg_catalog.current_setting('rowback.undone') || ',' ||\n      (SELECT"
                        + " COALESCE(pg_catalog.string_agg("
                        + Marks.COLUMN
                        + ", ','), '') FROM "
                        + sql.quoted(marks)
                        + "), true);\n  END IF;\n");
    }

    private static String isMarked(String mark) {
        return "pg_catalog.strpos(pg_catalog.current_setting('rowback.undone'), '"
                + mark
                + "') > 0";
    }

    /// Finds out how a statement's row stands, and notes it where it is not ready.
    String preflight(Undo undo, Optional<Undo> freedBy, int number, String row) {
        String ready = Looks.ready(sql, undo, freedBy, PostgresReads::isMarked);
        String already = Looks.already(sql, undo, PostgresReads::isMarked);
        return PostgresText.block(
                "rowback_ready boolean; rowback_already boolean;",
                "  rowback_ready := "
                        + ready
                        + ";\n  rowback_already := NOT rowback_ready AND "
                        + already
                        + ";\n"
                        + PostgresText.count("rowback.ready", "rowback_ready::integer")
                        + PostgresText.count("rowback.already", "rowback_already::integer")
                        + PostgresText.count(
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

    /// Asks whether a CHECK refuses the row that a statement leaves, where it is as planned. What cannot be asked, as where
    /// the text names a function that this session does not find, is noted.
    String check(Undo undo, Check check, int number, String row) {
        CheckSql checks = new CheckSql(sql, sql::literal, _ -> true);
        Optional<String> refusal = checks.refusal(undo, check);
        if (refusal.isPresent()) {
            return CheckSql.unasked(check, refusal.get());
        }
        return PostgresText.block(
                "",
                "  IF "
                        + Looks.ready(sql, undo, Optional.empty(), PostgresReads::isMarked)
                        + " AND EXISTS (SELECT 1 FROM "
                        + checks.refused(undo, check)
                        + ") THEN\n"
                        + note(number, row, PostgresText.literal(CheckSql.told(check)), "refused")
                        + "  END IF;\nEXCEPTION WHEN OTHERS THEN\n"
                        + note(
                                number,
                                row,
                                PostgresText.literal(TableChecks.text(check) + " cannot be asked: ")
                                        + " || SQLERRM",
                                "unasked"));
    }

    private static String note(int number, String row, String state, String found) {
        return "    PERFORM pg_catalog.set_config('rowback.drift',"
                + " pg_catalog.current_setting('rowback.drift')\n      ||"
                + " pg_catalog.jsonb_build_array("
                + number
                + ", "
                + PostgresText.literal(row)
                + ", "
                + state
                + ", '"
                + found
                + "')::text || pg_catalog.chr(10), true);\n";
    }

    private String found(Undo undo) {
        return ProbeSql.found(
                sql,
                undo,
                "pg_catalog.concat_ws",
                c -> sql.quoted(c.name()),
                c ->
                        "'V' || pg_catalog.encode(pg_catalog.convert_to(pg_catalog.left(%s::text, 200), 'UTF8'), 'hex')"
                                .formatted(sql.quoted(c.name())));
    }

    /// Finds out whether a statement's row is as it should be, and says so where it is not.
    String verify(Undo undo, int number, String row) {
        String good = Looks.undone(sql, undo, PostgresReads::isMarked);
        return PostgresText.block(
                "rowback_ready boolean;",
                "  rowback_ready := "
                        + good
                        + ";\n"
                        + PostgresText.count("rowback.ready", "rowback_ready::integer")
                        + "  IF NOT rowback_ready THEN\n    RAISE NOTICE 'statement "
                        + number
                        + ", %: not as it should be', "
                        + PostgresText.literal(row)
                        + ";\n  END IF;\n");
    }

    String endPreflight(String patchId, long statements, List<TableName> tables) {
        String list =
                tables.stream()
                        .map(t -> PostgresText.literal(sql.quoted(t)) + "::pg_catalog.regclass")
                        .collect(Collectors.joining(", "));
        return PostgresText.lines(
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
                + PostgresText.lines(
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

    String endVerify(String patchId, long statements) {
        return "SELECT 'Rowback "
                + patchId
                + "' AS verify, "
                + statements
                + " AS statements, pg_catalog.current_setting('rowback.ready') AS"
                + " as_they_should_be;\nROLLBACK;\n";
    }
}
