package org.rowback.history.casefile.density;

import java.util.Arrays;

/// Sums by lane, of which few have any: made to add millions of counts. Not thread-safe.
final class LaneSums {
    private long[] sums = new long[64];
    private int[] summed = new int[64];
    private int size;

    /// Takes a lane's sum.
    interface Taker {
        void take(int lane, long sum);
    }

    /// Adds the counts from `from` to before `to`; each is above zero.
    void add(int[] lanes, char[] counts, int from, int to) {
        for (int i = from; i < to; i++) {
            int lane = lanes[i];
            if (lane >= sums.length) {
                sums = Arrays.copyOf(sums, Math.max(lane + 1, 2 * sums.length));
                summed = Arrays.copyOf(summed, sums.length);
            }
            if (sums[lane] == 0) {
                summed[size++] = lane;
            }
            sums[lane] += counts[i];
        }
    }

    /// Hands over every sum, and begins anew.
    void drain(Taker taker) {
        for (int i = 0; i < size; i++) {
            int lane = summed[i];
            taker.take(lane, sums[lane]);
            sums[lane] = 0;
        }
        size = 0;
    }
}
