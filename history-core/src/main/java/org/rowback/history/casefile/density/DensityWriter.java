package org.rowback.history.casefile.density;

import org.rowback.history.casefile.blocks.ByteSink;
import org.rowback.history.casefile.blocks.DamagedBlock;
import org.rowback.history.casefile.blocks.LaneCounts;
import org.rowback.history.casefile.blocks.Packer;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.casefile.sql.SqlFailure;
import org.rowback.history.model.RowbackException;

import java.util.Optional;

/// Gathers counts by second and lane, and adds them to every level of the density pyramid at a flush. Not
/// thread-safe.
public final class DensityWriter {
    private static final int LANE_BITS = 27;
    private static final long LANE_MASK = (1L << LANE_BITS) - 1;

    /// Seconds further from 1970 than two thousand years are counted at the end of that range.
    private static final long MAX_SECOND = (1L << 36) - 1;

    private static final int FULL = 200_000;

    private final Db db;
    private final Packer packer;
    private final ByteSink out = new ByteSink(1 << 12);

    /// Up to the mark, and since.
    private final LaneCounts marked = new LaneCounts();

    private final LaneCounts recent = new LaneCounts();
    private final LaneCounts chunk = new LaneCounts();

    /// What was gathered at the mark, where it was written since.
    private Optional<LaneCounts> kept = Optional.empty();

    public DensityWriter(Db db, Packer packer) {
        this.db = db;
        this.packer = packer;
    }

    /// @param lane see [org.rowback.history.casefile.blocks.BlockSummary#lane]
    public void add(long micros, long lane, long count) throws RowbackException.CaseFile {
        long second = Math.clamp(Math.floorDiv(micros, 1_000_000), -MAX_SECOND, MAX_SECOND);
        recent.add((second << LANE_BITS) | lane, count);
        if (marked.size() + recent.size() >= FULL) {
            flush();
        }
    }

    /// Drops what was gathered.
    public void forget() {
        marked.clear();
        recent.clear();
        kept = Optional.empty();
    }

    /// Remembers what is gathered now.
    public void mark() {
        marked.addAll(recent);
        recent.clear();
        kept = Optional.empty();
    }

    /// Has gathered again what it had at the mark.
    public void backToMark() {
        kept.ifPresent(marked::set);
        recent.clear();
    }

    /// Writes what was gathered; where that is before a commit, it is possible to go back to the mark still.
    public void flush() throws RowbackException.CaseFile {
        if (kept.isEmpty()) {
            kept = Optional.of(marked.copy());
        }
        marked.addAll(recent);
        recent.clear();
        write(marked);
        marked.clear();
    }

    /// Writes what was gathered, to be committed.
    public void finish() throws RowbackException.CaseFile {
        marked.addAll(recent);
        write(marked);
        forget();
    }

    private void write(LaneCounts counts) throws RowbackException.CaseFile {
        long[] keys = counts.sortedKeys();
        for (int level = 0; level < DensityChunk.LEVELS; level++) {
            int chunkShift = level * DensityChunk.LEVEL_SHIFT + DensityChunk.CHUNK_SHIFT;
            for (int i = 0; i < keys.length; ) {
                long number = second(keys[i]) >> chunkShift;
                while (i < keys.length && second(keys[i]) >> chunkShift == number) {
                    long bucket = second(keys[i]) >> (level * DensityChunk.LEVEL_SHIFT);
                    int within = (int) (bucket & ((1 << DensityChunk.CHUNK_SHIFT) - 1));
                    chunk.add(DensityChunk.key(within, keys[i] & LANE_MASK), counts.get(keys[i]));
                    i++;
                }
                write(DensityChunk.rowid(level, number));
            }
        }
    }

    private static long second(long key) {
        return key >> LANE_BITS;
    }

    private void write(long rowid) throws RowbackException.CaseFile {
        byte[] blob =
                db.query(
                        "SELECT content FROM density WHERE id = ?",
                        rows -> rows.next() ? rows.getBytes(1) : new byte[0],
                        rowid);
        out.clear();
        try {
            DensityChunk.merge(blob, chunk, out);
        } catch (DamagedBlock e) {
            throw SqlFailure.damaged(db.path(), "density " + rowid + ": " + e.getMessage());
        }
        chunk.clear();
        db.update(
                "INSERT OR REPLACE INTO density(id, content) VALUES (?, ?)",
                rowid,
                packer.pack(out.array(), out.length()));
    }
}
