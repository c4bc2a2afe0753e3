package org.rowback.history.revert;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// How the good writes of one column of numbers came to what they left, counted over the log.
///
/// A column that is set (a price, a status) gets its new value whatever it held; a column that is moved (a counter, a
/// stock) gets its new value *from* what it held. Two things tell them apart without a statement's text. Few
/// differences lead to many values only where a column is moved. And a good write that found a bad value shows which of
/// the two it started from: what was found, or what it would have found. The second is what tells a counter from a
/// status that goes through many states one by one.
final class Moves {
    /// Fewer writes prove nothing.
    private static final int FEWEST_WRITES = 8;

    /// A difference made less often may be chance.
    private static final int FEWEST_ALIKE = 3;

    /// How many values there must be for each difference.
    private static final int VALUES_A_DIFFERENCE = 4;

    private final Map<BigDecimal, Integer> differences = new HashMap<>();
    private final Set<BigDecimal> values = new HashSet<>();
    private long writes;
    private long fromBad;
    private long asWithout;

    /// Takes a good write that found what a good one had left.
    void took(BigDecimal before, BigDecimal after) {
        writes++;
        differences.merge(difference(before, after), 1, Integer::sum);
        values.add(after.stripTrailingZeros());
    }

    /// Takes a good write that found what a bad one had left; after all those that found no bad value.
    ///
    /// @param without what it would have found without the bad write
    void tookBad(BigDecimal without, BigDecimal before, BigDecimal after) {
        boolean fromFound = isUsual(difference(before, after));
        boolean fromOther =
                after.compareTo(without) == 0
                        || differences.containsKey(difference(without, after));
        fromBad += fromFound && !fromOther ? 1 : 0;
        asWithout += fromOther && !fromFound ? 1 : 0;
    }

    /// Whether nothing that the images show speaks against a write having moved the column.
    boolean allow(BigDecimal before, BigDecimal after) {
        return writes >= FEWEST_WRITES
                && values.size() >= VALUES_A_DIFFERENCE * differences.size()
                && asWithout == 0
                && isUsual(difference(before, after));
    }

    /// Whether the images show that a write moved the column: the same, and good writes started from what bad ones had
    /// left.
    boolean show(BigDecimal before, BigDecimal after) {
        return fromBad > 0 && allow(before, after);
    }

    private boolean isUsual(BigDecimal difference) {
        return differences.getOrDefault(difference, 0) >= FEWEST_ALIKE;
    }

    private static BigDecimal difference(BigDecimal before, BigDecimal after) {
        return after.subtract(before).stripTrailingZeros();
    }

    /// The evidence, as a part of a sentence.
    @Override
    public String toString() {
        return writes
                + " other writes of this column came to "
                + values.size()
                + " values by "
                + (differences.size() == 1
                        ? "one difference ("
                                + differences.keySet().iterator().next().toPlainString()
                                + ")"
                        : differences.size() + " differences")
                + ", and "
                + (fromBad == 0
                        ? "none shows that it was set"
                        : "of those that found a bad value, "
                                + fromBad
                                + " can only have moved that and none can only have been set");
    }
}
