package org.rowback.history.casefile.density;

import org.rowback.history.casefile.blocks.ByteSink;
import org.rowback.history.casefile.blocks.ByteSource;
import org.rowback.history.casefile.blocks.DamagedBlock;
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

    /// Sorted by bucket, then lane.
    final int[] buckets;

    final long[] lanes;
    final long[] counts;

    private DensityChunk(int[] buckets, long[] lanes, long[] counts) {
        this.buckets = buckets;
        this.lanes = lanes;
        this.counts = counts;
    }

    static final DensityChunk NONE = new DensityChunk(new int[0], new long[0], new long[0]);

    static long rowid(int level, long chunk) {
        return ((long) level << 48) + (1L << 47) + chunk;
    }

    static DensityChunk read(byte[] blob) throws DamagedBlock {
        byte[] content = Packed.check(blob).unpack();
        ByteSource in = new ByteSource(content);
        int n = in.number(content.length);
        int[] buckets = new int[n];
        long[] lanes = new long[n];
        long[] counts = new long[n];
        int bucket = 0;
        for (int i = 0; i < n; i++) {
            bucket += in.number(1 << CHUNK_SHIFT);
            buckets[i] = bucket;
            lanes[i] = in.varint();
            counts[i] = in.varint();
        }
        return new DensityChunk(buckets, lanes, counts);
    }

    /// Counts by bucket × 2^40 + lane.
    static long key(int bucket, long lane) {
        return ((long) bucket << 40) | lane;
    }

    /// The first entry of a bucket or of one after it.
    int indexOf(int bucket) {
        int low = 0;
        int high = buckets.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (buckets[middle] < bucket) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void addTo(LaneCounts sum) {
        for (int i = 0; i < buckets.length; i++) {
            sum.add(key(buckets[i], lanes[i]), counts[i]);
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
