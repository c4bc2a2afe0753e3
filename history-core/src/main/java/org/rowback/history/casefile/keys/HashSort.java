package org.rowback.history.casefile.keys;

import java.util.Arrays;

/// Sorts numbers by their upper bits, keeping the order of equals: a radix sort, several times as fast as a comparing one
/// for hashes, and little code to warm up. Not thread-safe.
final class HashSort {
    private static final int DIGIT_BITS = 10;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private final int[] starts = new int[DIGITS];
    private long[] from;
    private long[] to;

    HashSort(int capacity) {
        from = new long[capacity];
        to = new long[capacity];
    }

    /// What is to be sorted: filled by the caller from 0, and after a sort in order.
    long[] numbers() {
        return from;
    }

    /// Sorts the first `count` numbers by all bits from `lowest` up.
    void sort(int count, int lowest) {
        for (int shift = lowest; shift < Long.SIZE; shift += DIGIT_BITS) {
            Arrays.fill(starts, 0);
            for (int i = 0; i < count; i++) {
                starts[digit(from[i], shift)]++;
            }
            int start = 0;
            for (int d = 0; d < DIGITS; d++) {
                int here = starts[d];
                starts[d] = start;
                start += here;
            }
            for (int i = 0; i < count; i++) {
                to[starts[digit(from[i], shift)]++] = from[i];
            }
            long[] sorted = to;
            to = from;
            from = sorted;
        }
    }

    private static int digit(long number, int shift) {
        return (int) (number >>> shift) & (DIGITS - 1);
    }
}
