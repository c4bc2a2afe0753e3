package org.rowback.history.revert;

import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowbackException;
import org.rowback.history.revert.Differences.Motion;
import org.rowback.history.revert.PlannedCell.Fate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Plans the columns of a row that is there and would be there without the bad writes: base is what the bad writes left,
/// theirs what was before, ours what is now.
final class PlannedColumns {
    private final Tables tables;
    private final RevertOptions options;
    private final Differences differences;

    PlannedColumns(Tables tables, RevertOptions options, Differences differences) {
        this.tables = tables;
        this.options = options;
        this.differences = differences;
    }

    PlannedRow putBack(Draft draft) throws RowbackException.BadInput {
        List<Cell> set = new ArrayList<>();
        List<Cell> expect = new ArrayList<>();
        List<InPlace> inPlace = new ArrayList<>();
        boolean onlyHidden = true;
        for (int i = 0; i < draft.head.columns().size(); i++) {
            Optional<PlannedCell> cell = cell(draft, i);
            if (cell.isEmpty()) {
                continue;
            }
            Optional<InPlace> change = changeInPlace(draft, i, cell.get());
            draft.cells.add(change.map(c -> cell.get().inPlace(c)).orElse(cell.get()));
            change.ifPresent(inPlace::add);
            if (cell.get().fate().isWritten() && change.isEmpty()) {
                set.add(new Cell(draft.column(i), cell.get().target()));
                expect.add(new Cell(draft.column(i), draft.fold.now(i)));
                onlyHidden &= draft.fold.track(i).hidden && !cell.get().decided();
            }
        }
        if (draft.fold.laterGood() != null) {
            draft.witness(Witness.Role.OTHER_COLUMNS, draft.fold.laterGood());
        }
        Optional<List<Cell>> key = draft.keyNow();
        if (!draft.head.hasKey() && key.isPresent()) {
            expect = draft.wholeNow();
        }
        if (!(set.isEmpty() && inPlace.isEmpty()) && key.isEmpty()) {
            return draft.done(
                    RowState.UNPROVABLE,
                    "what names the row is not fully logged",
                    Optional.empty());
        }
        boolean derived = onlyHidden && inPlace.isEmpty();
        Optional<Undo> undo =
                (set.isEmpty() && inPlace.isEmpty()) || key.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new Undo(
                                                Undo.Kind.UPDATE,
                                                draft.head,
                                                key.get(),
                                                set,
                                                expect,
                                                derived,
                                                List.of())
                                        .changing(inPlace, Marks.of(inPlace, draft.bad)));
        return draft.columns(
                state(draft.cells, undo), reason(draft, undo), undo, overruled(draft.cells));
    }

    /// The change in place that puts a column back; empty where its value is to be written as it is.
    private Optional<InPlace> changeInPlace(Draft draft, int i, PlannedCell cell) {
        boolean can =
                cell.fate() == Fate.UNDO
                        && draft.head.hasKey()
                        && !draft.bad.isEmpty()
                        && draft.bad.size() <= Marks.MOST
                        && !tables.isTied(draft.row.tableId(), cell.column());
        return can ? differences.change(draft.head, i, draft.fold) : Optional.empty();
    }

    private Optional<PlannedCell> cell(Draft draft, int i) throws RowbackException.BadInput {
        RowFold.Track track = draft.fold.track(i);
        Column column = draft.column(i);
        if (track.last == null || column.isGenerated()) {
            return Optional.empty();
        }
        Optional<Decision.Choice> choice = draft.decisions.column(column.name());
        boolean same = track.keptBy == null && Values.same(draft.fold.good(i), draft.fold.now(i));
        boolean own = choice.isPresent() && choice.get() instanceof Decision.Choice.Own;
        if (same && !own) {
            return Optional.empty();
        }
        PlannedCell plain =
                track.keptBy == null ? stillBad(draft, i) : writtenSince(draft, i, track, choice);
        return Optional.of(choice.isEmpty() ? plain : decided(draft, i, plain, choice.get()));
    }

    /// A column that good hands wrote after the bad ones.
    private PlannedCell writtenSince(
            Draft draft, int i, RowFold.Track track, Optional<Decision.Choice> choice) {
        org.rowback.history.model.Change by = java.util.Objects.requireNonNull(track.keptBy);
        Column column = draft.column(i);
        ColumnValue head = draft.fold.now(i);
        boolean already = Values.same(track.original, head);
        String how =
                switch (track.motion.kind()) {
                    case MOVED -> "moved by a difference" + keepsThat(column) + " by";
                    case OPEN ->
                            "written again since, or moved by a difference"
                                    + keepsThat(column)
                                    + ", by";
                    case SET ->
                            track.unlogged
                                    ? "found changed, without a write in the log, by"
                                    : "written again since by";
                };
        String back = Values.same(track.bad, head) ? ", to the bad value again" : "";
        draft.witness(choice.isPresent() ? Witness.Role.LEFT : Witness.Role.LATER_WRITE, by);
        return new PlannedCell(
                column.name(),
                already ? Fate.ALREADY : Fate.KEPT,
                track.original,
                track.original,
                track.bad,
                head,
                by.id(),
                by.id(),
                false,
                how + " change " + by.id() + back + track.motion.because());
    }

    private static String keepsThat(Column column) {
        return " (--relative " + column.name() + " keeps that)";
    }

    /// A column that bad hands wrote last.
    private PlannedCell stillBad(Draft draft, int i) {
        RowFold.Track track = draft.fold.track(i);
        Column column = draft.column(i);
        ColumnValue head = draft.fold.now(i);
        ColumnValue good = draft.fold.good(i);
        Fate fate = Fate.UNDO;
        String reason = "";
        long later = 0;
        if (!options.wants(draft.head.table(), column.name())) {
            fate = Fate.NOT_ASKED;
        } else if (!Values.isKnown(good)) {
            fate = Fate.UNPROVABLE;
            reason = "its value before is not proven: " + Values.why(good);
        } else if (track.movedBy != null) {
            draft.witness(Witness.Role.LATER_DIFFERENCE, track.movedBy);
            later = track.movedBy.id();
            boolean isDocument = !Differences.isNumber(good);
            boolean fits = isDocument || Differences.fits(column, good);
            fate = fits ? fate : Fate.UNPROVABLE;
            String moved =
                    isDocument
                            ? PlannedCell.BY_PATH
                                    + ": good writes since changed other parts of the document,"
                                    + " the last is change "
                            : PlannedCell.BY_DIFFERENCE
                                    + ": good writes since moved it, the last is change ";
            reason =
                    fits
                            ? moved + track.movedBy.id() + track.motion.because()
                            : "its value by difference does not fit the column";
        } else if (track.spoiled != null) {
            fate = Fate.UNPROVABLE;
            later = track.spoiled.id();
            reason =
                    "its value before rests on bad writes too: change "
                            + later
                            + (track.motion.kind() == Motion.Kind.MOVED
                                    ? " moved"
                                    : " may have moved")
                            + " what they had left by a difference (--relative "
                            + column.name()
                            + " reckons what it would be)"
                            + track.motion.because();
        } else if (!Values.isKnown(head)) {
            fate = Fate.UNPROVABLE;
            reason = "its value now is not proven: " + Values.why(head);
        }
        long last = track.last == null ? 0 : track.last.id();
        return new PlannedCell(
                column.name(),
                fate,
                track.movedBy == null ? good : track.original,
                good,
                track.bad,
                head,
                last,
                later,
                false,
                reason);
    }

    private static PlannedCell decided(
            Draft draft, int i, PlannedCell plain, Decision.Choice choice)
            throws RowbackException.BadInput {
        if (plain.fate() == Fate.NOT_ASKED) {
            return plain.with(
                    plain.fate(), plain.target(), "so what was decided of it is not used");
        }
        return switch (choice) {
            case Decision.Choice.Keep _ ->
                    plain.fate() == Fate.ALREADY
                            ? plain
                            : plain.decided(Fate.KEPT, plain.target(), "left as it is by decision");
            case Decision.Choice.Revert _ -> anyway(plain);
            case Decision.Choice.Own(Optional<String> text) ->
                    own(plain, OwnValue.read(draft.head.table(), draft.column(i), text));
        };
    }

    private static PlannedCell anyway(PlannedCell plain) {
        if (plain.fate() != Fate.KEPT) {
            return plain;
        }
        boolean known = Values.isKnown(plain.target()) && Values.isKnown(plain.head());
        return known
                ? plain.decided(
                        Fate.ANYWAY, plain.target(), "by decision, although " + plain.reason())
                : plain.decided(
                        Fate.UNPROVABLE,
                        plain.target(),
                        "to be put back by decision, but its value before or now is not proven");
    }

    private static PlannedCell own(PlannedCell plain, ColumnValue value) {
        if (!Values.isKnown(plain.head())) {
            return plain.decided(
                    Fate.UNPROVABLE,
                    value,
                    "an own value is given, but its value now is not proven: "
                            + Values.why(plain.head()));
        }
        String although = plain.isWrittenSince() ? ", although " + plain.reason() : "";
        return Values.same(value, plain.head())
                ? plain.decided(Fate.ALREADY, value, "it holds the value that was given")
                : plain.decided(Fate.OWN, value, "own value, by decision" + although);
    }

    private static RowState state(List<PlannedCell> cells, Optional<Undo> undo) {
        if (has(cells, Fate.UNPROVABLE)) {
            return RowState.UNPROVABLE;
        }
        if (cells.stream().anyMatch(c -> c.isConflict() && c.isOtherValue())) {
            return RowState.CONFLICT_BY_VALUE;
        }
        if (cells.stream().anyMatch(PlannedCell::isConflict)) {
            return RowState.CONFLICT_BY_HISTORY;
        }
        if (undo.isPresent()) {
            return RowState.READY;
        }
        return has(cells, Fate.ALREADY) ? RowState.ALREADY_REVERTED : RowState.NOTHING_TO_DO;
    }

    private static boolean has(List<PlannedCell> cells, Fate fate) {
        return cells.stream().anyMatch(c -> c.fate() == fate);
    }

    /// Later values that the user overrules.
    private static String overruled(List<PlannedCell> cells) {
        return String.join(
                "; ",
                cells.stream()
                        .filter(c -> c.fate().isWritten() && c.decided() && c.isWrittenSince())
                        .map(c -> c.column() + ": " + c.reason())
                        .toList());
    }

    private static String reason(Draft draft, Optional<Undo> undo) {
        List<String> parts = new ArrayList<>();
        if (undo.isPresent() && undo.get().derived()) {
            parts.add(
                    "the reference followed its parent ("
                            + draft.lastEffect().rule()
                            + "), which the server does not log: derived from the foreign key");
        } else {
            addNames(parts, draft.cells, Fate.UNDO, "put back: ");
        }
        addNames(parts, draft.cells, Fate.ANYWAY, "put back although written again since: ");
        addNames(parts, draft.cells, Fate.OWN, "own value: ");
        List<PlannedCell> kept = draft.cells.stream().filter(PlannedCell::isConflict).toList();
        addNames(parts, kept, Fate.KEPT, "written again since and kept: ");
        List<PlannedCell> left = new ArrayList<>(draft.cells);
        left.removeAll(kept);
        addNames(parts, left, Fate.KEPT, "left by decision: ");
        addNames(parts, draft.cells, Fate.ALREADY, "already back: ");
        addNames(parts, draft.cells, Fate.UNPROVABLE, "not proven: ");
        addNames(parts, draft.cells, Fate.NOT_ASKED, "not asked for: ");
        return parts.isEmpty()
                ? draft.fold.isSuperseded()
                        ? "the row was inserted anew since"
                        : "the selected changes left no difference"
                : String.join("; ", parts);
    }

    private static void addNames(
            List<String> parts, List<PlannedCell> cells, Fate fate, String intro) {
        if (has(cells, fate)) {
            parts.add(
                    intro
                            + String.join(
                                    ", ",
                                    cells.stream()
                                            .filter(c -> c.fate() == fate)
                                            .map(PlannedCell::column)
                                            .toList()));
        }
    }
}
