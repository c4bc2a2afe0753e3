package org.rowback.history.casefile.density;

import org.rowback.history.casefile.blocks.ByteSink;
import org.rowback.history.casefile.blocks.ByteSource;
import org.rowback.history.casefile.blocks.DamagedBlock;
import org.rowback.history.casefile.blocks.LaneCounts;
import org.rowback.history.casefile.blocks.Packed;

import java.util.Arrays;

/// 1024 neighbouring buckets of one level of the density pyramid: for each bucket, counts by table and operation.
///
/// A bucket of level L is 64^L seconds wide: 1 s, 64 s, 68 min 16 s, 3 days 49 min. A chunk lies in a row of
/// `density`, whose `id` is L × 2^48 + 2^47 + chunk number; chunk number = floor(second / 64^L / 1024). The blob is
/// [Packed]; uncompressed, for each bucket and lane that occur, rising:
///
/// | part | meaning |
/// |---|---|
/// | varint | bucket within the chunk, difference from the entry before (first: from 0) |
/// | varint | lane: table × 8 + operation |
/// | varint | count |
final class DensityChunk {
    static final int LEVELS = 4;
    static final int LEVEL_SHIFT = 6;
    static final int CHUNK_SHIFT = 10;

    private static final int BUCKETS = 1 << CHUNK_SHIFT;

    /// Buckets are also added up in groups of eight: a slice of a window needs few of them, however wide it is.
    private static final int GROUP_SHIFT = 3;

    static final DensityChunk NONE = new DensityChunk(new LaneBuckets(BUCKETS, 0).filled());

    private final LaneBuckets buckets;
    private final LaneBuckets groups;

    private DensityChunk(LaneBuckets buckets) {
        this.buckets = buckets;
        groups = buckets.grouped(GROUP_SHIFT);
    }

    static long rowid(int level, long chunk) {
        return ((long) level << 48) + (1L << 47) + chunk;
    }

    static DensityChunk read(byte[] blob) throws DamagedBlock {
        byte[] content = Packed.check(blob).unpack();
        ByteSource in = new ByteSource(content);
        int n = in.number(content.length);
        LaneBuckets buckets = new LaneBuckets(BUCKETS, n);
        int bucket = 0;
        for (int i = 0; i < n; i++) {
            bucket += in.number(BUCKETS - 1 - bucket);
            buckets.next(bucket);
            buckets.add(in.number(Integer.MAX_VALUE), in.varint());
        }
        return new DensityChunk(buckets.filled());
    }

    /// How much memory it takes, about.
    long weightBytes() {
        return buckets.weightBytes() + groups.weightBytes();
    }

    /// Counts by bucket × 2^40 + lane.
    static long key(int bucket, long lane) {
        return ((long) bucket << 40) | lane;
    }

    /// Adds up the buckets from `from` to before `to`.
    void sum(int from, int to, LaneSums sums) {
        int first = (from + (1 << GROUP_SHIFT) - 1) >> GROUP_SHIFT;
        int last = to >> GROUP_SHIFT;
        if (first >= last) {
            buckets.sum(from, to, sums);
        } else {
            buckets.sum(from, first << GROUP_SHIFT, sums);
            groups.sum(first, last, sums);
            buckets.sum(last << GROUP_SHIFT, to, sums);
        }
    }

    void addTo(LaneCounts sum) {
        LaneSums one = new LaneSums();
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            int its = bucket;
            buckets.sum(bucket, bucket + 1, one);
            one.drain((lane, count) -> sum.add(key(its, lane), count));
        }
    }

    /// Writes counts above zero.
    static void write(LaneCounts counts, ByteSink out) {
        long[] keys =
                Arrays.stream(counts.sortedKeys()).filter(key -> counts.get(key) > 0).toArray();
        out.varint(keys.length);
        int last = 0;
        for (long key : keys) {
            int bucket = (int) (key >>> 40);
            out.varint(bucket - last);
            out.varint(key & ((1L << 40) - 1));
            out.varint(counts.get(key));
            last = bucket;
        }
    }
}
