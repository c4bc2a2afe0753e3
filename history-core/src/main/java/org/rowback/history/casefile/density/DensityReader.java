package org.rowback.history.casefile.density;

import org.jspecify.annotations.Nullable;
import org.rowback.history.casefile.blocks.BlockSummary;
import org.rowback.history.casefile.blocks.DamagedBlock;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.casefile.sql.SqlFailure;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Density;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Answers how many changes fell into slices of time from the pyramid: coarse buckets inside a slice, fine ones at
/// its borders, so that slices are exact to the second.
public final class DensityReader {
    private static final long MICROS = 1_000_000;

    private final Db db;
    private final int bins;
    private final DensityCache cache;
    private final Map<Long, DensityChunk> chunks = new HashMap<>();

    /// Of the bin that is being added up.
    private final LaneSums sums = new LaneSums();

    /// Counts by lane and bin; those that do not occur are not there.
    private long[] @Nullable [] lanes = new long[64][];

    private DensityReader(Db db, DensityCache cache, int bins) {
        this.db = db;
        this.cache = cache;
        this.bins = bins;
    }

    /// A second belongs to the bin in which it begins; the second in which the range begins to the first bin.
    public static Density read(Db db, DensityCache cache, long fromMicros, long toMicros, int bins)
            throws RowbackException.CaseFile {
        DensityReader reader = new DensityReader(db, cache, bins);
        long width = toMicros - fromMicros;
        long from = Math.floorDiv(fromMicros, MICROS);
        for (int bin = 0; bin < bins && width > 0; bin++) {
            long end = fromMicros + border(width, bin + 1, bins);
            long to = -Math.floorDiv(-end, MICROS);
            if (to > from) {
                reader.add(DensityChunk.LEVELS - 1, from, to);
                int at = bin;
                reader.sums.drain((lane, sum) -> reader.lane(lane)[at] = sum);
                from = to;
            }
        }
        return new Density(fromMicros, toMicros, bins, reader.byTable());
    }

    /// The least offset that lies in `bin` or after it.
    private static long border(long width, int bin, int bins) {
        long whole = width / bins * bin;
        long rest = width % bins * bin;
        return whole - Math.floorDiv(-rest, bins);
    }

    private void add(int level, long from, long to) throws RowbackException.CaseFile {
        int shift = level * DensityChunk.LEVEL_SHIFT;
        long first = -(-from >> shift);
        long last = to >> shift;
        if (first >= last) {
            if (level > 0 && from < to) {
                add(level - 1, from, to);
            }
            return;
        }
        addBuckets(level, first, last);
        if (level > 0) {
            add(level - 1, from, first << shift);
            add(level - 1, last << shift, to);
        }
    }

    private void addBuckets(int level, long first, long last) throws RowbackException.CaseFile {
        int shift = DensityChunk.CHUNK_SHIFT;
        long lastChunk = (last - 1) >> shift;
        for (long number = first >> shift; number <= lastChunk; number++) {
            long start = number << shift;
            DensityChunk chunk = cached(DensityChunk.rowid(level, number));
            int from = (int) (Math.max(first, start) - start);
            int to = (int) (Math.min(last, start + (1 << shift)) - start);
            chunk.sum(from, to, sums);
        }
    }

    private long[] lane(int lane) {
        if (lane >= lanes.length) {
            lanes = Arrays.copyOf(lanes, Math.max(lane + 1, lanes.length * 2));
        }
        long[] counts = lanes[lane];
        if (counts == null) {
            counts = new long[bins];
            lanes[lane] = counts;
        }
        return counts;
    }

    private Map<Integer, long[][]> byTable() {
        Map<Integer, long[][]> tables = new TreeMap<>();
        long[] none = new long[bins];
        for (int lane = 0; lane < lanes.length; lane++) {
            long[] counts = lanes[lane];
            if (counts != null) {
                tables.computeIfAbsent(BlockSummary.tableOf(lane), _ -> filled(none))[
                                BlockSummary.opOf(lane)] =
                        counts;
            }
        }
        return tables;
    }

    private static long[][] filled(long[] none) {
        long[][] ops = new long[Op.values().length][];
        Arrays.fill(ops, none);
        return ops;
    }

    private DensityChunk cached(long rowid) throws RowbackException.CaseFile {
        DensityChunk chunk = chunks.get(rowid);
        if (chunk == null) {
            chunk = cache.chunk(db, rowid);
            chunks.put(rowid, chunk);
        }
        return chunk;
    }

    static DensityChunk chunk(Db db, long rowid) throws RowbackException.CaseFile {
        return db.query(
                "SELECT content FROM density WHERE id = ?",
                rows -> {
                    try {
                        return rows.next()
                                ? DensityChunk.read(rows.getBytes(1))
                                : DensityChunk.NONE;
                    } catch (DamagedBlock e) {
                        throw SqlFailure.damaged(
                                db.path(), "density " + rowid + ": " + e.getMessage());
                    }
                },
                rowid);
    }
}
