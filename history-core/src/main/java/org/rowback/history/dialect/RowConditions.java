package org.rowback.history.dialect;

import org.rowback.history.revert.Cell;
import org.rowback.history.revert.Undo;

import java.util.ArrayList;
import java.util.List;

/// What a statement demands of its row, and what the row is afterwards, as conditions in a dialect's words.
public final class RowConditions {
    private RowConditions() {}

    /// What names the row before the statement.
    public static List<String> key(Expressions dialect, Undo undo) {
        return key(dialect, undo.key());
    }

    /// What names the row after the statement.
    static List<String> keyAfter(Expressions dialect, Undo undo) {
        return key(dialect, undo.keyAfter());
    }

    /// What names the row, and what else it must still hold.
    public static List<String> before(Expressions dialect, Undo undo) {
        List<String> conditions = with(dialect, undo, undo.key(), undo.expect());
        undo.inPlace().forEach(c -> conditions.addAll(dialect.allows(c)));
        return conditions;
    }

    /// What names the row after the statement, and what its columns then hold.
    public static List<String> after(Expressions dialect, Undo undo) {
        List<Cell> cells =
                undo.isKeyless() && undo.kind() == Undo.Kind.UPDATE
                        ? undo.inverse().expect()
                        : undo.set();
        List<String> conditions = with(dialect, undo, undo.keyAfter(), cells);
        undo.inPlace().forEach(c -> conditions.addAll(dialect.shows(c)));
        return conditions;
    }

    public static String exists(Expressions dialect, Undo undo, List<String> conditions) {
        return "EXISTS (SELECT 1 FROM "
                + dialect.quoted(undo.table())
                + " WHERE "
                + String.join(" AND ", conditions)
                + ")";
    }

    private static List<String> key(Expressions dialect, List<Cell> key) {
        return key.stream().map(c -> dialect.holdsKey(c.column(), c.value())).toList();
    }

    private static List<String> with(
            Expressions dialect, Undo undo, List<Cell> key, List<Cell> cells) {
        List<String> conditions = new ArrayList<>(key(dialect, key));
        for (Cell cell : cells) {
            boolean isKey = undo.key().stream().anyMatch(k -> k.name().equals(cell.name()));
            if (!isKey) {
                conditions.add(dialect.holds(cell.column(), cell.value()));
            }
        }
        return conditions;
    }
}
