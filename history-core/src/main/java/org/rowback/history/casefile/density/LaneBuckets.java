package org.rowback.history.casefile.density;

import java.util.Arrays;

/// Counts by lane in neighbouring buckets, close together in memory. Filled bucket by bucket, then only read.
final class LaneBuckets {
    private static final int MOST = Character.MAX_VALUE;

    /// Where the entries of each bucket begin, and where those of the last one end.
    private final int[] starts;

    private int[] lanes;
    private char[] counts;
    private int bucket;
    private int size;

    LaneBuckets(int buckets, int entries) {
        starts = new int[buckets + 1];
        lanes = new int[entries];
        counts = new char[entries];
    }

    /// Adds to the bucket that is being filled. A count too high for one entry has several.
    void add(int lane, long count) {
        long left = count;
        for (; left > MOST; left -= MOST) {
            put(lane, MOST);
        }
        put(lane, (int) left);
    }

    private void put(int lane, int count) {
        if (size == lanes.length) {
            lanes = Arrays.copyOf(lanes, size + (size >> 1) + 16);
            counts = Arrays.copyOf(counts, lanes.length);
        }
        lanes[size] = lane;
        counts[size++] = (char) count;
    }

    /// Goes on with a bucket after the one that is being filled.
    void next(int nextBucket) {
        while (bucket < nextBucket) {
            starts[++bucket] = size;
        }
    }

    /// The last bucket is filled.
    LaneBuckets filled() {
        next(starts.length - 1);
        lanes = Arrays.copyOf(lanes, size);
        counts = Arrays.copyOf(counts, size);
        return this;
    }

    /// Groups of neighbouring buckets.
    LaneBuckets grouped(int shift) {
        LaneBuckets groups = new LaneBuckets((starts.length - 1) >> shift, 16);
        LaneSums sums = new LaneSums();
        for (int group = 0; group < groups.starts.length - 1; group++) {
            groups.next(group);
            sum(group << shift, (group + 1) << shift, sums);
            sums.drain(groups::add);
        }
        return groups.filled();
    }

    /// Adds up the buckets from `from` to before `to`.
    void sum(int from, int to, LaneSums sums) {
        sums.add(lanes, counts, starts[from], starts[to]);
    }

    /// How much memory it takes, about.
    long weightBytes() {
        return 6L * size + 4L * starts.length;
    }
}
