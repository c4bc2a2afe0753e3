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
/// @param zone in which the times of the filter are meant
/// @param by who planned it; empty where nobody says so
public record ReportContext(
        String command, Optional<Simulation> simulation, Mask mask, String zone, String by) {
    public static ReportContext of(String command) {
        return new ReportContext(command, Optional.empty(), Mask.NONE, "UTC", "");
    }

    public static ReportContext of(String command, Simulation simulation) {
        return new ReportContext(command, Optional.of(simulation), Mask.NONE, "UTC", "");
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
