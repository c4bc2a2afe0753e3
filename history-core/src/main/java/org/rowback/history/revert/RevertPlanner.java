package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;

import java.util.EnumMap;
import java.util.Map;

/// Plans the undo of selected changes from the log alone.
public final class RevertPlanner {
    private RevertPlanner() {}

    /// Plans. The plan may hold conflicts; whether it may be exported says [RevertPlan#refusal()].
    ///
    /// @throws RowbackException.BadInput where nothing is selected
    public static RevertPlan plan(
            History history, Selection selection, RevertOptions options, ImportMonitor monitor)
            throws RowbackException {
        return options.mode() == RevertOptions.Mode.CASCADE
                ? new Cascade(history, selection, options, monitor).plan()
                : new Planning(history, selection, options, monitor).plan();
    }

    /// Plans with what a preflight of the same plan found on the server: conflicts are decided again on real values.
    ///
    /// @throws RowbackException.BadInput where the results are of another plan
    public static RevertPlan plan(
            History history,
            Selection selection,
            RevertOptions options,
            ProbeResults results,
            ImportMonitor monitor)
            throws RowbackException {
        RevertPlan asked = plan(history, selection, options, monitor);
        return decideAgain(history, selection, asked, results, monitor);
    }

    /// Decides again, on what a preflight of a plan found on the server.
    ///
    /// @param asked the plan whose preflight was run
    /// @throws RowbackException.BadInput where the results are of another plan
    public static RevertPlan decideAgain(
            History history,
            Selection selection,
            RevertPlan asked,
            ProbeResults results,
            ImportMonitor monitor)
            throws RowbackException {
        return plan(history, selection, asked.options().with(Probes.of(asked, results)), monitor);
    }

    /// What keeping later differences would come to, by column, with the evidence.
    ///
    /// @param known what was planned of the selection
    public static RelativeOutcomes compareRelative(
            History history, Selection selection, RevertPlan known, ImportMonitor monitor)
            throws RowbackException {
        return RelativeOutcomes.of(history, selection, known, monitor);
    }

    /// What each word on collisions would come to, so that the user can choose; empty where they all come to the same.
    ///
    /// @param known what was planned of the selection with one of them
    public static Map<RevertOptions.Collisions, CollisionOutcome> compareCollisions(
            History history, Selection selection, RevertPlan known, ImportMonitor monitor)
            throws RowbackException {
        Map<RevertOptions.Collisions, CollisionOutcome> outcomes =
                new EnumMap<>(RevertOptions.Collisions.class);
        if (!CollisionOutcome.isAsked(known)) {
            return outcomes;
        }
        RevertOptions options = known.options();
        for (RevertOptions.Collisions word : RevertOptions.Collisions.values()) {
            RevertPlan plan =
                    word == options.collisions()
                            ? known
                            : plan(history, selection, options.with(word), monitor);
            outcomes.put(word, CollisionOutcome.of(plan));
        }
        return outcomes.values().stream().distinct().count() == 1 ? Map.of() : outcomes;
    }

    /// What each mode would come to, so that the user can choose.
    ///
    /// @param known what was planned of the selection in one of the modes
    public static Map<RevertOptions.Mode, ModeOutcome> compare(
            History history, Selection selection, RevertPlan known, ImportMonitor monitor)
            throws RowbackException {
        RevertOptions options = known.options();
        boolean isCascade = options.mode() == RevertOptions.Mode.CASCADE;
        RevertPlan alone =
                isCascade
                        ? plan(
                                history,
                                selection,
                                options.in(RevertOptions.Mode.NONCONFLICTING),
                                monitor)
                        : known;
        Map<RevertOptions.Mode, ModeOutcome> outcomes = new EnumMap<>(RevertOptions.Mode.class);
        for (RevertOptions.Mode mode : RevertOptions.Mode.values()) {
            RevertPlan plan =
                    mode != RevertOptions.Mode.CASCADE
                            ? alone.in(mode)
                            : isCascade
                                    ? known
                                    : new Cascade(history, selection, options.in(mode), monitor)
                                            .planFrom(alone.in(mode));
            outcomes.put(mode, ModeOutcome.of(plan));
        }
        return outcomes;
    }
}
