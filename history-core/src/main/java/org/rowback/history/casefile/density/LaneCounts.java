package org.rowback.history.casefile.density;

import java.util.Arrays;

/// Counts by a long key, open addressing; made for millions of additions without garbage. Not thread-safe.
public final class LaneCounts {
    private long[] keys;
    private long[] counts;
    private int size;

    public LaneCounts() {
        keys = new long[1024];
        counts = new long[1024];
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

    public long get(long key) {
        int slot = slot(key);
        return keys[slot] == key ? counts[slot] : 0;
    }

    public int size() {
        return size;
    }

    /// The keys, rising.
    public long[] sortedKeys() {
        return Arrays.stream(keys).filter(k -> k != Long.MIN_VALUE).sorted().toArray();
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
