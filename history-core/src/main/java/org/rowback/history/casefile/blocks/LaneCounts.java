package org.rowback.history.casefile.blocks;

import java.util.Arrays;

/// Counts by a long key, open addressing; made for millions of additions without garbage. Not thread-safe.
public final class LaneCounts {
    private long[] keys;
    private long[] counts;
    private int size;

    public LaneCounts() {
        this(1024);
    }

    /// @param capacity a power of two, of which at most half is filled before it grows
    LaneCounts(int capacity) {
        keys = new long[capacity];
        counts = new long[capacity];
        Arrays.fill(keys, Long.MIN_VALUE);
    }

    /// Adds to a key; keys are above `Long.MIN_VALUE`.
    public void add(long key, long count) {
        int slot = slot(key);
        if (keys[slot] != key) {
            if (2 * (size + 1) > keys.length) {
                grow();
                slot = slot(key);
            }
            keys[slot] = key;
            size++;
        }
        counts[slot] += count;
    }

    /// Adds another's counts.
    public void addAll(LaneCounts other) {
        if (other.size > 0) {
            for (int i = 0; i < other.keys.length; i++) {
                if (other.keys[i] != Long.MIN_VALUE) {
                    add(other.keys[i], other.counts[i]);
                }
            }
        }
    }

    public long get(long key) {
        int slot = slot(key);
        return keys[slot] == key ? counts[slot] : 0;
    }

    public int size() {
        return size;
    }

    /// The keys, rising.
    public long[] sortedKeys() {
        long[] sorted = new long[size];
        int n = 0;
        for (long key : keys) {
            if (key != Long.MIN_VALUE) {
                sorted[n++] = key;
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /// These counts, to go back to.
    public LaneCounts copy() {
        LaneCounts copy = new LaneCounts(2);
        copy.set(this);
        return copy;
    }

    /// Takes over another's counts.
    public void set(LaneCounts other) {
        keys = other.keys.clone();
        counts = other.counts.clone();
        size = other.size;
    }

    public void clear() {
        if (size > 0) {
            Arrays.fill(keys, Long.MIN_VALUE);
            Arrays.fill(counts, 0);
            size = 0;
        }
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        long h = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (h >>> 40) & mask;
        while (keys[slot] != key && keys[slot] != Long.MIN_VALUE) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new long[oldKeys.length * 2];
        Arrays.fill(keys, Long.MIN_VALUE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != Long.MIN_VALUE) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
            }
        }
    }
}
