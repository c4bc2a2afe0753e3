package org.rowback.history.casefile;

import org.rowback.history.casefile.BlockReader.Entry;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Scan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Which blocks a scan has to read, in its order; those that its bounds rule out are not among them. The directory is
/// read page by page. Not thread-safe.
final class BlockWalk {
    private static final int PAGE = 256;

    private final Scan scan;
    private final Deque<Entry> page = new ArrayDeque<>();
    private boolean started;
    private long next;
    private boolean last;
    private VoidRanges voids = VoidRanges.NONE;

    BlockWalk(Scan scan) {
        this.scan = scan;
    }

    boolean atEnd() {
        return last && page.isEmpty();
    }

    /// The changes of the next blocks that may have some, until there are enough for one reading; empty where they
    /// have none after all, or at the end.
    List<StoredChange> nextBare(BlockReader reader) throws RowbackException.CaseFile {
        fill(reader.db());
        List<StoredChange> changes = new ArrayList<>();
        for (int i = 0; i < AT_ONCE && changes.size() < ENOUGH && !page.isEmpty(); i++) {
            changes.addAll(reader.bareChanges(page.removeFirst(), voids, scan));
        }
        return changes;
    }

    /// Blocks that are read before the monitor is asked whether to stop.
    private static final int AT_ONCE = 16;

    private static final int ENOUGH = 512;

    /// How many changes some of the next blocks have.
    long countSome(BlockReader reader) throws RowbackException.CaseFile {
        fill(reader.db());
        long count = 0;
        for (int i = 0; i < AT_ONCE && !page.isEmpty(); i++) {
            count += reader.count(page.removeFirst(), voids, scan);
        }
        return count;
    }

    private void fill(Db db) throws RowbackException.CaseFile {
        if (!page.isEmpty() || last) {
            return;
        }
        if (!started) {
            next = scan.forward() ? Blocks.startOf(db, scan.fromId()) : scan.toId();
            started = true;
        }
        String sql =
                "SELECT "
                        + Entry.COLUMNS
                        + (scan.forward()
                                ? "WHERE first_change >= ?1 AND first_change <= ?2"
                                : "WHERE first_change <= ?1 AND last_change >= ?2")
                        + " AND last_time_micros >= ?3 AND first_time_micros < ?4 ORDER BY"
                        + " first_change "
                        + (scan.forward() ? "" : "DESC ")
                        + "LIMIT "
                        + PAGE;
        List<Entry> entries =
                db.query(
                        sql,
                        rows -> {
                            List<Entry> read = new ArrayList<>(PAGE);
                            while (rows.next()) {
                                read.add(Entry.read(db, rows));
                            }
                            return read;
                        },
                        next,
                        scan.forward() ? scan.toId() : scan.fromId(),
                        scan.fromMicros(),
                        scan.toMicros());
        last = entries.size() < PAGE;
        if (!entries.isEmpty()) {
            Entry begin = scan.forward() ? entries.getFirst() : entries.getLast();
            Entry newest = scan.forward() ? entries.getLast() : entries.getFirst();
            voids = VoidRanges.read(db, begin.first(), newest.last());
            Entry end = entries.getLast();
            next = scan.forward() ? end.last() + 1 : end.first() - 1;
        }
        for (Entry entry : entries) {
            if (entry.summary().wanted(scan) > 0) {
                page.add(entry);
            }
        }
    }
}
