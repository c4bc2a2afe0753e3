package org.rowback.importers.postgres.heap;

import java.util.Arrays;

/// Which page lies in which slot: a hash table of open addressing that never grows. Not thread-safe.
final class PageSlots {
    private static final int NONE = -1;

    private final int[] table;
    private final int mask;
    private final long[] keys;
    private final boolean[] there;

    PageSlots(int capacity) {
        int size = Integer.highestOneBit(Math.max(16, 4 * capacity - 1));
        table = new int[size];
        mask = size - 1;
        keys = new long[capacity];
        there = new boolean[capacity];
        Arrays.fill(table, NONE);
    }

    /// The slot of a key, or -1.
    int find(long key) {
        int at = home(key);
        while (true) {
            int slot = table[at];
            if (slot == NONE || keys[slot] == key) {
                return slot;
            }
            at = at + 1 & mask;
        }
    }

    /// The key that lies in a slot, or lay there last.
    long key(int slot) {
        return keys[slot];
    }

    boolean has(int slot) {
        return there[slot];
    }

    void put(long key, int slot) {
        int at = home(key);
        while (table[at] != NONE) {
            at = at + 1 & mask;
        }
        table[at] = slot;
        keys[slot] = key;
        there[slot] = true;
    }

    /// Empties a slot; what its place kept from where it belongs moves up.
    void remove(int slot) {
        there[slot] = false;
        int gap = home(keys[slot]);
        while (table[gap] != slot) {
            gap = gap + 1 & mask;
        }
        int at = gap;
        while (true) {
            at = at + 1 & mask;
            int moved = table[at];
            if (moved == NONE) {
                table[gap] = NONE;
                return;
            }
            int distance = at - home(keys[moved]) & mask;
            if (distance >= (at - gap & mask)) {
                table[gap] = moved;
                gap = at;
            }
        }
    }

    void clear() {
        Arrays.fill(table, NONE);
        Arrays.fill(there, false);
    }

    private int home(long key) {
        long h = key * 0x9E37_79B9_7F4A_7C15L;
        return (int) (h >>> 40) & mask;
    }
}
