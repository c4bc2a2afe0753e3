package org.rowback.history.revert;

import org.rowback.history.model.ColumnValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One statement as it is run: nearly always the whole undo of a row, else one of the parts of it that a [Detour]
/// makes.
public record Step(PlannedRow row, Undo undo) {
    /// The part of a row's undo that frees what it holds.
    static Undo aside(Undo undo, Set<String> columns) {
        List<Cell> held = undo.expect().stream().filter(c -> columns.contains(c.name())).toList();
        return part(undo, Undo.Kind.UPDATE, undo.key(), nulls(held), held);
    }

    /// The undo without what is done before and after it; of an UPDATE perhaps nothing.
    static Undo main(Undo undo, Set<String> early, Set<String> late) {
        List<Cell> set = new ArrayList<>();
        for (Cell cell : undo.set()) {
            if (!late.contains(cell.name())) {
                set.add(cell);
            } else if (undo.kind() == Undo.Kind.INSERT) {
                set.add(new Cell(cell.column(), ColumnValue.NULL));
            }
        }
        List<Cell> expect = new ArrayList<>();
        for (Cell cell : undo.expect()) {
            boolean isNull = early.contains(cell.name());
            expect.add(isNull ? new Cell(cell.column(), ColumnValue.NULL) : cell);
        }
        return new Undo(
                undo.kind(),
                undo.schema(),
                undo.key(),
                set,
                expect,
                undo.derived(),
                undo.noChildren(),
                undo.inPlace(),
                undo.marks());
    }

    /// The part that comes last.
    static Undo finish(Undo undo, Set<String> columns) {
        List<Cell> wanted = undo.set().stream().filter(c -> columns.contains(c.name())).toList();
        boolean isNull = undo.kind() == Undo.Kind.INSERT;
        List<Cell> held =
                isNull
                        ? nulls(wanted)
                        : undo.expect().stream().filter(c -> columns.contains(c.name())).toList();
        return part(undo, Undo.Kind.UPDATE, undo.keyAfter(), wanted, held);
    }

    private static Undo part(
            Undo undo, Undo.Kind kind, List<Cell> key, List<Cell> set, List<Cell> expect) {
        return new Undo(kind, undo.schema(), key, set, expect, undo.derived(), List.of());
    }

    private static List<Cell> nulls(List<Cell> cells) {
        return cells.stream().map(c -> new Cell(c.column(), ColumnValue.NULL)).toList();
    }
}
