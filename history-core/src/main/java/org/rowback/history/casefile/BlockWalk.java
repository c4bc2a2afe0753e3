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

    /// The first page is a short one: many read no further.
    private static final int FIRST_PAGE = 32;

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

    /// Neighbouring blocks, in the scan's order.
    ///
    /// @param voids what of them does not count
    record Stretch(List<Entry> blocks, VoidRanges voids) {}

    /// The next blocks that may hold something, so many at most; none where there are none on the next page of the
    /// directory, or at the end.
    Stretch next(Db db, int most) throws RowbackException.CaseFile {
        fill(db);
        List<Entry> blocks = new ArrayList<>(most);
        while (blocks.size() < most && !page.isEmpty()) {
            blocks.add(page.removeFirst());
        }
        return new Stretch(blocks, voids);
    }

    private void fill(Db db) throws RowbackException.CaseFile {
        if (!page.isEmpty() || last) {
            return;
        }
        int most = started ? PAGE : FIRST_PAGE;
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
                        + "LIMIT ?5";
        List<Entry> entries =
                db.query(
                        sql,
                        rows -> {
                            List<Entry> read = new ArrayList<>(most);
                            while (rows.next()) {
                                read.add(Entry.read(db, rows));
                            }
                            return read;
                        },
                        next,
                        scan.forward() ? scan.toId() : scan.fromId(),
                        scan.fromMicros(),
                        scan.toMicros(),
                        most);
        last = entries.size() < most;
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
