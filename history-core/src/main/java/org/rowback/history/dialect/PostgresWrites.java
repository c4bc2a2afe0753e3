package org.rowback.history.dialect;

import org.rowback.history.model.TableName;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.Undo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Guarded statements that write, for PostgreSQL: see [PostgresDialect].
final class PostgresWrites {
    private static final String ROWS = "rowback_rows bigint;";

    private final PostgresExpressions sql;

    PostgresWrites(PostgresExpressions sql) {
        this.sql = sql;
    }

    /// With the assertion of its affected rows.
    String statement(Undo undo, int number) {
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
                        + marks(undo, number)
                        + PostgresText.count("rowback.done", "1"));
    }

    private String marks(Undo undo, int number) {
        return undo.marks().isEmpty()
                ? ""
                : "  "
                        + MarkSql.write(sql, undo, "")
                        + ";\n"
                        + rowCount()
                        + "  IF rowback_rows <> "
                        + undo.marks().texts().size()
                        + " THEN\n    RAISE EXCEPTION 'Rowback: statement "
                        + number
                        + " finds % marks: nothing is changed', rowback_rows;\n  END IF;\n";
    }

    private static String rowCount() {
        return "  GET DIAGNOSTICS rowback_rows = ROW_COUNT;\n";
    }

    String preview(Undo undo) {
        return write(undo) + ";\n";
    }

    private String write(Undo undo) {
        return switch (undo.kind()) {
            case UPDATE -> update(undo);
            case DELETE -> {
                List<String> conditions = RowConditions.before(sql, undo);
                undo.noChildren().forEach(r -> conditions.add(without(undo, r)));
                yield "DELETE FROM " + sql.quoted(undo.table()) + where(conditions);
            }
            case INSERT -> insert(undo);
        };
    }

    private String update(Undo undo) {
        List<String> set = new ArrayList<>();
        undo.set()
                .forEach(
                        c ->
                                set.add(
                                        sql.quoted(c.name())
                                                + " = "
                                                + sql.literal(c.column(), c.value())));
        undo.inPlace().forEach(c -> set.add(sql.quoted(c.name()) + " = " + sql.changed(c)));
        List<String> conditions = RowConditions.before(sql, undo);
        conditions.addAll(MarkSql.conditions(sql, undo));
        return "UPDATE "
                + sql.quoted(undo.table())
                + "\n   SET "
                + String.join(",\n       ", set)
                + where(conditions);
    }

    /// One of rows that cannot be told apart: where there are several, all go and all but one come back.
    private String keyless(Undo undo) {
        String table = sql.quoted(undo.table());
        String where = where(RowConditions.before(sql, undo));
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
                + sql.quoted(table)
                + " ("
                + stored(cells).stream()
                        .map(c -> sql.quoted(c.name()))
                        .collect(Collectors.joining(", "))
                + ") OVERRIDING SYSTEM VALUE";
    }

    private String row(List<Cell> cells) {
        return stored(cells).stream()
                .map(c -> sql.literal(c.column(), c.value()))
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
                                        + sql.quoted(undo.table())
                                        + " WHERE "
                                        + String.join(" AND ", RowConditions.key(sql, undo))
                                        + ")"));
    }

    private String without(Undo undo, Undo.Reference reference) {
        List<String> refers = new ArrayList<>();
        for (int i = 0; i < reference.columns().size(); i++) {
            Cell value = reference.values().get(i);
            refers.add(
                    "rowback_child."
                            + sql.quoted(reference.columns().get(i))
                            + " = "
                            + sql.literal(value.column(), value.value()));
        }
        if (reference.child().equals(undo.table())) {
            refers.add(
                    "NOT ("
                            + undo.key().stream()
                                    .map(
                                            c ->
                                                    sql.holdsKey(
                                                            "rowback_child." + sql.quoted(c.name()),
                                                            c.column(),
                                                            c.value()))
                                    .collect(Collectors.joining(" AND "))
                            + ")");
        }
        return "NOT EXISTS (SELECT 1 FROM "
                + sql.quoted(reference.child())
                + " AS rowback_child WHERE "
                + String.join(" AND ", refers)
                + ")";
    }

    private static String where(List<String> conditions) {
        return "\n WHERE " + String.join("\n   AND ", conditions);
    }
}
