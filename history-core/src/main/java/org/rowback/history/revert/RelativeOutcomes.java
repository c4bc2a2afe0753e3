package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What keeping later differences would come to, so that the user can choose.
///
/// @param columns those that can be kept as differences; empty where there is nothing to choose
/// @param without what the plan comes to where none is
/// @param all the same with every column that shows it
/// @param alone the same with one column; some are missing where planning each by itself would take long
public record RelativeOutcomes(
        List<RelativeColumn> columns,
        Optional<ModeOutcome> without,
        Optional<ModeOutcome> all,
        Map<RelativeColumn, ModeOutcome> alone) {
    public static final RelativeOutcomes NONE =
            new RelativeOutcomes(List.of(), Optional.empty(), Optional.empty(), Map.of());

    /// Larger selections are not planned once for each column.
    private static final long LARGE = 50_000;

    public RelativeOutcomes {
        columns = List.copyOf(columns);
        alone = Map.copyOf(alone);
    }

    /// @param known what was planned of the selection
    static RelativeOutcomes of(
            History history, Selection selection, RevertPlan known, ImportMonitor monitor)
            throws RowbackException {
        boolean asked =
                known.rows().stream()
                        .flatMap(row -> row.cells().stream())
                        .anyMatch(cell -> Differences.isNumber(cell.bad()));
        if (!asked) {
            return NONE;
        }
        RevertOptions options = known.options();
        RevertOptions all = options.withRelative(Set.of(RevertOptions.ALL));
        LaterNumbers later = new LaterNumbers();
        RevertPlan counted = new Planning(history, selection, all, monitor, later).plan();
        List<RelativeColumn> columns = later.columns(new Tables(history));
        if (columns.isEmpty()) {
            return NONE;
        }
        boolean isCascade = options.mode() == RevertOptions.Mode.CASCADE;
        Map<RelativeColumn, ModeOutcome> alone = new LinkedHashMap<>();
        for (RelativeColumn column :
                known.selected() > LARGE ? List.<RelativeColumn>of() : columns) {
            alone.put(column, outcome(history, selection, known, Set.of(column.name()), monitor));
        }
        return new RelativeOutcomes(
                columns,
                Optional.of(outcome(history, selection, known, Set.of(), monitor)),
                Optional.of(
                        ModeOutcome.of(
                                isCascade
                                        ? RevertPlanner.plan(history, selection, all, monitor)
                                        : counted)),
                alone);
    }

    private static ModeOutcome outcome(
            History history,
            Selection selection,
            RevertPlan known,
            Set<String> relative,
            ImportMonitor monitor)
            throws RowbackException {
        return ModeOutcome.of(
                known.options().relative().equals(relative)
                        ? known
                        : RevertPlanner.plan(
                                history,
                                selection,
                                known.options().withRelative(relative),
                                monitor));
    }
}
