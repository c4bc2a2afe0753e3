package org.rowback.recording;

import java.util.List;
import java.util.Random;
import java.util.function.Function;

/// A column to record: its type, literals at its extremes, and random ones.
record Spec(String name, String type, List<String> extremes, Function<Random, String> random) {
    /// A literal for row `index`: the extremes first, then random ones with a NULL now and then.
    String literal(int index, Random random) {
        if (index < extremes.size()) {
            return extremes.get(index);
        }
        return any(random);
    }

    String any(Random random) {
        if (random.nextInt(8) == 0) {
            return "NULL";
        }
        return !extremes.isEmpty() && random.nextInt(6) == 0
                ? extremes.get(random.nextInt(extremes.size()))
                : this.random.apply(random);
    }
}
