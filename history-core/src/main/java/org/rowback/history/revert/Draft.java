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

/// What is gathered while one row is planned: the changes that its plan rests on, what the user decided of it, and what
/// becomes of its columns.
final class Draft {
    final Replay.Row row;
    final RowFold fold;
    final SchemaVersion head;
    final Decisions.OfRow decisions;
    final List<PlannedCell> cells = new ArrayList<>();

    /// The selected changes of the row.
    final List<Change> bad = new ArrayList<>();

    private final Tables tables;
    private final List<Witness> witnesses = new ArrayList<>();

    /// Whether the user accepts what stands in the way of one of the row's changes.
    private final boolean waived;

    Draft(Tables tables, RevertOptions options, LongPredicate selected, Replay.Row row) {
        this.tables = tables;
        this.row = row;
        this.fold = row.fold();
        this.head = row.head();
        List<Witness> told = new ArrayList<>();
        boolean accepted = false;
        for (Version version : row.versions()) {
            if (selected.test(version.id())) {
                accepted |= options.waived().contains(version.id());
                bad.add(version.change());
                told.add(Witness.of(Witness.Role.BAD, version.change()));
            }
        }
        for (HiddenEffect effect : row.effects()) {
            boolean isBad = effect.bad();
            accepted |= isBad && options.waived().contains(effect.cause().id());
            told.add(
                    Witness.of(
                            (isBad ? "bad " : "")
                                    + effect.cause().op().word()
                                    + " of its parent in "
                                    + effect.key().parent(),
                            effect.cause()));
        }
        row.lost().forEach(l -> told.add(Witness.of(Witness.Role.BAD, l.by())));
        row.consequences().forEach(c -> told.add(Witness.of(Witness.Role.CONSEQUENCE, c)));
        if (!row.effects().isEmpty() && !row.versions().isEmpty()) {
            told.add(Witness.of(Witness.Role.LAST_STATE, row.versions().getLast().change()));
        }
        if (told.size() > Witness.MOST) {
            told.subList(Witness.MOST / 2, told.size() - Witness.MOST / 2).clear();
        }
        witnesses.addAll(told);
        decisions = options.decisions().of(head.table(), keyText(), this::isOf);
        waived = accepted;
    }

    private boolean isOf(long change) {
        return row.versions().stream().anyMatch(v -> v.id() == change)
                || row.effects().stream().anyMatch(e -> e.bad() && e.cause().id() == change);
    }

    void witness(Witness.Role role, Change change) {
        witness(role.label(), change);
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
                && row.effects().stream().anyMatch(e -> e.deletes() && e.cause().id() == by.id());
    }

    Column column(int i) {
        return head.columns().get(i);
    }

    /// All columns that are known now and are not generated.
    List<Cell> wholeNow() {
        List<Cell> whole = new ArrayList<>();
        for (int i = 0; i < head.columns().size(); i++) {
            if (!column(i).isGenerated() && Values.isKnown(fold.now(i))) {
                whole.add(new Cell(column(i), fold.now(i)));
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
            key.add(new Cell(column(i), fold.now(i)));
        }
        if (key.isEmpty()) {
            long named = head.columns().stream().filter(c -> !c.isGenerated()).count();
            return wholeNow().size() == named ? Optional.of(key) : Optional.empty();
        }
        return Optional.of(key);
    }

    List<Claim> claims(Undo undo) {
        return Claim.of(tables, row, undo);
    }

    /// The row in a state in which nothing good hands wrote is in question.
    PlannedRow done(RowState state, String reason, Optional<Undo> undo) {
        boolean blocks = state.isLeftOut();
        if (decisions.isKept() && (undo.isPresent() || blocks)) {
            return made(
                    blocks ? state : RowState.NOTHING_TO_DO,
                    Resolution.BY_USER,
                    "left as it is by decision; else: " + reason,
                    Optional.empty(),
                    "");
        }
        boolean accepted = blocks && isAccepted(undo);
        Resolution resolution =
                accepted ? Resolution.BY_USER : blocks ? Resolution.OPEN : Resolution.CLEAR;
        return made(state, resolution, reason, undo, accepted ? reason : "");
    }

    /// The row whose undo would harm as a whole what good hands did since.
    ///
    /// @param undo what would be done anyway
    PlannedRow conflict(RowState state, String reason, Optional<Undo> undo) {
        if (decisions.isKept()) {
            String left = "left as it is by decision: " + reason;
            return made(state, Resolution.BY_USER, left, Optional.empty(), "");
        }
        boolean accepted = isAccepted(undo);
        if (accepted && undo.isPresent()) {
            return made(RowState.READY, Resolution.BY_USER, reason, undo, reason);
        }
        boolean cannot = decisions.isReverted() && !accepted;
        return made(
                state,
                accepted ? Resolution.BY_USER : Resolution.OPEN,
                cannot ? reason + "; the log does not prove enough to undo it anyway" : reason,
                Optional.empty(),
                accepted ? reason : "");
    }

    /// Whether the user accepts what stands in the way; what was decided to be undone has to have a statement for it.
    private boolean isAccepted(Optional<Undo> undo) {
        return waived || (decisions.isReverted() && undo.isPresent());
    }

    /// The row with what becomes of its columns.
    ///
    /// @param waiver later values that are overruled
    PlannedRow columns(RowState state, String reason, Optional<Undo> undo, String waiver) {
        boolean decided = cells.stream().anyMatch(PlannedCell::decided);
        boolean byRule = cells.stream().anyMatch(c -> c.isConflict() && !c.decided());
        boolean unproven = state == RowState.UNPROVABLE;
        boolean accepted = unproven && isAccepted(undo);
        Resolution resolution =
                unproven && !accepted
                        ? Resolution.OPEN
                        : byRule
                                ? Resolution.BY_RULE
                                : decided || accepted ? Resolution.BY_USER : Resolution.CLEAR;
        String all = accepted ? (waiver.isEmpty() ? reason : waiver + "; " + reason) : waiver;
        return made(state, resolution, reason, undo, all);
    }

    private PlannedRow made(
            RowState state,
            Resolution resolution,
            String reason,
            Optional<Undo> undo,
            String waiver) {
        Change last = fold.lastBad();
        return new PlannedRow(
                0,
                row.tableId(),
                head,
                keyText(),
                state,
                resolution,
                reason,
                cells,
                undo,
                fold.isHiddenBad(),
                waiver,
                last == null ? 0 : last.id(),
                witnesses,
                row.versions().getFirst().id(),
                undo.map(this::claims).orElse(List.of()),
                Detour.NONE,
                fold.exists() ? List.of(fold.nowValues()) : List.of());
    }

    private String keyText() {
        List<ColumnValue> parts = Arrays.stream(head.keyColumns()).mapToObj(fold::now).toList();
        return new RowKey(parts, parts.isEmpty()).toString();
    }
}
