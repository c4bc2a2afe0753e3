package org.rowback.history.report;

import org.rowback.history.revert.PlannedRow;
import org.rowback.history.simulation.Proof;
import org.rowback.history.simulation.Simulation;
import org.rowback.history.simulation.StatementOutcome;

import java.util.Optional;

/// What goes with a plan into its patch.
///
/// @param command what made the plan; empty where it was the window
/// @param simulation what each statement would do; empty where that was not tried
/// @param mask columns whose values reviewers do not see
public record ReportContext(String command, Optional<Simulation> simulation, Mask mask) {
    public static ReportContext of(String command) {
        return new ReportContext(command, Optional.empty(), Mask.NONE);
    }

    public static ReportContext of(String command, Simulation simulation) {
        return new ReportContext(command, Optional.of(simulation), Mask.NONE);
    }

    /// What the statement of a row would do.
    public Optional<StatementOutcome> outcome(PlannedRow row) {
        return simulation.flatMap(s -> s.of(row.number()));
    }

    /// How well the evidence carries what the patch does to a row.
    public Optional<Proof> proof(PlannedRow row) {
        return Proof.of(row, outcome(row));
    }
}
