package org.rowback.history.revert;

import java.util.Map;

/// What a plan comes to with one word on collisions, for choosing between them.
///
/// @param newKeys rows that would come back with a new key
/// @param following rows that would refer to such a key
/// @param kept rows that would be kept in a quarantine
/// @param blocked rows that would stay as they are, because something stands in the way of them as a whole
public record CollisionOutcome(long newKeys, long following, long kept, long blocked) {
    static CollisionOutcome of(RevertPlan plan) {
        long newKeys = 0;
        long following = 0;
        long kept = 0;
        boolean plain = plan.options().collisions() == RevertOptions.Collisions.REFUSE;
        for (PlannedRow row : plain ? java.util.List.<PlannedRow>of() : plan.statements()) {
            kept += Quarantine.holds(row) ? 1 : 0;
            if (row.cells().stream().anyMatch(c -> c.fate() == PlannedCell.Fate.NEW_KEY)) {
                boolean named =
                        row.cells().stream()
                                .filter(c -> c.fate() == PlannedCell.Fate.NEW_KEY)
                                .anyMatch(c -> row.schema().primaryKey().contains(c.column()));
                newKeys += named ? 1 : 0;
                following += named ? 0 : 1;
            }
        }
        return new CollisionOutcome(newKeys, following, kept, stays(plan));
    }

    /// Whether something stands in the way of rows, or would without the plan's word on it.
    static boolean isAsked(RevertPlan plan) {
        return plan.options().collisions() != RevertOptions.Collisions.REFUSE || stays(plan) > 0;
    }

    private static long stays(RevertPlan plan) {
        Map<RowState, Long> counts = plan.counts();
        return counts.getOrDefault(RowState.BLOCKED, 0L)
                + counts.getOrDefault(RowState.CONFLICT_BY_VALUE, 0L);
    }
}
