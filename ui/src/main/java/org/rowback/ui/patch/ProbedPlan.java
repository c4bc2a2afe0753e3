package org.rowback.ui.patch;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.history.revert.ProbeResults;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.history.revert.Selection;

import java.util.List;
import java.util.Optional;

/// A plan, decided again on what a preflight found where somebody brought that back.
///
/// @param plan what holds
/// @param asked the id of what the log alone comes to: a preflight has to be of that
/// @param decided the results that it rests on; empty where none were brought, or they are of another patch
/// @param drifts what they found otherwise than planned
record ProbedPlan(
        RevertPlan plan, String asked, Optional<ProbeResults> decided, List<Drift> drifts) {
    static ProbedPlan of(
            History history,
            Selection selection,
            RevertOptions options,
            Optional<ProbeResults> brought,
            ImportMonitor monitor)
            throws RowbackException {
        RevertPlan asked = RevertPlanner.plan(history, selection, options, monitor);
        if (brought.filter(results -> results.patchId().equals(asked.id())).isEmpty()) {
            return new ProbedPlan(asked, asked.id(), Optional.empty(), List.of());
        }
        ProbeResults results = brought.get();
        RevertPlan plan = RevertPlanner.decideAgain(history, selection, asked, results, monitor);
        return new ProbedPlan(plan, asked.id(), brought, Drift.of(asked, plan, results, monitor));
    }
}
