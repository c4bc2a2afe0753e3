package org.rowback.history.dialect;

import org.rowback.history.revert.Undo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Looks at rows of a patch again before it commits, on PostgreSQL. What a trigger sets in the very statement stands in
/// a temporary table, as numbers of columns.
final class PostgresLooks {
    /// Made by [PostgresDialect#begin].
    static final String MAKE =
            "CREATE TEMPORARY TABLE rowback_own (look text, held bigint, PRIMARY KEY (look, held))"
                    + " ON COMMIT DROP;";

    private final Expressions sql;

    PostgresLooks(Expressions sql) {
        this.sql = sql;
    }

    String note(Undo undo, Undo ran, String look) {
        String into = "INSERT INTO pg_temp.rowback_own SELECT '" + look + "', ";
        if (undo.isKeyless()) {
            return into + "1 WHERE NOT " + shown(undo) + ";\n";
        }
        List<HeldColumn> columns = RowConditions.held(sql, undo);
        String held =
                columns.stream()
                        .map(c -> c.isSetBy(ran) ? "(" + c.condition() + ")" : "TRUE")
                        .collect(Collectors.joining(", "));
        return columns.stream().noneMatch(c -> c.isSetBy(ran))
                ? ""
                : into
                        + "c.number FROM (SELECT ARRAY["
                        + held
                        + "] AS held FROM "
                        + sql.quoted(undo.table())
                        + " WHERE "
                        + String.join(" AND ", RowConditions.keyAfter(sql, undo))
                        + ") r, pg_catalog.unnest(r.held) WITH ORDINALITY AS c (held, number)"
                        + " WHERE c.held IS NOT TRUE;\n";
    }

    String demand(Undo undo, int number, List<String> looks) {
        boolean lets = undo.kind() != Undo.Kind.DELETE && !looks.isEmpty();
        return PostgresText.block(
                lets ? "rowback_let bigint[];" : "",
                (lets ? read(looks) : "")
                        + "  IF NOT "
                        + (lets ? asItWas(undo) : Looks.undone(sql, undo, _ -> "TRUE"))
                        + " THEN\n    RAISE EXCEPTION 'Rowback: a trigger changed the row of"
                        + " statement "
                        + number
                        + " again: nothing is changed';\n  END IF;\n");
    }

    private static String read(List<String> looks) {
        return "  rowback_let := ARRAY(SELECT held FROM pg_temp.rowback_own WHERE look IN ("
                + looks.stream().map(l -> "'" + l + "'").collect(Collectors.joining(", "))
                + "));\n";
    }

    private String asItWas(Undo undo) {
        if (undo.isKeyless()) {
            return "(1 = ANY(rowback_let) OR " + shown(undo) + ")";
        }
        List<HeldColumn> columns = RowConditions.held(sql, undo);
        List<String> conditions = new ArrayList<>(RowConditions.keyAfter(sql, undo));
        IntStream.range(0, columns.size())
                .mapToObj(
                        i ->
                                "(%d = ANY(rowback_let) OR ".formatted(i + 1)
                                        + columns.get(i).condition()
                                        + ")")
                .forEach(conditions::add);
        return RowConditions.exists(sql, undo, conditions);
    }

    private String shown(Undo undo) {
        return RowConditions.exists(sql, undo, RowConditions.after(sql, undo));
    }
}
