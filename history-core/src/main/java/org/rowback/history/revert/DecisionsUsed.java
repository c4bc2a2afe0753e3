package org.rowback.history.revert;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which decisions are about rows and columns of a plan: one that is about none may be a slip of the hand.
final class DecisionsUsed {
    private final Decisions decisions;

    /// The keys of rows that a decision met; of one without keys, the empty text.
    private final IdentityHashMap<Decision, Set<String>> met = new IdentityHashMap<>();

    DecisionsUsed(Decisions decisions) {
        this.decisions = decisions;
    }

    void note(PlannedRow row, Decisions.OfRow ofRow) {
        for (Decision decision : ofRow.decisions()) {
            boolean whole = decision.column().isEmpty();
            if (whole || row.cells().stream().anyMatch(c -> decision.isAbout(c.column()))) {
                met.computeIfAbsent(decision, _ -> new HashSet<>())
                        .add(decision.keys().isEmpty() ? "" : row.key());
            }
        }
    }

    Optional<String> unused() {
        List<String> idle =
                decisions.all().stream().map(this::idle).flatMap(Optional::stream).toList();
        return idle.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        idle.size()
                                + (idle.size() == 1 ? " decision is" : " decisions are")
                                + " about nothing that the selection changed, the first "
                                + idle.getFirst());
    }

    private Optional<String> idle(Decision decision) {
        Set<String> keys = met.getOrDefault(decision, Set.of());
        Set<String> missing = new HashSet<>(decision.keys());
        missing.removeAll(keys);
        if (!keys.isEmpty() && missing.isEmpty()) {
            return Optional.empty();
        }
        String what =
                decision.table() + (decision.column().isEmpty() ? "" : "." + decision.column());
        return Optional.of(
                missing.isEmpty()
                        ? what
                        : "of " + what + ", row " + missing.stream().sorted().findFirst().get());
    }
}
