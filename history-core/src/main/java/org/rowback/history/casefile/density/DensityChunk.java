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

    private static final int MOST = Character.MAX_VALUE;

    static final DensityChunk NONE = new DensityChunk(new int[(1 << CHUNK_SHIFT) + 1]);

    /// Where the entries of each bucket begin, and where those of the last one end.
    private final int[] starts;

    private int[] lanes = new int[0];
    private char[] counts = new char[0];

    private DensityChunk(int[] starts) {
        this.starts = starts;
    }

    static long rowid(int level, long chunk) {
        return ((long) level << 48) + (1L << 47) + chunk;
    }

    static DensityChunk read(byte[] blob) throws DamagedBlock {
        byte[] content = Packed.check(blob).unpack();
        ByteSource in = new ByteSource(content);
        int n = in.number(content.length);
        DensityChunk chunk = new DensityChunk(new int[(1 << CHUNK_SHIFT) + 1]);
        chunk.lanes = new int[n];
        chunk.counts = new char[n];
        int bucket = 0;
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int more = in.number((1 << CHUNK_SHIFT) - 1 - bucket); more > 0; more--) {
                chunk.starts[++bucket] = at;
            }
            int lane = in.number(Integer.MAX_VALUE);
            // A count too high for one entry has several.
            long count = in.varint();
            for (; count > MOST; count -= MOST) {
                at = chunk.put(at, lane, MOST);
            }
            at = chunk.put(at, lane, (int) count);
        }
        Arrays.fill(chunk.starts, bucket + 1, chunk.starts.length, at);
        return chunk;
    }

    private int put(int at, int lane, int count) {
        if (at == lanes.length) {
            lanes = Arrays.copyOf(lanes, at + (at >> 1) + 16);
            counts = Arrays.copyOf(counts, lanes.length);
        }
        lanes[at] = lane;
        counts[at] = (char) count;
        return at + 1;
    }

    /// How much memory it takes, about.
    long weightBytes() {
        return 6L * lanes.length + 4L * starts.length;
    }

    /// Counts by bucket × 2^40 + lane.
    static long key(int bucket, long lane) {
        return ((long) bucket << 40) | lane;
    }

    /// Adds up the buckets from `from` to before `to`.
    void sum(int from, int to, LaneSums sums) {
        sums.add(lanes, counts, starts[from], starts[to]);
    }

    void addTo(LaneCounts sum) {
        for (int bucket = 0; bucket < 1 << CHUNK_SHIFT; bucket++) {
            for (int i = starts[bucket]; i < starts[bucket + 1]; i++) {
                sum.add(key(bucket, lanes[i]), counts[i]);
            }
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
