package org.rowback.history.revert;

import java.util.Arrays;
import java.util.stream.IntStream;

/// A few small numbers for each of many hashes, in about thirty bytes each. Not thread-safe.
final class LongLists {
    private static final int NONE = -1;

    private long[] keys = new long[64];
    private int[] last = filled(64);
    private int[] values = new int[64];
    private int[] before = new int[64];
    private int used;
    private int size;

    private static int[] filled(int length) {
        int[] all = new int[length];
        Arrays.fill(all, NONE);
        return all;
    }

    void add(long key, int value) {
        if (2 * used >= keys.length) {
            grow();
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
            before = Arrays.copyOf(before, 2 * size);
        }
        int slot = slot(keys, last, key);
        used += last[slot] == NONE ? 1 : 0;
        keys[slot] = key;
        values[size] = value;
        before[size] = last[slot];
        last[slot] = size++;
    }

    /// The numbers of a hash, in the order in which they came.
    int[] of(long key) {
        int slot = slot(keys, last, key);
        int count = 0;
        for (int at = last[slot]; at != NONE; at = before[at]) {
            count++;
        }
        int[] found = new int[count];
        for (int at = last[slot]; at != NONE; at = before[at]) {
            found[--count] = values[at];
        }
        return found;
    }

    private static int slot(long[] keys, int[] last, long key) {
        int mask = keys.length - 1;
        int at = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (last[at] != NONE && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] moreKeys = new long[2 * keys.length];
        int[] moreLast = filled(2 * keys.length);
        IntStream.range(0, keys.length)
                .filter(i -> last[i] != NONE)
                .forEach(
                        i -> {
                            int slot = slot(moreKeys, moreLast, keys[i]);
                            moreKeys[slot] = keys[i];
                            moreLast[slot] = last[i];
                        });
        keys = moreKeys;
        last = moreLast;
    }
}
