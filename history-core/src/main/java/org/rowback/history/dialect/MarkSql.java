package org.rowback.history.dialect;

import org.rowback.history.revert.Marks;
import org.rowback.history.revert.Undo;

import java.util.List;
import java.util.stream.Collectors;

/// What a statement asks of the table of [Marks], and leaves there. Marks are hexadecimal: nothing in them needs
/// quoting.
final class MarkSql {
    private MarkSql() {}

    /// What the marks must be for the statement to write.
    static List<String> conditions(Expressions sql, Undo undo) {
        Marks marks = undo.marks();
        if (marks.isEmpty()) {
            return List.of();
        }
        String among = from(sql, undo) + " WHERE " + isOne(marks);
        return List.of(
                marks.held()
                        ? "(SELECT COUNT(*)" + among + ") = " + marks.texts().size()
                        : "NOT EXISTS (SELECT 1" + among + ")");
    }

    /// Puts the marks there, or takes them away.
    ///
    /// @param gate a condition; may be empty
    static String write(Expressions sql, Undo undo, String gate) {
        Marks marks = undo.marks();
        if (marks.held()) {
            return "DELETE"
                    + from(sql, undo)
                    + "\n WHERE "
                    + isOne(marks)
                    + (gate.isEmpty() ? "" : "\n   AND " + gate);
        }
        String rows =
                marks.texts().stream()
                        .map(t -> "SELECT '" + t + "' AS " + Marks.COLUMN)
                        .collect(Collectors.joining(" UNION ALL "));
        return "INSERT INTO "
                + sql.quoted(Marks.tableFor(undo.table()))
                + " ("
                + Marks.COLUMN
                + ")\nSELECT "
                + Marks.COLUMN
                + " FROM ("
                + rows
                + ") AS rowback_marks"
                + (gate.isEmpty() ? "" : "\n WHERE " + gate);
    }

    private static String from(Expressions sql, Undo undo) {
        return " FROM " + sql.quoted(Marks.tableFor(undo.table()));
    }

    private static String isOne(Marks marks) {
        return marks.texts().stream()
                .collect(Collectors.joining("', '", Marks.COLUMN + " IN ('", "')"));
    }
}
