package org.rowback.history.revert;

import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Source;
import org.rowback.history.model.TableName;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an undo of a selection comes to: every touched row with its state, and the statements in the order in which
/// they are to run. Immutable.
///
/// @param id the same for the same plan: everything exported from it carries it
/// @param description what selected the changes
/// @param selected how many changes were selected
/// @param voided how many of them do not count as history and were ignored
/// @param rows those with a statement first, in the order of the patch; then the others
/// @param warnings what a reader has to know, one sentence each
/// @param firstTimeMicros commit time of the first selected change
/// @param lastTimeMicros commit time of the last selected change
/// @param timeline how many changes there were around the selected ones
/// @param dependants how many good changes are undone too because the undo of the selected ones needs it
/// @param selection what was selected, so that it can be selected again
/// @param atomicity which bad transactions come apart
/// @param actors who made the selected changes, the most active first
/// @param server the newest source's server, e.g. `MariaDB 10.11.8`; empty where not known
public record RevertPlan(
        String id,
        String description,
        RevertOptions options,
        long selected,
        long voided,
        List<PlannedRow> rows,
        List<String> warnings,
        long firstTimeMicros,
        long lastTimeMicros,
        Timeline timeline,
        List<Actor> actors,
        String server,
        List<Source> sources,
        long dependants,
        Stored selection,
        LostAtomicity atomicity) {
    /// What was selected, so that it can be selected again.
    ///
    /// @param filter the text of a filter; empty where changes were picked
    /// @param picked ids of the changes, as ranges; empty where a filter says it
    public record Stored(String filter, String picked) {
        static Stored of(Selection selection, java.util.BitSet ids) {
            return selection.filter().isEmpty()
                    ? new Stored("", Ranges.text(ids))
                    : new Stored(selection.filter(), "");
        }
    }

    public RevertPlan {
        rows = PlannedRows.of(rows);
        warnings = List.copyOf(warnings);
        actors = List.copyOf(actors);
        sources = List.copyOf(sources);
    }

    /// The same rows judged in another mode, for comparing: its id stays.
    RevertPlan in(RevertOptions.Mode mode) {
        return new RevertPlan(
                id,
                description,
                options.in(mode),
                selected,
                voided,
                rows,
                warnings,
                firstTimeMicros,
                lastTimeMicros,
                timeline,
                actors,
                server,
                sources,
                dependants,
                selection,
                atomicity);
    }

    /// The same plan, which undoes good changes too, and says so.
    RevertPlan withDependants(long count, Stored chosen) {
        List<String> told = new ArrayList<>(warnings);
        if (count > 0) {
            told.add(
                    count
                            + " changes that are not selected depend on the selected ones and are"
                            + " undone with them: what they wrote is lost");
        }
        return new RevertPlan(
                id,
                description,
                options,
                selected,
                voided,
                rows,
                told,
                firstTimeMicros,
                lastTimeMicros,
                timeline,
                actors,
                server,
                sources,
                count,
                chosen,
                atomicity);
    }

    /// The rows that have a statement, in the order of the patch.
    public List<PlannedRow> statements() {
        return rows.subList(0, (int) statementCount());
    }

    /// What is run, in order: one statement for each of these rows, and more where rows stand in each other's way.
    public List<Step> steps() {
        return new Steps(planned());
    }

    /// One step for each row that has a statement, whatever [Detour] it takes when it is run.
    public List<Step> wholeSteps() {
        List<PlannedRow> statements = statements();
        return new AbstractList<>() {
            @Override
            public Step get(int index) {
                PlannedRow row = statements.get(index);
                return new Step(row, row.undo().orElseThrow());
            }

            @Override
            public int size() {
                return statements.size();
            }
        };
    }

    public long statementCount() {
        return planned().statements();
    }

    private PlannedRows planned() {
        return (PlannedRows) rows;
    }

    /// How many rows are in each state.
    public Map<RowState, Long> counts() {
        Map<RowState, Long> counts = new EnumMap<>(RowState.class);
        planned()
                .tables()
                .values()
                .forEach(t -> t.forEach((state, count) -> counts.merge(state, count, Long::sum)));
        return counts;
    }

    /// The same by table.
    public Map<TableName, Map<RowState, Long>> tables() {
        return Collections.unmodifiableMap(planned().tables());
    }

    /// How many rows keep a strict plan from being exported.
    public long open() {
        return planned().open().cardinality();
    }

    /// Why the plan may not be exported; empty where it may.
    public Optional<String> refusal() {
        if (options.mode() == RevertOptions.Mode.NONCONFLICTING) {
            return Optional.empty();
        }
        BitSet blocking = planned().open();
        if (blocking.isEmpty()) {
            return Optional.empty();
        }
        PlannedRow first = rows.get(blocking.nextSetBit(0));
        int count = blocking.cardinality();
        return Optional.of(
                count
                        + (count == 1 ? " row is" : " rows are")
                        + " in conflict, blocked or unprovable, the first "
                        + first.table()
                        + " "
                        + first.key()
                        + ": "
                        + first.reason()
                        + "; use --mode nonconflicting to leave such rows out, or decide them with"
                        + " --decisions or --waive");
    }

    /// Refuses what may not be exported.
    public void requireExportable() throws RowbackException.Refused {
        Optional<String> refusal = refusal();
        if (refusal.isPresent()) {
            throw new RowbackException.Refused(refusal.get());
        }
    }
}
