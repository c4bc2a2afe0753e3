package org.rowback.history.casefile.density;

import org.rowback.history.casefile.blocks.BlockSummary;
import org.rowback.history.casefile.blocks.DamagedBlock;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.casefile.sql.SqlFailure;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Density;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Answers how many changes fell into slices of time from the pyramid: coarse buckets inside a slice, fine ones at
/// its borders, so that slices are exact to the second.
public final class DensityReader {
    private static final long MICROS = 1_000_000;

    private final Db db;
    private final int bins;
    private final Map<Integer, long[][]> lanes = new TreeMap<>();
    private final Map<Long, DensityChunk> chunks = new HashMap<>();

    private DensityReader(Db db, int bins) {
        this.db = db;
        this.bins = bins;
    }

    /// A second belongs to the bin in which it begins; the second in which the range begins to the first bin.
    public static Density read(Db db, long fromMicros, long toMicros, int bins)
            throws RowbackException.CaseFile {
        DensityReader reader = new DensityReader(db, bins);
        long width = toMicros - fromMicros;
        long from = Math.floorDiv(fromMicros, MICROS);
        for (int bin = 0; bin < bins && width > 0; bin++) {
            long end = fromMicros + border(width, bin + 1, bins);
            long to = -Math.floorDiv(-end, MICROS);
            if (to > from) {
                reader.add(DensityChunk.LEVELS - 1, from, to, bin);
                from = to;
            }
        }
        return new Density(fromMicros, toMicros, bins, reader.lanes);
    }

    /// The least offset that lies in `bin` or after it.
    private static long border(long width, int bin, int bins) {
        long whole = width / bins * bin;
        long rest = width % bins * bin;
        return whole - Math.floorDiv(-rest, bins);
    }

    private void add(int level, long from, long to, int bin) throws RowbackException.CaseFile {
        int shift = level * DensityChunk.LEVEL_SHIFT;
        long first = -(-from >> shift);
        long last = to >> shift;
        if (first >= last) {
            if (level > 0 && from < to) {
                add(level - 1, from, to, bin);
            }
            return;
        }
        addBuckets(level, first, last, bin);
        if (level > 0) {
            add(level - 1, from, first << shift, bin);
            add(level - 1, last << shift, to, bin);
        }
    }

    private void addBuckets(int level, long first, long last, int bin)
            throws RowbackException.CaseFile {
        int shift = DensityChunk.CHUNK_SHIFT;
        long lastChunk = (last - 1) >> shift;
        for (long number = first >> shift; number <= lastChunk; number++) {
            long start = number << shift;
            DensityChunk chunk = cached(DensityChunk.rowid(level, number));
            int from = (int) (Math.max(first, start) - start);
            int to = (int) (Math.min(last, start + (1 << shift)) - start);
            for (int i = chunk.indexOf(from);
                    i < chunk.buckets.length && chunk.buckets[i] < to;
                    i++) {
                int table = BlockSummary.tableOf(chunk.lanes[i]);
                lanes.computeIfAbsent(table, _ -> new long[Op.values().length][bins])[
                                BlockSummary.opOf(chunk.lanes[i])][bin] +=
                        chunk.counts[i];
            }
        }
    }

    private DensityChunk cached(long rowid) throws RowbackException.CaseFile {
        DensityChunk chunk = chunks.get(rowid);
        if (chunk == null) {
            chunk = chunk(db, rowid);
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
