package org.rowback.history.revert;

import java.util.Arrays;

/// A set of hashes, of nine to eighteen bytes each. Zero is kept apart. Not thread-safe.
final class LongSet {
    private long[] slots = new long[64];
    private int size;
    private boolean hasZero;

    /// Whether it was not in it yet.
    boolean add(long value) {
        if (value == 0) {
            boolean isNew = !hasZero;
            hasZero = true;
            return isNew;
        }
        if (2 * size >= slots.length) {
            grow();
        }
        int at = slot(slots, value);
        boolean isNew = slots[at] == 0;
        slots[at] = value;
        size += isNew ? 1 : 0;
        return isNew;
    }

    boolean contains(long value) {
        return value == 0 ? hasZero : slots[slot(slots, value)] == value;
    }

    boolean isEmpty() {
        return size == 0 && !hasZero;
    }

    int size() {
        return size + (hasZero ? 1 : 0);
    }

    private static int slot(long[] slots, long value) {
        int mask = slots.length - 1;
        int at = (int) ((value * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (slots[at] != 0 && slots[at] != value) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] more = new long[2 * slots.length];
        Arrays.stream(slots).filter(v -> v != 0).forEach(v -> more[slot(more, v)] = v);
        slots = more;
    }
}
