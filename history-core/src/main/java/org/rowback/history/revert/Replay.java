package org.rowback.history.revert;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.Truth;
import org.rowback.history.query.Emptying;
import org.rowback.history.query.History;
import org.rowback.history.query.RowTracer;
import org.rowback.history.query.TableFate;
import org.rowback.history.query.Version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/// Replays rows of a history, with what foreign keys did to them in silence.
final class Replay {
    /// A row's life: its versions, the unlogged actions between them, and what came of it.
    ///
    /// @param lost columns that selected ALTERs took from it
    /// @param consequences changes that are not selected, but would not be without the selected ones
    record Row(
            int tableId,
            SchemaVersion head,
            List<Version> versions,
            List<HiddenEffect> effects,
            List<Change> consequences,
            List<LostColumns.Loss> lost,
            RowFold fold) {
        long lineage() {
            return versions.getFirst().id();
        }
    }

    /// Is told each step of a row's life.
    interface Steps {
        /// @param isHidden whether the log does not hold it
        /// @param bad whether it would not have been without the selected changes
        /// @param before the row before it, in the columns of the newest schema version; null where there was none
        /// @param after the row after it; null where it is gone
        void step(
                Change cause,
                boolean isHidden,
                boolean bad,
                ColumnValue @Nullable [] before,
                ColumnValue @Nullable [] after);
    }

    private static final Steps UNWATCHED = (_, _, _, _, _) -> {};

    private final History history;
    private final RowTracer tracer;
    private final Differences differences;
    private final Tables tables;
    private final Holders holders;
    private final HiddenEffects hidden;
    private final LostColumns columns;
    private final LongPredicate selected;

    Replay(History history, Tables tables, LongPredicate selected) throws RowbackException {
        this(history, tables, selected, Differences.NONE);
    }

    Replay(History history, Tables tables, LongPredicate selected, Differences differences)
            throws RowbackException {
        this.history = history;
        this.differences = differences;
        this.tracer = new RowTracer(history);
        this.tables = tables;
        this.holders = new Holders(history, tables);
        this.hidden = new HiddenEffects(history, tables, this, holders);
        this.columns = new LostColumns(history, tables);
        this.selected = selected;
    }

    Holders holders() {
        return holders;
    }

    HiddenEffects hidden() {
        return hidden;
    }

    Optional<Change> change(long id) throws RowbackException {
        return history.change(id);
    }

    /// The row that a change belongs to; empty where the change is no history or its table is gone.
    Optional<Row> rowOf(Change change) throws RowbackException {
        return follow(change, UNWATCHED);
    }

    /// The same, step by step.
    Optional<Row> follow(Change change, Steps steps) throws RowbackException {
        Optional<SchemaVersion> head = tables.head(change.tableId());
        List<Version> versions = tracer.rowOf(change);
        if (head.isEmpty() || versions.isEmpty()) {
            return Optional.empty();
        }
        RowFold fold = new RowFold(head.get(), differences);
        List<HiddenEffect> effects = new ArrayList<>();
        List<Change> consequences = new ArrayList<>();
        List<LostColumns.Loss> lost = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            Change logged = versions.get(i).change();
            boolean bad = selected.test(logged.id()) || isConsequence(fold, logged);
            if (bad && !selected.test(logged.id())) {
                consequences.add(logged);
            }
            fold.version(versions.get(i), bad);
            steps.step(logged, false, bad, fold.found(), state(fold));
            Version next = i + 1 < versions.size() ? versions.get(i + 1) : null;
            long after = versions.get(i).id();
            int known = effects.size();
            while (fold.exists()) {
                Optional<HiddenEffect> effect =
                        hidden.between(
                                change.tableId(),
                                fold.nowValues(),
                                after,
                                next,
                                effects.subList(known, effects.size()));
                if (effect.isEmpty()) {
                    break;
                }
                ColumnValue[] before = fold.nowValues().clone();
                HiddenEffect taken = fold.hidden(effect.get());
                effects.add(taken);
                steps.step(taken.cause(), true, taken.bad(), before, state(fold));
            }
            long before = next == null ? Long.MAX_VALUE : next.id();
            lose(change.tableId(), fold, after, before, lost);
            followGood(change.tableId(), fold, after, before);
            emptied(change.tableId(), fold, after, before);
        }
        return Optional.of(
                new Row(change.tableId(), head.get(), versions, effects, consequences, lost, fold));
    }

    /// Between two changes of a row, an ALTER takes a column that is there again.
    private void lose(
            int tableId, RowFold fold, long after, long before, List<LostColumns.Loss> lost)
            throws RowbackException {
        for (LostColumns.Loss loss : columns.of(tableId)) {
            if (loss.by().id() > after && loss.by().id() < before) {
                boolean bad = selected.test(loss.by().id());
                fold.lost(loss, bad);
                if (bad && fold.exists()) {
                    lost.add(loss);
                }
            }
        }
    }

    LostColumns columns() {
        return columns;
    }

    private boolean isConsequence(RowFold fold, Change change) throws RowbackException {
        return fold.exists()
                && (change.op() == Op.DELETE || change.op() == Op.UPDATE)
                && hidden.isConsequence(change.tableId(), fold.nowValues(), change, fold::isBad);
    }

    /// What would have become of the row without the selected changes, between two of its changes.
    private void followGood(int tableId, RowFold fold, long from, long before)
            throws RowbackException {
        long after = from;
        while (fold.goodExists() && fold.lastBad() != null) {
            Optional<HiddenEffect> effect =
                    hidden.wouldBe(tableId, fold.goodValues(), state(fold), after, before);
            if (effect.isEmpty()) {
                return;
            }
            fold.wouldBe(effect.get());
            after = effect.get().cause().id();
        }
    }

    /// Between two changes of a row that is gone, a TRUNCATE or DROP takes what it would have been.
    private void emptied(int tableId, RowFold fold, long after, long before)
            throws RowbackException {
        for (Emptying emptying : tracer.emptyings(tableId)) {
            Change change = emptying.change();
            boolean between = change.id() > after && change.id() < before;
            if (between
                    && !fold.exists()
                    && !selected.test(change.id())
                    && !TableFate.makesTable(change)
                    && emptying.takes(fold.good()) == Truth.TRUE) {
                fold.emptied(change);
            }
        }
    }

    private static ColumnValue @Nullable [] state(RowFold fold) {
        return fold.exists() ? fold.nowValues().clone() : null;
    }
}
