package org.rowback.history.dialect;

import org.rowback.history.revert.Cell;
import org.rowback.history.revert.InPlace;
import org.rowback.history.revert.Undo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
        List<String> conditions = key(dialect, undo.key());
        for (Cell cell : besidesKey(undo, undo.expect())) {
            conditions.add(dialect.holds(cell.column(), cell.value()));
        }
        undo.inPlace().forEach(c -> conditions.addAll(dialect.allows(c)));
        return conditions;
    }

    /// What names the row after the statement, and what its columns then hold.
    public static List<String> after(Expressions dialect, Undo undo) {
        List<String> conditions = keyAfter(dialect, undo);
        held(dialect, undo).forEach(c -> conditions.add(c.condition()));
        return conditions;
    }

    /// What the columns of the row hold after the statement; of a row without a key all of them.
    static List<HeldColumn> held(Expressions dialect, Undo undo) {
        List<Cell> cells =
                undo.isKeyless() && undo.kind() == Undo.Kind.UPDATE
                        ? undo.inverse().expect()
                        : undo.set();
        List<HeldColumn> held = new ArrayList<>();
        for (Cell cell : besidesKey(undo, cells)) {
            held.add(new HeldColumn(cell, dialect.holds(cell.column(), cell.value())));
        }
        for (InPlace column : undo.inPlace()) {
            dialect.shows(column).forEach(c -> held.add(new HeldColumn(column, c)));
        }
        return held;
    }

    public static String exists(Expressions dialect, Undo undo, List<String> conditions) {
        return "EXISTS (SELECT 1 FROM "
                + dialect.quoted(undo.table())
                + " WHERE "
                + String.join(" AND ", conditions)
                + ")";
    }

    private static List<String> key(Expressions dialect, List<Cell> key) {
        return key.stream()
                .map(c -> dialect.holdsKey(c.column(), c.value()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<Cell> besidesKey(Undo undo, List<Cell> cells) {
        return cells.stream()
                .filter(c -> undo.key().stream().noneMatch(k -> k.name().equals(c.name())))
                .toList();
    }
}
