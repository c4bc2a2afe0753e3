package org.rowback.history.revert;

import org.rowback.history.model.RowbackException;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What was found on the server of rows that are not there as the log leaves them, by the rows' lineage.
///
/// @param sha256 of the file that says so; empty where nothing was asked
/// @param rows by the id of the first change of the row
public record Probes(String sha256, Map<Long, ProbedRow> rows) {
    public static final Probes NONE = new Probes("", Map.of());

    public Probes {
        rows = Map.copyOf(rows);
    }

    boolean isEmpty() {
        return sha256.isEmpty();
    }

    Optional<ProbedRow> of(long lineage) {
        return Optional.ofNullable(rows.get(lineage));
    }

    /// @param plan whose preflight was run
    static Probes of(RevertPlan plan, ProbeResults results) throws RowbackException.BadInput {
        if (!plan.id().equals(results.patchId())) {
            throw new RowbackException.BadInput(
                    "these results are of patch "
                            + results.patchId()
                            + ", but what is selected now plans patch "
                            + plan.id()
                            + ": write that one with --out, run its preflight.sql, and bring those"
                            + " results back");
        }
        Map<Long, ProbedRow> rows = new HashMap<>();
        for (PlannedRow row : plan.statements()) {
            ProbeResults.Row found = results.rows().get(row.number());
            if (found != null) {
                int asked = row.undo().orElseThrow().probed().size();
                boolean told = !found.isAlready() && found.isThere();
                if (told && !found.cells().isEmpty() && found.cells().size() != asked) {
                    throw new RowbackException.BadInput(
                            "the results tell "
                                    + found.cells().size()
                                    + " columns of statement "
                                    + row.number()
                                    + ", which asks for "
                                    + asked
                                    + ": bring back what preflight.sql printed, unaltered");
                }
                rows.put(row.lineage(), new ProbedRow(found));
            }
        }
        if (rows.size() != results.rows().size()) {
            throw new RowbackException.BadInput(
                    "the results name statements that patch " + plan.id() + " does not have");
        }
        return new Probes(results.sha256(), rows);
    }
}
