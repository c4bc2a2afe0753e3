package org.rowback.history.revert;

import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowbackException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Plans rows that come or go as a whole.
final class WholeRows {
    private final RevertOptions options;

    WholeRows(RevertOptions options) {
        this.options = options;
    }

    /// A row that bad hands inserted.
    PlannedRow takeAway(Draft draft) {
        if (!options.columns().isEmpty()) {
            return draft.done(
                    RowState.NOTHING_TO_DO,
                    "the row was inserted, and only certain columns were asked for",
                    Optional.empty());
        }
        List<Cell> expect = draft.wholeNow();
        Optional<Undo> undo =
                draft.keyNow()
                        .map(key -> undo(Undo.Kind.DELETE, draft, key, List.of(), expect, false));
        Change by = draft.fold.goodOnBadRow();
        if (by != null) {
            draft.witness(Witness.Role.LATER_WRITE, by);
            return draft.conflict(
                    isAsInserted(draft) ? RowState.CONFLICT_BY_HISTORY : RowState.CONFLICT_BY_VALUE,
                    "the inserted row was written again since, by change "
                            + by.id()
                            + ", which is not selected"
                            + (isAsInserted(draft) ? ", though it is as it was inserted" : ""),
                    undo);
        }
        return undo.isPresent()
                ? draft.done(RowState.READY, "the inserted row is taken away", undo)
                : draft.done(RowState.UNPROVABLE, "what names the row is not fully logged", undo);
    }

    private static Undo undo(
            Undo.Kind kind,
            Draft draft,
            List<Cell> key,
            List<Cell> set,
            List<Cell> expect,
            boolean derived) {
        return new Undo(kind, draft.head, key, set, expect, derived, List.of());
    }

    /// Whether all columns hold what bad hands wrote last.
    private static boolean isAsInserted(Draft draft) {
        for (int i = 0; i < draft.head.columns().size(); i++) {
            if (!draft.column(i).isGenerated()
                    && !Values.same(draft.fold.track(i).bad, draft.fold.now(i))) {
                return false;
            }
        }
        return true;
    }

    /// A row that bad hands deleted.
    PlannedRow putBack(Draft draft) throws RowbackException.BadInput {
        return putBack(draft, draft.fold.goodValues());
    }

    private PlannedRow putBack(Draft draft, ColumnValue[] row) throws RowbackException.BadInput {
        if (!options.columns().isEmpty()) {
            return draft.done(
                    RowState.NOTHING_TO_DO,
                    "the row was deleted, and only certain columns were asked for",
                    Optional.empty());
        }
        List<Cell> set = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < draft.head.columns().size(); i++) {
            Column column = draft.column(i);
            if (column.isGenerated()) {
                continue;
            }
            Optional<ColumnValue> own = own(draft, column);
            ColumnValue value = own.orElse(row[i]);
            if (Values.isKnown(value)) {
                set.add(new Cell(column, value));
            } else if (!Values.isAbsent(value)) {
                unknown.add(column.name() + " (" + Values.why(value) + ")");
            }
            own.ifPresent(v -> draft.cells.add(given(draft, column, v)));
        }
        if (!unknown.isEmpty()) {
            return draft.done(
                    RowState.UNPROVABLE,
                    "the deleted row cannot be put back: not proven is "
                            + String.join(", ", unknown),
                    Optional.empty());
        }
        List<Cell> key =
                Arrays.stream(draft.head.keyColumns())
                        .mapToObj(draft::column)
                        .map(c -> set.stream().filter(s -> s.column().equals(c)).findFirst())
                        .flatMap(Optional::stream)
                        .toList();
        boolean derived = draft.isDerivedDelete();
        String reason =
                derived
                        ? "the row went with its parent ("
                                + draft.lastEffect().rule()
                                + "), which the server does not log: derived"
                                + " from the foreign key and the row's last logged state"
                        : "the deleted row is put back";
        String given =
                draft.cells.isEmpty()
                        ? ""
                        : ", with own values of "
                                + String.join(
                                        ", ",
                                        draft.cells.stream().map(PlannedCell::column).toList());
        return draft.done(
                RowState.READY,
                reason + given,
                Optional.of(undo(Undo.Kind.INSERT, draft, key, set, List.of(), derived)));
    }

    private static Optional<ColumnValue> own(Draft draft, Column column)
            throws RowbackException.BadInput {
        Optional<Decision.Choice> choice = draft.decisions.column(column.name());
        return choice.isPresent() && choice.get() instanceof Decision.Choice.Own(var text)
                ? Optional.of(OwnValue.read(draft.head.table(), column, text))
                : Optional.empty();
    }

    private static PlannedCell given(Draft draft, Column column, ColumnValue value) {
        ColumnValue before = draft.fold.good(draft.head.indexOf(column.name()));
        ColumnValue none = new ColumnValue.NotLogged("there is no row");
        return new PlannedCell(
                column.name(),
                PlannedCell.Fate.OWN,
                before,
                value,
                none,
                none,
                0,
                0,
                true,
                "own value, by decision");
    }

    /// A row whose key was taken by a good insert after bad hands had deleted it.
    ///
    /// @param since what is to be undone of the row that came after
    PlannedRow keyReused(Draft draft, RowFold.Reuse reuse, Optional<PlannedRow> since)
            throws RowbackException.BadInput {
        draft.witness(Witness.Role.LATER_INSERT, reuse.by());
        if (Values.same(reuse.lost(), reuse.inserted(), draft.head)) {
            boolean more = since.isPresent() && since.get().state() != RowState.NOTHING_TO_DO;
            return more
                    ? since.get()
                    : draft.done(
                            RowState.ALREADY_REVERTED,
                            "the deleted row was inserted again as it was, by change "
                                    + reuse.by().id(),
                            Optional.empty());
        }
        String reason =
                "the row was deleted and its key was then taken by a later insert, change "
                        + reuse.by().id()
                        + ", which is not selected";
        Optional<Undo> over =
                draft.decisions.isReverted() ? overwrite(draft, reuse.lost()) : Optional.empty();
        if (over.isPresent()) {
            return draft.conflict(RowState.CONFLICT_BY_VALUE, reason, over);
        }
        Optional<Undo> later = since.flatMap(PlannedRow::undo);
        if (later.isEmpty() && options.collisions() != RevertOptions.Collisions.REFUSE) {
            return putBack(draft, reuse.lost());
        }
        return draft.conflict(RowState.CONFLICT_BY_VALUE, reason, Optional.empty())
                .with(later, later.map(draft::claims).orElse(List.of()));
    }

    /// Makes the row that has the key now the one that was lost; empty where either is not wholly known.
    private static Optional<Undo> overwrite(Draft draft, ColumnValue[] lost) {
        List<Cell> set = new ArrayList<>();
        List<Cell> expect = new ArrayList<>();
        for (int i = 0; i < draft.head.columns().size(); i++) {
            Column column = draft.column(i);
            ColumnValue now = draft.fold.now(i);
            boolean known = Values.isKnown(lost[i]) && Values.isKnown(now);
            if (!column.isGenerated() && !known) {
                return Optional.empty();
            }
            if (!column.isGenerated() && !Values.same(lost[i], now)) {
                set.add(new Cell(column, lost[i]));
                expect.add(new Cell(column, now));
            }
        }
        return draft.fold.exists() && !set.isEmpty() && draft.head.hasKey()
                ? draft.keyNow().map(key -> undo(Undo.Kind.UPDATE, draft, key, set, expect, false))
                : Optional.empty();
    }
}
