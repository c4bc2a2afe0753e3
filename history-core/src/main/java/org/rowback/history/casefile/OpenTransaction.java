package org.rowback.history.casefile;

import org.rowback.history.casefile.blocks.BlockSummary;
import org.rowback.history.casefile.blocks.LaneCounts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The transaction that an import is in: how many of its changes count, by lane, and which were taken back. Used again
/// for each. Not thread-safe.
final class OpenTransaction {
    private long id;
    private long beginOffset;
    private long firstChange;
    private long[] lanes = new long[8];
    private long[] counts = new long[8];
    private int used;

    /// Index into `lanes` by lane, plus 1.
    private int[] slots = new int[64];

    private final List<VoidRanges.Range> voids = new ArrayList<>();

    void begin(long newId, long offset, long nextChange) {
        id = newId;
        beginOffset = offset;
        firstChange = nextChange;
        for (int i = 0; i < used; i++) {
            slots[(int) lanes[i]] = 0;
        }
        used = 0;
        voids.clear();
    }

    void count(int table, int op) {
        int lane = (int) BlockSummary.lane(table, op);
        if (lane >= slots.length) {
            slots = Arrays.copyOf(slots, Math.max(lane + 8, slots.length * 2));
        }
        int slot = slots[lane];
        if (slot == 0) {
            if (used == lanes.length) {
                lanes = Arrays.copyOf(lanes, used * 2);
                counts = Arrays.copyOf(counts, used * 2);
            }
            lanes[used] = lane;
            counts[used] = 0;
            slot = ++used;
            slots[lane] = slot;
        }
        counts[slot - 1]++;
    }

    /// Takes back changes from one on; the range grows over ranges taken back before.
    VoidRanges.Range takeBack(long first, long last) {
        long from = first;
        while (!voids.isEmpty() && voids.getLast().last() >= from) {
            from = Math.min(from, voids.removeLast().first());
        }
        VoidRanges.Range range = new VoidRanges.Range(from, last);
        voids.add(range);
        return range;
    }

    void subtract(LaneCounts taken) {
        for (int i = 0; i < used; i++) {
            counts[i] -= taken.get(lanes[i]);
        }
    }

    /// Pairs of lane and count, of lanes that have any.
    long[] lanes() {
        long[] pairs = new long[2 * used];
        int n = 0;
        for (int i = 0; i < used; i++) {
            if (counts[i] > 0) {
                pairs[n++] = lanes[i];
                pairs[n++] = counts[i];
            }
        }
        return n == pairs.length ? pairs : Arrays.copyOf(pairs, n);
    }

    List<VoidRanges.Range> voids() {
        return voids;
    }

    long id() {
        return id;
    }

    long beginOffset() {
        return beginOffset;
    }

    long firstChange() {
        return firstChange;
    }
}
