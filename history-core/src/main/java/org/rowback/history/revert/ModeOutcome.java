package org.rowback.history.revert;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What a plan comes to in one mode, for choosing between them.
///
/// @param statements how many it would write; 0 where it refuses
/// @param leftOut rows that would stay as they are, wholly or in part, though the selection changed them
/// @param open rows of which something is left to decide
/// @param dependants good changes that would be undone with the selected ones, and so be lost
/// @param split bad transactions of which some rows would be undone and some would not
/// @param rows touched rows by state
/// @param refusal why nothing could be exported; empty where it could
public record ModeOutcome(
        long statements,
        long leftOut,
        long open,
        long dependants,
        long split,
        Map<RowState, Long> rows,
        Optional<String> refusal) {
    static ModeOutcome of(RevertPlan plan) {
        Map<RowState, Long> counts = new EnumMap<>(RowState.class);
        counts.putAll(plan.counts());
        long left =
                counts.entrySet().stream()
                        .filter(c -> c.getKey().isLeftOut())
                        .mapToLong(Map.Entry::getValue)
                        .sum();
        Optional<String> refusal = plan.refusal();
        return new ModeOutcome(
                refusal.isPresent() ? 0 : plan.statementCount(),
                left,
                plan.open(),
                plan.dependants(),
                refusal.isPresent() ? 0 : plan.atomicity().leftOut(),
                counts,
                refusal);
    }
}
