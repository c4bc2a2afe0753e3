package org.rowback.history.dialect;

import org.rowback.history.revert.Undo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How a statement's row stands on the server, as expressions that are true or false. Marks are read before, since
/// their table may not be there.
final class Looks {
    private Looks() {}

    /// Whether the statement would find its row, or the place of it free.
    ///
    /// @param freedBy a statement before it that frees the place: that it finds what it needs is as good, where the row is
    /// not back yet
    static String ready(
            Expressions sql, Undo undo, Optional<Undo> freedBy, UnaryOperator<String> isMarked) {
        String ready = ready(sql, undo, isMarked);
        return freedBy.isEmpty()
                ? ready
                : "("
                        + ready
                        + "\n    OR "
                        + ready(sql, freedBy.get(), isMarked)
                        + "\n    AND NOT "
                        + undone(sql, undo, isMarked)
                        + ")";
    }

    /// Whether the statement would find its row.
    ///
    /// @param isMarked an expression for whether a mark is there
    private static String ready(Expressions sql, Undo undo, UnaryOperator<String> isMarked) {
        return undo.kind() == Undo.Kind.INSERT
                ? gone(sql, undo)
                : marked(
                        RowConditions.exists(sql, undo, RowConditions.before(sql, undo)),
                        undo,
                        m -> "NOT (" + isMarked.apply(m) + ")");
    }

    /// Whether it was run already, or what it does was done by others.
    static String already(Expressions sql, Undo undo, UnaryOperator<String> isMarked) {
        return undo.kind() == Undo.Kind.DELETE && undo.isKeyless()
                ? "FALSE"
                : undone(sql, undo, isMarked);
    }

    /// Whether the row is as it should be after the statement.
    static String undone(Expressions sql, Undo undo, UnaryOperator<String> isMarked) {
        return undo.kind() == Undo.Kind.DELETE
                ? gone(sql, undo)
                : marked(
                        RowConditions.exists(sql, undo, RowConditions.after(sql, undo)),
                        undo,
                        isMarked);
    }

    private static String gone(Expressions sql, Undo undo) {
        return undo.isKeyless()
                ? "TRUE"
                : "NOT " + RowConditions.exists(sql, undo, RowConditions.key(sql, undo));
    }

    private static String marked(String condition, Undo undo, UnaryOperator<String> each) {
        if (undo.marks().isEmpty()) {
            return condition;
        }
        List<String> all = new ArrayList<>(List.of(condition));
        undo.marks().texts().forEach(m -> all.add(each.apply(m)));
        return "(" + String.join("\n    AND ", all) + ")";
    }
}
