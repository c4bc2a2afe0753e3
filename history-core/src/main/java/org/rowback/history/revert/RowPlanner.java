package org.rowback.history.revert;

import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;

import java.util.Optional;
import java.util.function.LongPredicate;

/// Turns what came of one row into its place in a plan.
final class RowPlanner {
    private final Tables tables;
    private final RevertOptions options;
    private final LongPredicate selected;
    private final DecisionsUsed used;
    private final WholeRows wholeRows;
    private final PlannedColumns columns;
    private final Constraints constraints = new Constraints();

    RowPlanner(
            Tables tables, RevertOptions options, Differences differences, LongPredicate selected) {
        this.tables = tables;
        this.options = options;
        this.selected = selected;
        this.used = new DecisionsUsed(options.decisions());
        this.wholeRows = new WholeRows(options);
        this.columns = new PlannedColumns(tables, options, differences);
    }

    /// @throws RowbackException.BadInput where the user gave a value that its column cannot hold
    PlannedRow plan(Replay.Row row) throws RowbackException.BadInput {
        Draft draft = new Draft(tables, options, selected, row);
        PlannedRow planned = planFromLog(draft);
        used.note(planned, draft.decisions);
        Optional<ProbedRow> asked = options.probes().of(planned.lineage());
        Optional<String> refusal = asked.flatMap(ProbedRow::refusal);
        if (refusal.isPresent()) {
            return Constraints.refused(planned, refusal.get(), options);
        }
        PlannedRow probed =
                asked.map(found -> found.decide(planned, u -> Claim.of(tables, row, u)))
                        .orElse(planned);
        return constraints.judge(probed, options);
    }

    /// What was decided of nothing that is planned, in one sentence; empty where there is no such decision.
    Optional<String> unused() {
        return used.unused();
    }

    private PlannedRow planFromLog(Draft draft) throws RowbackException.BadInput {
        RowFold fold = draft.fold;
        if (!Tables.areNamed(draft.head)) {
            return draft.done(
                    RowState.UNPROVABLE,
                    "the columns of "
                            + draft.head.table()
                            + " are known by position only: import a schema file to name them",
                    Optional.empty());
        }
        HiddenEffect goneWith = fold.goneWith();
        if (goneWith != null && !fold.goodExists()) {
            return wouldBeGone(draft, goneWith);
        }
        RowFold.Reuse reuse = fold.reused();
        if (reuse != null) {
            // What bad writes did to the row that came after is undone all the same.
            return wholeRows.keyReused(
                    draft,
                    reuse,
                    fold.goodExists() ? Optional.of(putBack(draft)) : Optional.empty());
        }
        if (!fold.goodExists()) {
            return fold.exists() ? wholeRows.takeAway(draft) : bothGone(draft);
        }
        return putBack(draft);
    }

    private PlannedRow putBack(Draft draft) throws RowbackException.BadInput {
        return draft.fold.exists() ? columns.putBack(draft) : wholeRows.putBack(draft);
    }

    private static PlannedRow wouldBeGone(Draft draft, HiddenEffect with) {
        draft.witness(with.cause().op().word() + " of its parent", with.cause());
        String why =
                "its parent went since ("
                        + with.rule()
                        + "), by change "
                        + with.cause().id()
                        + ", which is not selected: it would have gone with it";
        return draft.fold.exists()
                ? draft.conflict(
                        RowState.CONFLICT_BY_HISTORY,
                        why + ", and is still there",
                        Optional.empty())
                : draft.done(RowState.NOTHING_TO_DO, why, Optional.empty());
    }

    private static PlannedRow bothGone(Draft draft) {
        Change by = draft.fold.goodDelete();
        if (by != null && draft.fold.isSuperseded()) {
            draft.witness(Witness.Role.LATER_DELETE, by);
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
}
