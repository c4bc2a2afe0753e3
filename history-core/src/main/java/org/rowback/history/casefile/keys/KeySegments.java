package org.rowback.history.casefile.keys;

import org.rowback.history.casefile.blocks.ByteSink;
import org.rowback.history.casefile.blocks.DamagedBlock;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.casefile.sql.SqlFailure;
import org.rowback.history.model.RowbackException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// Reads and writes sorted segments of key postings: how one finds a row's changes without reading the others.
public final class KeySegments {
    private static final String INSERT_PAGE = "INSERT INTO key_page(id, content) VALUES (?, ?)";

    private static final long[] NOTHING = {};

    private KeySegments() {}

    /// Writes pairs, sorted by hash and then change, as a new segment.
    ///
    /// @param hashes short ones, see [KeyPage]
    static void write(Db db, long[] hashes, long[] changes, int count, int level)
            throws RowbackException.CaseFile {
        if (count == 0) {
            return;
        }
        SegmentWriter writer = new SegmentWriter(db, level);
        for (int i = 0; i < count; i++) {
            writer.add(hashes[i], changes[i]);
        }
        writer.end();
    }

    /// Ids of changes that may have a key of this hash, rising, each once.
    public static long[] candidates(Db db, long keyHash) throws RowbackException.CaseFile {
        List<Long> found = new ArrayList<>();
        each(db, new long[] {keyHash}, (_, changes) -> Arrays.stream(changes).forEach(found::add));
        return found.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
    }

    /// Takes the changes that may have a key.
    public interface Taker {
        /// @param index of the key's hash
        /// @param changes rising
        void take(int index, long[] changes);
    }

    /// The changes that may have keys of some hashes, segment by segment; each page is read once at most.
    ///
    /// @param keyHashes rising as unsigned numbers
    public static void each(Db db, long[] keyHashes, Taker taker) throws RowbackException.CaseFile {
        for (long segment : segments(db)) {
            Optional<PageLookup> page = Optional.empty();
            for (int i = 0; i < keyHashes.length; i++) {
                long hash = KeyPage.shortHash(keyHashes[i]);
                try {
                    if (page.isEmpty() || !page.get().reaches(hash)) {
                        page = pageOf(db, segment, hash);
                    }
                    long[] some = page.isEmpty() ? NOTHING : page.get().changesOf(hash);
                    if (some.length > 0) {
                        taker.take(i, some);
                    }
                } catch (DamagedBlock e) {
                    throw damaged(db, KeyPage.rowid(segment, hash), e);
                }
            }
        }
    }

    /// The page in which the pairs of a hash lie, if there are any.
    private static Optional<PageLookup> pageOf(Db db, long segment, long hash)
            throws RowbackException.CaseFile {
        return db.query(
                "SELECT id, content FROM key_page WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT"
                        + " 1",
                rows -> {
                    if (!rows.next()) {
                        return Optional.empty();
                    }
                    try {
                        return Optional.of(new PageLookup(rows.getLong(1), rows.getBytes(2)));
                    } catch (DamagedBlock e) {
                        throw damaged(db, rows.getLong(1), e);
                    }
                },
                KeyPage.rowid(segment, 0),
                KeyPage.rowid(segment, hash));
    }

    private static RowbackException.CaseFile damaged(Db db, long rowid, DamagedBlock by) {
        return SqlFailure.damaged(db.path(), "key page " + rowid + ": " + by.getMessage());
    }

    /// How many segments of one level make one of the next.
    private static final int FAN = 16;

    /// Merges segments where there are many small ones, so that a look-up reads few pages.
    static void mergeSmall(Db db) throws RowbackException.CaseFile {
        while (true) {
            long level =
                    db.number(
                            "SELECT level FROM key_segment GROUP BY level HAVING count(*) >= ?"
                                    + " ORDER BY level LIMIT 1",
                            -1,
                            FAN);
            if (level < 0) {
                return;
            }
            merge(db, (int) level);
        }
    }

    private static void merge(Db db, int level) throws RowbackException.CaseFile {
        PriorityQueue<SegmentReader> readers = new PriorityQueue<>(2 * FAN);
        for (long segment :
                numbers(db, "SELECT id FROM key_segment WHERE level = ? ORDER BY id", level)) {
            SegmentReader reader = new SegmentReader(db, segment);
            if (reader.next()) {
                readers.add(reader);
            }
        }
        SegmentWriter writer = new SegmentWriter(db, level + 1);
        while (!readers.isEmpty()) {
            SegmentReader least = readers.remove();
            writer.add(least.hash(), least.change());
            if (least.next()) {
                readers.add(least);
            }
        }
        writer.end();
        for (long segment : numbers(db, "SELECT id FROM key_segment WHERE level = ?", level)) {
            db.update(
                    "DELETE FROM key_page WHERE id BETWEEN ? AND ?",
                    KeyPage.rowid(segment, 0),
                    KeyPage.rowid(segment + 1, 0) - 1);
            db.update("DELETE FROM key_segment WHERE id = ?", segment);
        }
    }

    private static long[] segments(Db db) throws RowbackException.CaseFile {
        return numbers(db, "SELECT id FROM key_segment");
    }

    private static long[] numbers(Db db, String sql, Object... parameters)
            throws RowbackException.CaseFile {
        return db.query(
                sql,
                rows -> {
                    List<Long> ids = new ArrayList<>();
                    while (rows.next()) {
                        ids.add(rows.getLong(1));
                    }
                    return ids.stream().mapToLong(Long::longValue).toArray();
                },
                parameters);
    }

    static KeyPage page(Db db, long rowid, byte[] blob) throws RowbackException.CaseFile {
        try {
            return KeyPage.read(rowid, blob);
        } catch (DamagedBlock e) {
            throw damaged(db, rowid, e);
        }
    }

    /// Writes one segment, pair after pair.
    private static final class SegmentWriter {
        private final Db db;
        private final int level;
        private final long segment;
        private final ByteSink out = new ByteSink(8 * KeyPage.PAIRS);
        private long[] hashes = new long[2 * KeyPage.PAIRS];
        private long[] changes = new long[2 * KeyPage.PAIRS];
        private int held;
        private long written;

        SegmentWriter(Db db, int level) throws RowbackException.CaseFile {
            this.db = db;
            this.level = level;
            segment = db.number("SELECT max(id) FROM key_segment", 0) + 1;
        }

        void add(long hash, long change) throws RowbackException.CaseFile {
            if (held >= KeyPage.PAIRS && hashes[held - 1] != hash) {
                flush();
            }
            if (held == hashes.length) {
                hashes = Arrays.copyOf(hashes, held * 2);
                changes = Arrays.copyOf(changes, held * 2);
            }
            hashes[held] = hash;
            changes[held++] = change;
        }

        void end() throws RowbackException.CaseFile {
            flush();
            db.update(
                    "INSERT INTO key_segment(id, level, pairs) VALUES (?, ?, ?)",
                    segment,
                    level,
                    written);
        }

        private void flush() throws RowbackException.CaseFile {
            if (held > 0) {
                db.update(
                        INSERT_PAGE,
                        KeyPage.rowid(segment, hashes[0]),
                        KeyPage.write(hashes, changes, 0, held, out));
                written += held;
                held = 0;
            }
        }
    }

    /// Reads one segment, pair after pair.
    private static final class SegmentReader implements Comparable<SegmentReader> {
        private final Db db;
        private final long last;
        private long nextPage;
        private KeyPage page = KeyPage.NONE;
        private int at = -1;

        SegmentReader(Db db, long segment) {
            this.db = db;
            nextPage = KeyPage.rowid(segment, 0);
            last = KeyPage.rowid(segment + 1, 0) - 1;
        }

        boolean next() throws RowbackException.CaseFile {
            if (++at < page.hashes.length) {
                return true;
            }
            at = 0;
            page =
                    db.query(
                            "SELECT id, content FROM key_page WHERE id BETWEEN ? AND ?"
                                    + " ORDER BY id LIMIT 1",
                            rows -> {
                                if (!rows.next()) {
                                    return KeyPage.NONE;
                                }
                                nextPage = rows.getLong(1) + 1;
                                return KeySegments.page(db, rows.getLong(1), rows.getBytes(2));
                            },
                            nextPage,
                            last);
            return page.hashes.length > 0;
        }

        long hash() {
            return page.hashes[at];
        }

        long change() {
            return page.changes[at];
        }

        @Override
        public int compareTo(SegmentReader other) {
            int byHash = Long.compare(hash(), other.hash());
            return byHash != 0 ? byHash : Long.compare(change(), other.change());
        }
    }
}
