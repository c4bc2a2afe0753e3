package org.rowback.history.revert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys of rows that a patch restores and that its own statements free before: until then other rows hold them.
public final class FreedKeys {
    private final List<Step> steps;
    private final Map<Long, Integer> places = new HashMap<>();

    private FreedKeys(List<Step> steps) {
        this.steps = steps;
    }

    /// Those of a patch's statements. Memory grows with such keys alone.
    public static FreedKeys of(List<Step> steps) {
        FreedKeys freed = new FreedKeys(steps);
        LongSet restored = new LongSet();
        for (Step step : steps) {
            if (step.undo().kind() == Undo.Kind.INSERT && !step.undo().isKeyless()) {
                restored.add(TakenKeys.hash(step.undo(), step.undo().key()));
            }
        }
        int place = 0;
        for (Step step : steps) {
            if (frees(step.undo())) {
                long hash = TakenKeys.hash(step.undo(), step.undo().key());
                if (restored.contains(hash)) {
                    freed.places.put(hash, place);
                }
            }
            place++;
        }
        return freed;
    }

    private static boolean frees(Undo undo) {
        return !undo.isKeyless()
                && (undo.kind() == Undo.Kind.DELETE
                        || (undo.kind() == Undo.Kind.UPDATE
                                && !undo.keyAfter().equals(undo.key())));
    }

    /// The statement that frees the key of a row that another restores; empty where none does.
    public Optional<Undo> by(Undo undo) {
        if (undo.kind() != Undo.Kind.INSERT || undo.isKeyless()) {
            return Optional.empty();
        }
        Integer place = places.get(TakenKeys.hash(undo, undo.key()));
        return Optional.ofNullable(place)
                .map(p -> steps.get(p).undo())
                .filter(u -> Claim.same(values(u), values(undo)));
    }

    private static List<org.rowback.history.model.ColumnValue> values(Undo undo) {
        return undo.key().stream().map(Cell::value).toList();
    }
}
