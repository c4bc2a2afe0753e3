package org.rowback.history.revert;

import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.History;
import org.rowback.history.query.RowTracer;
import org.rowback.history.query.Version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/// Replays rows of a history, with what foreign keys did to them in silence.
final class Replay {
    /// A row's life: its versions, the unlogged actions between them, and what came of it.
    record Row(
            int tableId,
            SchemaVersion head,
            List<Version> versions,
            List<HiddenEffect> effects,
            RowFold fold) {}

    private final RowTracer tracer;
    private final Tables tables;
    private final HiddenEffects hidden;
    private final LongPredicate selected;

    Replay(History history, Tables tables, HiddenEffects hidden, LongPredicate selected) {
        this.tracer = new RowTracer(history);
        this.tables = tables;
        this.hidden = hidden;
        this.selected = selected;
    }

    /// The row that a change belongs to; empty where the change is no history or its table is gone.
    Optional<Row> rowOf(Change change) throws RowbackException {
        Optional<SchemaVersion> head = tables.head(change.tableId());
        List<Version> versions = tracer.rowOf(change);
        if (head.isEmpty() || versions.isEmpty()) {
            return Optional.empty();
        }
        RowFold fold = new RowFold(head.get(), selected);
        List<HiddenEffect> effects = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            fold.version(versions.get(i));
            Version next = i + 1 < versions.size() ? versions.get(i + 1) : null;
            long after = versions.get(i).id();
            while (fold.exists()) {
                Optional<HiddenEffect> effect =
                        hidden.between(change.tableId(), fold.nowValues(), after, next);
                if (effect.isEmpty()) {
                    break;
                }
                fold.hidden(effect.get());
                effects.add(effect.get());
                after = effect.get().cause().id();
            }
        }
        return Optional.of(new Row(change.tableId(), head.get(), versions, effects, fold));
    }
}
