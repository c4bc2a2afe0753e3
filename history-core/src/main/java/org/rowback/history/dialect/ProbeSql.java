package org.rowback.history.dialect;

import org.rowback.history.revert.Cell;
import org.rowback.history.revert.Undo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Asks a server how a statement's row stands: a letter for each of the columns asked for ([Undo#probed()]), with
/// commas between them. `B` is the bad value, `T` the target, `N` NULL, `V` and `X` another, as text or bytes in
/// hexadecimal. `absent` where there is no such row; empty where rows have no key.
final class ProbeSql {
    private ProbeSql() {}

    /// @param concatWs the function that joins texts
    /// @param name a column, quoted
    /// @param other an expression for the letter and value of a column that holds something else
    static String found(
            Expressions dialect,
            Undo undo,
            String concatWs,
            Function<Cell, String> name,
            Function<Cell, String> other) {
        if (undo.isKeyless()) {
            return "''";
        }
        List<String> cells = new ArrayList<>();
        for (Cell cell : undo.probed()) {
            cells.add(letter(dialect, undo, cell, name.apply(cell), other.apply(cell)));
        }
        String row =
                cells.isEmpty()
                        ? "'-'"
                        : concatWs + "(',', " + String.join(",\n         ", cells) + ")";
        return "COALESCE((SELECT "
                + row
                + "\n         FROM "
                + dialect.quoted(undo.table())
                + " WHERE "
                + String.join(" AND ", RowConditions.key(dialect, undo))
                + " LIMIT 1), 'absent')";
    }

    private static String letter(
            Expressions dialect, Undo undo, Cell cell, String name, String other) {
        boolean comes = undo.kind() == Undo.Kind.INSERT;
        Optional<Cell> target = comes ? Optional.of(cell) : undo.setTo(cell.name());
        StringBuilder text = new StringBuilder("CASE");
        if (!comes) {
            when(text, dialect.holds(cell.column(), cell.value()), "'B'");
        }
        target.ifPresent(t -> when(text, dialect.holds(t.column(), t.value()), "'T'"));
        when(text, name + " IS NULL", "'N'");
        return text.append(" ELSE ").append(other).append(" END").toString();
    }

    private static void when(StringBuilder text, String condition, String letter) {
        text.append(" WHEN ").append(condition).append(" THEN ").append(letter);
    }
}
