package org.rowback.history.dialect;

import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.Undo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Guarded statements that write, for MySQL and MariaDB: see [MySqlDialect].
final class MySqlWrites {
    private static final String GATE = "@rowback = 0";

    private final Expressions sql;

    MySqlWrites(Expressions sql) {
        this.sql = sql;
    }

    /// With the assertion of its affected rows.
    String statement(Undo undo, int number) {
        String rows = undo.derived() ? "IN (0, 1)" : "= 1";
        String marks =
                undo.marks().isEmpty()
                        ? ""
                        : MarkSql.write(sql, undo, GATE)
                                + ";\n"
                                + expect("= " + undo.marks().texts().size(), number);
        return write(undo, GATE) + ";\n" + expect(rows, number) + marks;
    }

    private static String expect(String rows, int number) {
        return "SET @rowback = IF(@rowback <> 0 OR ROW_COUNT() "
                + rows
                + ", @rowback, "
                + number
                + ");\n";
    }

    String preview(Undo undo) {
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
        undo.set()
                .forEach(
                        c ->
                                set.add(
                                        sql.quoted(c.name())
                                                + " = "
                                                + sql.literal(c.column(), c.value())));
        undo.inPlace().forEach(c -> set.add(sql.quoted(c.name()) + " = " + sql.changed(c)));
        // Columns with ON UPDATE CURRENT_TIMESTAMP would change unasked.
        for (Column column : undo.schema().columns()) {
            if (isClock(column)
                    && undo.set().stream().noneMatch(c -> c.name().equals(column.name()))) {
                set.add(sql.quoted(column.name()) + " = " + sql.quoted(column.name()));
            }
        }
        return "UPDATE "
                + sql.quoted(undo.table())
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
                + sql.quoted(undo.table())
                + where(conditions)
                + (undo.isKeyless() ? "\n LIMIT 1" : "");
    }

    /// A derived table with a LIMIT is made before the DELETE, which allows it to read the table deleted from.
    private String without(Undo undo, Undo.Reference reference) {
        List<String> refers = new ArrayList<>();
        for (int i = 0; i < reference.columns().size(); i++) {
            Cell value = reference.values().get(i);
            refers.add(
                    sql.quoted(reference.columns().get(i))
                            + " = "
                            + sql.literal(value.column(), value.value()));
        }
        if (reference.child().equals(undo.table())) {
            refers.add("NOT (" + String.join(" AND ", RowConditions.key(sql, undo)) + ")");
        }
        return "NOT EXISTS (SELECT 1 FROM (SELECT 1 FROM "
                + sql.quoted(reference.child())
                + " WHERE "
                + String.join(" AND ", refers)
                + " LIMIT 1) AS rowback_child)";
    }

    private String insert(Undo undo, String gate) {
        String columns =
                undo.set().stream()
                        .map(c -> sql.quoted(c.name()))
                        .collect(Collectors.joining(", "));
        String row =
                undo.set().stream()
                        .map(c -> sql.literal(c.column(), c.value()))
                        .collect(Collectors.joining(", "));
        List<String> conditions = new ArrayList<>();
        if (undo.derived() && !undo.isKeyless()) {
            conditions.add(
                    "NOT EXISTS (SELECT 1 FROM "
                            + sql.quoted(undo.table())
                            + " WHERE "
                            + String.join(" AND ", RowConditions.key(sql, undo))
                            + ")");
        }
        if (!gate.isEmpty()) {
            conditions.add(gate);
        }
        String into = "INSERT INTO " + sql.quoted(undo.table()) + "\n       (" + columns + ")\n";
        return conditions.isEmpty()
                ? into + "VALUES (" + row + ")"
                : into + "SELECT " + row + "\n  FROM DUAL" + where(conditions);
    }

    private List<String> conditions(Undo undo, String gate) {
        List<String> conditions = RowConditions.before(sql, undo);
        conditions.addAll(MarkSql.conditions(sql, undo));
        if (!gate.isEmpty()) {
            conditions.add(gate);
        }
        return conditions;
    }

    private static String where(List<String> conditions) {
        return "\n WHERE " + String.join("\n   AND ", conditions);
    }
}
