package org.rowback.history.revert;

import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.Version;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/// Turns what came of one row with a key into its place in a plan.
final class RowPlanner {
    private final Tables tables;
    private final RevertOptions options;
    private final LongPredicate selected;
    private final Differences differences;

    RowPlanner(Tables tables, RevertOptions options, LongPredicate selected) {
        this.tables = tables;
        this.options = options;
        this.selected = selected;
        this.differences = new Differences(options);
    }

    PlannedRow plan(Replay.Row row) {
        PlannedRow planned = planFromLog(row);
        return options.probes()
                .of(planned.lineage())
                .map(found -> found.decide(planned, u -> Claim.of(tables, row, u)))
                .orElse(planned);
    }

    private PlannedRow planFromLog(Replay.Row row) {
        RowFold fold = row.fold();
        Draft draft = new Draft(row, fold);
        if (!Tables.areNamed(row.head())) {
            return draft.done(
                    RowState.UNPROVABLE,
                    "the columns of "
                            + row.head().table()
                            + " are known by position only: import a schema file to name them",
                    Optional.empty());
        }
        HiddenEffect goneWith = fold.goneWith();
        if (goneWith != null && !fold.goodExists()) {
            return wouldBeGone(draft, goneWith);
        }
        RowFold.Reuse reuse = fold.reused();
        if (reuse != null) {
            return keyReused(draft, reuse);
        }
        if (!fold.goodExists()) {
            return fold.exists() ? takeAway(draft) : bothGone(draft);
        }
        return fold.exists() ? putBackColumns(draft) : putBackRow(draft);
    }

    private PlannedRow wouldBeGone(Draft draft, HiddenEffect with) {
        draft.witness(with.cause().op().word() + " of its parent", with.cause());
        String why =
                "its parent went since ("
                        + with.rule()
                        + "), by change "
                        + with.cause().id()
                        + ", which is not selected: it would have gone with it";
        return draft.fold.exists()
                ? draft.done(RowState.CONFLICT, why + ", and is still there", Optional.empty())
                : draft.done(RowState.NOTHING_TO_DO, why, Optional.empty());
    }

    private PlannedRow keyReused(Draft draft, RowFold.Reuse reuse) {
        draft.witness("later insert of the same key", reuse.by());
        boolean equal = true;
        for (int i = 0; equal && i < draft.head.columns().size(); i++) {
            equal =
                    draft.head.columns().get(i).isGenerated()
                            || Values.same(reuse.lost()[i], reuse.inserted()[i]);
        }
        // What bad writes did to the row that came after is undone all the same.
        Optional<PlannedRow> since =
                !draft.fold.goodExists()
                        ? Optional.empty()
                        : Optional.of(
                                draft.fold.exists() ? putBackColumns(draft) : putBackRow(draft));
        if (equal) {
            boolean more = since.isPresent() && since.get().state() != RowState.NOTHING_TO_DO;
            return more
                    ? since.get()
                    : draft.done(
                            RowState.ALREADY_REVERTED,
                            "the deleted row was inserted again as it was, by change "
                                    + reuse.by().id(),
                            Optional.empty());
        }
        Optional<Undo> later = since.flatMap(PlannedRow::undo);
        if (later.isEmpty() && options.collisions() != RevertOptions.Collisions.REFUSE) {
            return putBackRow(draft, reuse.lost());
        }
        return draft.done(
                        RowState.CONFLICT,
                        "the row was deleted and its key was then taken by a later insert, change "
                                + reuse.by().id()
                                + ", which is not selected",
                        Optional.empty())
                .with(later, later.map(u -> Claim.of(tables, draft.row, u)).orElse(List.of()));
    }

    private PlannedRow bothGone(Draft draft) {
        Change by = draft.fold.goodDelete();
        if (by != null && draft.fold.isSuperseded()) {
            draft.witness("later delete", by);
            return draft.done(
                    RowState.NOTHING_TO_DO,
                    "the row was deleted since, by change " + by.id() + ", which is not selected",
                    Optional.empty());
        }
        return draft.done(
                RowState.NOTHING_TO_DO,
                "the selected changes inserted the row and deleted it again",
                Optional.empty());
    }

    private PlannedRow takeAway(Draft draft) {
        if (!options.columns().isEmpty()) {
            return draft.done(
                    RowState.NOTHING_TO_DO,
                    "the row was inserted, and only certain columns were asked for",
                    Optional.empty());
        }
        List<Cell> expect = draft.wholeNow();
        Optional<Undo> undo =
                draft.keyNow()
                        .map(
                                key ->
                                        new Undo(
                                                Undo.Kind.DELETE,
                                                draft.head,
                                                key,
                                                List.of(),
                                                expect,
                                                false,
                                                List.of()));
        Change by = draft.fold.goodOnBadRow();
        if (by != null) {
            draft.witness("later write", by);
            return draft.done(
                    RowState.CONFLICT,
                    "the inserted row was written again since, by change "
                            + by.id()
                            + ", which is not selected",
                    undo);
        }
        return undo.isPresent()
                ? draft.done(RowState.READY, "the inserted row is taken away", undo)
                : draft.done(RowState.UNPROVABLE, "what names the row is not fully logged", undo);
    }

    private PlannedRow putBackRow(Draft draft) {
        return putBackRow(draft, draft.fold.goodValues());
    }

    private PlannedRow putBackRow(Draft draft, ColumnValue[] row) {
        if (!options.columns().isEmpty()) {
            return draft.done(
                    RowState.NOTHING_TO_DO,
                    "the row was deleted, and only certain columns were asked for",
                    Optional.empty());
        }
        List<Cell> set = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < draft.head.columns().size(); i++) {
            Column column = draft.head.columns().get(i);
            ColumnValue value = row[i];
            if (column.isGenerated()) {
                continue;
            }
            if (Values.isKnown(value)) {
                set.add(new Cell(column, value));
            } else if (!Values.isAbsent(value)) {
                unknown.add(column.name() + " (" + Values.why(value) + ")");
            }
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
                        .mapToObj(i -> new Cell(draft.head.columns().get(i), row[i]))
                        .toList();
        boolean derived = draft.isDerivedDelete();
        String reason =
                derived
                        ? "the row went with its parent ("
                                + draft.lastEffect().rule()
                                + "), which the server does not log: derived"
                                + " from the foreign key and the row's last logged state"
                        : "the deleted row is put back";
        return draft.done(
                RowState.READY,
                reason,
                Optional.of(
                        new Undo(
                                Undo.Kind.INSERT,
                                draft.head,
                                key,
                                set,
                                List.of(),
                                derived,
                                List.of())));
    }

    private PlannedRow putBackColumns(Draft draft) {
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
            if (cell.get().fate() == PlannedCell.Fate.UNDO && change.isEmpty()) {
                Column column = draft.head.columns().get(i);
                set.add(new Cell(column, draft.fold.good(i)));
                expect.add(new Cell(column, draft.fold.now(i)));
                onlyHidden &= draft.fold.track(i).hidden;
            }
        }
        Optional<List<Cell>> key = draft.keyNow();
        if (!draft.head.hasKey() && key.isPresent()) {
            expect = draft.wholeNow();
        }
        boolean derived = onlyHidden && !set.isEmpty() && inPlace.isEmpty();
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
        if (!set.isEmpty() && key.isEmpty()) {
            return draft.done(RowState.UNPROVABLE, "what names the row is not fully logged", undo);
        }
        return draft.done(stateOf(draft.cells, undo), reasonOf(draft, undo), undo);
    }

    /// The change in place that puts a column back; empty where its value is to be written as it is.
    private Optional<InPlace> changeInPlace(Draft draft, int i, PlannedCell cell) {
        boolean can =
                cell.fate() == PlannedCell.Fate.UNDO
                        && draft.head.hasKey()
                        && !draft.bad.isEmpty()
                        && draft.bad.size() <= Marks.MOST
                        && !tables.isTied(draft.row.tableId(), cell.column());
        return can ? differences.change(draft.head, i, draft.fold) : Optional.empty();
    }

    private Optional<PlannedCell> cell(Draft draft, int i) {
        RowFold.Track track = draft.fold.track(i);
        Column column = draft.head.columns().get(i);
        if (track.last == null || column.isGenerated()) {
            return Optional.empty();
        }
        ColumnValue head = draft.fold.now(i);
        ColumnValue good = draft.fold.good(i);
        if (track.keptBy != null) {
            boolean already = Values.same(track.original, head);
            String how =
                    track.unlogged
                            ? "found changed, without a write in the log, by change "
                            : "written again since by change ";
            if (differences.says(track.keptBy, column)) {
                how =
                        "moved by a difference (--relative "
                                + column.name()
                                + " keeps that) by change ";
            }
            draft.witness("later write", track.keptBy);
            return Optional.of(
                    new PlannedCell(
                            column.name(),
                            already ? PlannedCell.Fate.ALREADY : PlannedCell.Fate.KEPT,
                            track.original,
                            track.bad,
                            head,
                            track.keptBy.id(),
                            how + track.keptBy.id()));
        }
        if (Values.same(good, head)) {
            return Optional.empty();
        }
        PlannedCell.Fate fate = PlannedCell.Fate.UNDO;
        String reason = "";
        if (!options.wants(draft.head.table(), column.name())) {
            fate = PlannedCell.Fate.NOT_ASKED;
        } else if (!Values.isKnown(good)) {
            fate = PlannedCell.Fate.UNPROVABLE;
            reason = "its value before is not proven: " + Values.why(good);
        } else if (track.movedBy != null) {
            draft.witness("later difference", track.movedBy);
            boolean isDocument = !Differences.isNumber(good);
            boolean fits = isDocument || Differences.fits(column, good);
            fate = fits ? fate : PlannedCell.Fate.UNPROVABLE;
            reason =
                    fits
                            ? (isDocument
                                            ? PlannedCell.BY_PATH
                                                    + ": good writes since changed other parts of"
                                                    + " the document, the last is change "
                                            : PlannedCell.BY_DIFFERENCE
                                                    + ": good writes since moved it, the last is"
                                                    + " change ")
                                    + track.movedBy.id()
                            : "its value by difference does not fit the column";
        } else if (!Values.isKnown(head)) {
            fate = PlannedCell.Fate.UNPROVABLE;
            reason = "its value now is not proven: " + Values.why(head);
        }
        return Optional.of(
                new PlannedCell(
                        column.name(), fate, good, track.bad, head, track.last.id(), reason));
    }

    private static RowState stateOf(List<PlannedCell> cells, Optional<Undo> undo) {
        if (has(cells, PlannedCell.Fate.UNPROVABLE)) {
            return RowState.UNPROVABLE;
        }
        if (has(cells, PlannedCell.Fate.KEPT)) {
            return RowState.KEPT_LATER;
        }
        if (undo.isPresent()) {
            return RowState.READY;
        }
        return has(cells, PlannedCell.Fate.ALREADY)
                ? RowState.ALREADY_REVERTED
                : RowState.NOTHING_TO_DO;
    }

    private static boolean has(List<PlannedCell> cells, PlannedCell.Fate fate) {
        return cells.stream().anyMatch(c -> c.fate() == fate);
    }

    private static String reasonOf(Draft draft, Optional<Undo> undo) {
        List<String> parts = new ArrayList<>();
        if (undo.isPresent()) {
            parts.add(
                    undo.get().derived()
                            ? "the reference followed its parent ("
                                    + draft.lastEffect().rule()
                                    + "), which the server does not log: derived from the foreign"
                                    + " key"
                            : "put back: " + names(draft.cells, PlannedCell.Fate.UNDO));
        }
        addNames(parts, draft.cells, PlannedCell.Fate.KEPT, "written again since and kept: ");
        addNames(parts, draft.cells, PlannedCell.Fate.ALREADY, "already back: ");
        addNames(parts, draft.cells, PlannedCell.Fate.UNPROVABLE, "not proven: ");
        addNames(parts, draft.cells, PlannedCell.Fate.NOT_ASKED, "not asked for: ");
        return parts.isEmpty()
                ? draft.fold.isSuperseded()
                        ? "the row was inserted anew since"
                        : "the selected changes left no difference"
                : String.join("; ", parts);
    }

    private static void addNames(
            List<String> parts, List<PlannedCell> cells, PlannedCell.Fate fate, String intro) {
        if (has(cells, fate)) {
            parts.add(intro + names(cells, fate));
        }
    }

    private static String names(List<PlannedCell> cells, PlannedCell.Fate fate) {
        return String.join(
                ", ",
                cells.stream().filter(c -> c.fate() == fate).map(PlannedCell::column).toList());
    }

    /// What is gathered while one row is planned.
    private final class Draft {
        final Replay.Row row;
        final RowFold fold;
        final SchemaVersion head;
        final List<PlannedCell> cells = new ArrayList<>();
        final List<Change> bad = new ArrayList<>();
        private final List<Witness> witnesses = new ArrayList<>();
        private boolean waived;

        Draft(Replay.Row row, RowFold fold) {
            this.row = row;
            this.fold = fold;
            this.head = row.head();
            List<Witness> told = new ArrayList<>();
            for (Version version : row.versions()) {
                if (selected.test(version.id())) {
                    waived |= options.waived().contains(version.id());
                    bad.add(version.change());
                    told.add(Witness.of("bad write", version.change()));
                }
            }
            for (HiddenEffect effect : row.effects()) {
                boolean isBad = effect.bad();
                waived |= isBad && options.waived().contains(effect.cause().id());
                told.add(
                        Witness.of(
                                (isBad ? "bad " : "")
                                        + effect.cause().op().word()
                                        + " of its parent in "
                                        + effect.key().parent(),
                                effect.cause()));
            }
            row.consequences()
                    .forEach(c -> told.add(Witness.of("consequence of a bad reference", c)));
            if (!row.effects().isEmpty() && !row.versions().isEmpty()) {
                told.add(Witness.of("last logged state", row.versions().getLast().change()));
            }
            if (told.size() > Witness.MOST) {
                told.subList(Witness.MOST / 2, told.size() - Witness.MOST / 2).clear();
            }
            witnesses.addAll(told);
        }

        void witness(String role, Change change) {
            boolean known = witnesses.stream().anyMatch(w -> w.change() == change.id());
            if (!known && witnesses.size() < 2 * Witness.MOST) {
                witnesses.add(Witness.of(role, change));
            }
        }

        HiddenEffect lastEffect() {
            return row.effects().getLast();
        }

        boolean isDerivedDelete() {
            Change by = fold.badDelete();
            return by != null
                    && row.effects().stream()
                            .anyMatch(e -> e.deletes() && e.cause().id() == by.id());
        }

        /// All columns that are known now and are not generated.
        List<Cell> wholeNow() {
            List<Cell> whole = new ArrayList<>();
            for (int i = 0; i < head.columns().size(); i++) {
                Column column = head.columns().get(i);
                if (!column.isGenerated() && Values.isKnown(fold.now(i))) {
                    whole.add(new Cell(column, fold.now(i)));
                }
            }
            return whole;
        }

        /// The key that the row has now (no cells where the table has no key); empty where a part of it is not known.
        Optional<List<Cell>> keyNow() {
            List<Cell> key = new ArrayList<>();
            for (int i : head.keyColumns()) {
                if (!Values.isKnown(fold.now(i))) {
                    return Optional.empty();
                }
                key.add(new Cell(head.columns().get(i), fold.now(i)));
            }
            if (key.isEmpty()) {
                long named = head.columns().stream().filter(c -> !c.isGenerated()).count();
                return wholeNow().size() == named ? Optional.of(key) : Optional.empty();
            }
            return Optional.of(key);
        }

        PlannedRow done(RowState state, String reason, Optional<Undo> undo) {
            boolean waive = waived && state == RowState.CONFLICT && undo.isPresent();
            Optional<Undo> kept = state == RowState.CONFLICT && !waive ? Optional.empty() : undo;
            Change last = fold.lastBad();
            return new PlannedRow(
                    0,
                    row.tableId(),
                    head,
                    keyText(),
                    state,
                    reason,
                    cells,
                    kept,
                    fold.isHiddenBad(),
                    waived && state.blocks() ? reason : "",
                    last == null ? 0 : last.id(),
                    witnesses,
                    row.versions().getFirst().id(),
                    kept.map(u -> Claim.of(tables, row, u)).orElse(List.of()),
                    Detour.NONE,
                    fold.exists() ? List.of(fold.nowValues()) : List.of());
        }

        private String keyText() {
            List<ColumnValue> parts = Arrays.stream(head.keyColumns()).mapToObj(fold::now).toList();
            return new RowKey(parts, parts.isEmpty()).toString();
        }
    }
}
