package org.rowback.history.revert;

import org.rowback.history.ties.CauseEdge;
import org.rowback.history.ties.CauseRule;

import java.util.ArrayList;
import java.util.List;

/// The ties of a planned row: the strong part of the graph of causes, as far as it bears on the row.
final class PlannedTies {
    private PlannedTies() {}

    static List<CauseEdge> of(PlannedRow row) {
        List<CauseEdge> ties = new ArrayList<>();
        for (Witness witness : row.witnesses()) {
            if (witness.rule().isPresent()) {
                long bad = badBefore(row, witness.change());
                ties.add(
                        new CauseEdge(
                                Math.min(bad, witness.change()),
                                Math.max(bad, witness.change()),
                                witness.rule().get(),
                                witness.role()));
            } else if (witness.isParents()) {
                row.witnesses().stream()
                        .filter(w -> w.isLastState() && w.change() != witness.change())
                        .map(Witness::change)
                        .findFirst()
                        .ifPresent(
                                last ->
                                        ties.add(
                                                new CauseEdge(
                                                        witness.change(),
                                                        -last,
                                                        CauseRule.CASCADE,
                                                        witness.role())));
            }
        }
        return ties;
    }

    /// The last bad write of the row before a change, or the last of all.
    private static long badBefore(PlannedRow row, long change) {
        return row.witnesses().stream()
                .filter(w -> w.isBad() && w.change() < change)
                .mapToLong(Witness::change)
                .max()
                .orElse(row.lastBad());
    }
}
