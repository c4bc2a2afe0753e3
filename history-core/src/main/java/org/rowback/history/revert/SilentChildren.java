package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.history.query.Version;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Rows that foreign keys changed along with others, without the log holding it.
public final class SilentChildren {
    /// A row that followed its parent.
    ///
    /// @param cause the logged change of the parent (or its parent) that made it follow
    /// @param last the row's last logged change before that
    /// @param rule e.g. `items_order, ON DELETE CASCADE`
    /// @param gone whether the row went; otherwise its reference changed
    public record Child(Change cause, Change last, String rule, boolean gone) {}

    private SilentChildren() {}

    /// The rows that some changes took along, level by level.
    public static List<Child> of(History history, BitSet changes, ImportMonitor monitor)
            throws RowbackException {
        Tables tables = new Tables(history);
        Replay replay = new Replay(history, tables, id -> changes.get(Math.toIntExact(id)));
        if (!replay.hidden().arePossible()) {
            return List.of();
        }
        DerivedRows derived =
                new DerivedRows(
                        history, tables, replay, id -> changes.get(Math.toIntExact(id)), monitor);
        derived.find(changes);
        List<Child> children = new ArrayList<>();
        for (long id : derived.rows()) {
            Optional<Replay.Row> row = replay.rowOf(history.change(id).orElseThrow());
            if (row.isPresent()) {
                for (HiddenEffect effect : row.get().effects()) {
                    if (effect.bad()) {
                        children.add(child(row.get(), effect));
                    }
                }
            }
        }
        return children;
    }

    private static Child child(Replay.Row row, HiddenEffect effect) {
        Change last = row.versions().getFirst().change();
        for (Version version : row.versions()) {
            last = version.id() < effect.cause().id() ? version.change() : last;
        }
        return new Child(effect.cause(), last, effect.rule(), effect.deletes());
    }
}
