package org.rowback.history.revert;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Sets of numbers as text: `1-40,52`.
public final class Ranges {
    private Ranges() {}

    public static String text(BitSet numbers) {
        List<String> ranges = new ArrayList<>();
        for (int from = numbers.nextSetBit(0); from >= 0; ) {
            int end = numbers.nextClearBit(from);
            ranges.add(end - from == 1 ? "" + from : from + "-" + (end - 1));
            from = numbers.nextSetBit(end);
        }
        return String.join(",", ranges);
    }

    /// @throws IllegalArgumentException where it is not that
    public static BitSet parse(String text) {
        BitSet numbers = new BitSet();
        for (String range : text.isBlank() ? new String[0] : text.split(",")) {
            String[] ends = range.strip().split("-", 2);
            int from = Integer.parseInt(ends[0]);
            int to = Integer.parseInt(ends[ends.length - 1]);
            numbers.set(from, to + 1);
        }
        return numbers;
    }
}
