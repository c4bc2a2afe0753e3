package org.rowback.history.casefile.density;

import org.rowback.history.casefile.blocks.ByteSink;
import org.rowback.history.casefile.blocks.ByteSource;
import org.rowback.history.casefile.blocks.DamagedBlock;
import org.rowback.history.casefile.blocks.LaneCounts;
import org.rowback.history.casefile.blocks.Packed;

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

    /// Writes what a chunk's blob holds and `more` (by [#key]) together, as far as it is above zero.
    ///
    /// @param blob empty for a chunk that holds nothing
    static void merge(byte[] blob, LaneCounts more, ByteSink out) throws DamagedBlock {
        byte[] content = blob.length == 0 ? NOTHING : Packed.check(blob).unpack();
        ByteSource in = new ByteSource(content);
        int left = in.number(content.length);
        Entries entries = new Entries(left + more.size());
        int bucket = 0;
        long[] keys = more.sortedKeys();
        int next = 0;
        for (; left > 0; left--) {
            bucket += in.number(BUCKETS - 1 - bucket);
            long key = key(bucket, in.number(Integer.MAX_VALUE));
            long count = in.varint();
            while (next < keys.length && keys[next] < key) {
                entries.add(keys[next], more.get(keys[next]));
                next++;
            }
            if (next < keys.length && keys[next] == key) {
                count += more.get(key);
                next++;
            }
            entries.add(key, count);
        }
        for (; next < keys.length; next++) {
            entries.add(keys[next], more.get(keys[next]));
        }
        entries.write(out);
    }

    /// The content of a chunk without entries.
    private static final byte[] NOTHING = {0};

    /// Entries above zero on their way into a blob.
    private static final class Entries {
        private final ByteSink entries;
        private int size;
        private int bucket;

        Entries(int most) {
            entries = new ByteSink(64 + 4 * most);
        }

        void add(long key, long count) {
            if (count <= 0) {
                return;
            }
            int its = (int) (key >>> 40);
            entries.varint(its - bucket);
            entries.varint(key & ((1L << 40) - 1));
            entries.varint(count);
            bucket = its;
            size++;
        }

        void write(ByteSink out) {
            out.varint(size);
            out.bytes(entries.array(), 0, entries.length());
        }
    }
}
