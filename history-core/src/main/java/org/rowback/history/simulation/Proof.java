package org.rowback.history.simulation;

import org.rowback.history.revert.PlannedCell;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RowState;

import java.util.Locale;
import java.util.Optional;

/// How well the evidence carries what a patch does to a row.
///
/// @param reason one sentence; empty where all is proven
public record Proof(Level level, String reason) {
    private static final Proof WHOLE = new Proof(Level.PROVEN, "");

    /// From well to badly known.
    public enum Level {
        /// The log shows the value before, the bad one, and that nothing came after.
        PROVEN,
        /// A rule or the user says so, not the log.
        ASSUMED,
        /// The evidence leaves something open.
        UNKNOWN;

        /// As it is printed.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Of a row; empty where the patch does nothing to it for a reason that the log shows.
    ///
    /// @param simulated what its statement would do, where that was tried
    public static Optional<Proof> of(PlannedRow row, Optional<StatementOutcome> simulated) {
        if (row.undo().isEmpty()) {
            return row.state() == RowState.UNPROVABLE
                    ? Optional.of(new Proof(Level.UNKNOWN, row.reason()))
                    : Optional.empty();
        }
        Optional<StatementOutcome> open = simulated.filter(o -> !o.isDecided());
        if (row.state() == RowState.UNPROVABLE) {
            return Optional.of(new Proof(Level.UNKNOWN, row.reason()));
        }
        if (open.isPresent()) {
            return Optional.of(
                    new Proof(
                            Level.UNKNOWN,
                            "not known is " + String.join("; ", open.get().questions())));
        }
        if (!row.waiver().isEmpty()) {
            return Optional.of(new Proof(Level.ASSUMED, "waived: " + row.waiver()));
        }
        if (row.derived() || row.undo().get().derived()) {
            return Optional.of(
                    new Proof(
                            Level.ASSUMED,
                            "a foreign key's action that the log does not hold is taken to have"
                                    + " happened"));
        }
        if (row.cells().stream().anyMatch(c -> c.fate() == PlannedCell.Fate.NEW_KEY)) {
            return Optional.of(
                    new Proof(Level.ASSUMED, "a new key stands for one that another row has"));
        }
        if (row.cells().stream().anyMatch(c -> c.fate() == PlannedCell.Fate.OWN)) {
            return Optional.of(new Proof(Level.ASSUMED, "a value is the user's own"));
        }
        boolean moved =
                row.cells().stream()
                        .anyMatch(
                                c ->
                                        c.fate() == PlannedCell.Fate.UNDO
                                                && c.reason()
                                                        .startsWith(PlannedCell.BY_DIFFERENCE));
        if (row.cells().stream().anyMatch(c -> isMergedText(row, c))) {
            return Optional.of(
                    new Proof(
                            Level.ASSUMED,
                            "text that holds JSON is taken to have been written by path"));
        }
        return Optional.of(
                moved
                        ? new Proof(
                                Level.ASSUMED,
                                "later writes are taken to have moved a value by a difference")
                        : WHOLE);
    }

    private static boolean isMergedText(PlannedRow row, PlannedCell cell) {
        return cell.fate() == PlannedCell.Fate.UNDO
                && cell.reason().startsWith(PlannedCell.BY_PATH)
                && row.undo().stream()
                        .flatMap(u -> u.inPlace().stream())
                        .noneMatch(c -> c.name().equals(cell.column()));
    }
}
