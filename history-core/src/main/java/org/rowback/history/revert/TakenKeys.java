package org.rowback.history.revert;

import org.rowback.history.model.ColumnValue;

import java.util.List;

/// Keys that statements of a script give to a row: one that another statement took away is not free in the end.
public final class TakenKeys {
    private final LongSet hashes = new LongSet();

    /// The keys that some statements give.
    public static TakenKeys of(Iterable<Undo> statements) {
        TakenKeys taken = new TakenKeys();
        for (Undo undo : statements) {
            boolean gives = undo.kind() == Undo.Kind.INSERT || !undo.keyAfter().equals(undo.key());
            if (gives && undo.kind() != Undo.Kind.DELETE && !undo.isKeyless()) {
                taken.hashes.add(hash(undo, undo.keyAfter()));
            }
        }
        return taken;
    }

    /// Whether the key of a row that a statement takes away may be another row's when all statements have run.
    public boolean isTaken(Undo undo) {
        return undo.kind() == Undo.Kind.DELETE
                && !undo.isKeyless()
                && hashes.contains(hash(undo, undo.key()));
    }

    static long hash(Undo undo, List<Cell> key) {
        List<ColumnValue> values = key.stream().map(Cell::value).toList();
        List<String> columns = key.stream().map(Cell::name).toList();
        return Values.hash(undo.table().hashCode(), columns, values);
    }
}
