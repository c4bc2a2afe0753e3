package org.rowback.history.search;

import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Count;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Matches;
import org.rowback.history.query.Scan;
import org.rowback.history.query.TestedChanges;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Finds the changes that a filter matches, inside a scan; streams, pages and counts them.
///
/// Undecidable changes are not found, but counted.
public final class ChangeSearch {
    private final History history;
    private final Filter filter;
    private final Scan within;
    private final boolean withHistory;

    /// All changes that count as history.
    public ChangeSearch(History history, Filter filter) {
        this(history, filter, Scan.ALL, false);
    }

    /// @param within further bounds; its direction does not matter
    /// @param withHistory whether a change that its own images leave undecidable is decided by what earlier changes
    ///     of its row prove; much slower for such changes
    public ChangeSearch(History history, Filter filter, Scan within, boolean withHistory) {
        this.history = history;
        this.filter = filter;
        this.within = within;
        this.withHistory = withHistory;
    }

    /// Some of the matches in order.
    ///
    /// @param changes in the order asked for
    /// @param more whether others follow
    /// @param undecidable how many undecidable changes were passed over
    public record Page(List<Change> changes, boolean more, long undecidable) {}

    /// All matches. Whoever asks [Matches#undecidable()] learns how many were left out so far.
    public Matches matches(boolean forward, ImportMonitor monitor) throws RowbackException {
        return matches(forward ? scan() : scan().backward(), monitor);
    }

    /// The matches next to a change.
    ///
    /// @param beyond where to start: ids after it going forward, before it going backward; 0 and
    ///     `Long.MAX_VALUE` are the ends
    public Page page(long beyond, boolean forward, int size, ImportMonitor monitor)
            throws RowbackException {
        Scan scan = scan();
        scan =
                forward
                        ? scan.ids(
                                Math.max(
                                        scan.fromId(),
                                        Math.addExact(Math.min(beyond, Long.MAX_VALUE - 1), 1)),
                                scan.toId())
                        : scan.ids(
                                        scan.fromId(),
                                        Math.min(
                                                scan.toId(),
                                                beyond == Long.MAX_VALUE ? beyond : beyond - 1))
                                .backward();
        List<Change> found = new ArrayList<>();
        try (Matches matches = matches(scan, monitor)) {
            while (matches.next()) {
                if (found.size() == size) {
                    return new Page(found, true, matches.undecidable());
                }
                found.add(matches.get());
            }
            return new Page(found, false, matches.undecidable());
        }
    }

    /// Exact; the monitor is told of the changes looked at and asked whether to stop.
    public Count count(ImportMonitor monitor) throws RowbackException {
        if (filter.isBoundsOnly() && !filter.isImpossible()) {
            long all = history.count(scan(), monitor);
            return new Count(all, 0, all);
        }
        Optional<long[]> ids = ids();
        if (!withHistory && ids.isEmpty()) {
            return history.count(scan(), filter.inside(), monitor);
        }
        long matching = 0;
        try (Matches matches = matches(scan(), ids, monitor)) {
            while (matches.next()) {
                matching++;
            }
            return new Count(matching, matches.undecidable(), matches.examined());
        }
    }

    /// How many changes have to be looked at.
    public long candidates(ImportMonitor monitor) throws RowbackException {
        Optional<long[]> ids = ids();
        return ids.isPresent() ? ids.get().length : history.count(scan(), monitor);
    }

    /// What the search goes by, for the line under the filter bar: `index key → 12 candidates`,
    /// `index table+time → 27,777 candidates`, `full scan of 1,000,000`.
    public String cost(ImportMonitor monitor) throws RowbackException {
        String count = String.format(java.util.Locale.ROOT, "%,d", candidates(monitor));
        List<String> by = new ArrayList<>();
        Scan scan = scan();
        if (filter.rows().isPresent()) {
            by.add("key");
        }
        if (scan.tables() != null) {
            by.add("table");
        }
        if (scan.fromMicros() != Long.MIN_VALUE || scan.toMicros() != Long.MAX_VALUE) {
            by.add("time");
        }
        if (scan.fromId() > 1 || scan.toId() != Long.MAX_VALUE) {
            by.add("tx");
        }
        if (!scan.ops().equals(Scan.ALL.ops())) {
            by.add("op");
        }
        return by.isEmpty()
                ? "full scan of " + count
                : "index " + String.join("+", by) + " → " + count + " candidates";
    }

    /// The filter's scan inside the bounds given, forward.
    private Scan scan() {
        Scan scan = filter.scan();
        var ops = java.util.EnumSet.noneOf(org.rowback.history.model.Op.class);
        ops.addAll(scan.ops());
        ops.retainAll(within.ops());
        var tables = scan.tables();
        if (tables != null && within.tables() != null) {
            tables = (java.util.BitSet) tables.clone();
            tables.and(within.tables());
        }
        if (tables == null) {
            tables = within.tables();
        }
        return new Scan(
                Math.max(scan.fromId(), within.fromId()),
                Math.min(scan.toId(), within.toId()),
                Math.max(scan.fromMicros(), within.fromMicros()),
                Math.min(scan.toMicros(), within.toMicros()),
                tables,
                ops,
                true,
                within.withVoid());
    }

    private Matches matches(Scan scan, ImportMonitor monitor) throws RowbackException {
        return matches(scan, ids(), monitor);
    }

    private Matches matches(Scan scan, Optional<long[]> ids, ImportMonitor monitor)
            throws RowbackException {
        Matches logged =
                ids.isPresent()
                        ? new TestedChanges(
                                new ById(history, ids.get(), scan, monitor),
                                filter.inside(),
                                withHistory,
                                monitor)
                        : history.changes(scan, filter.inside(), withHistory, monitor);
        return withHistory ? new TracedMatches(history, filter, logged) : logged;
    }

    /// Ids of the changes of the rows that the filter names; none where it cannot match.
    private Optional<long[]> ids() throws RowbackException {
        if (filter.isImpossible()) {
            return Optional.of(new long[0]);
        }
        Optional<List<Filter.RowOf>> rows = filter.rows();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        TreeSet<Long> ids = new TreeSet<>();
        for (Filter.RowOf row : rows.get()) {
            Arrays.stream(history.changesOf(row.tableId(), row.key())).forEach(ids::add);
        }
        return Optional.of(ids.stream().mapToLong(Long::longValue).toArray());
    }

    /// Changes by their ids.
    private static final class ById implements Cursor<Change> {
        private final History history;
        private final long[] ids;
        private final Scan scan;
        private final ImportMonitor monitor;
        private int at;
        private Optional<Change> current = Optional.empty();

        ById(History history, long[] ids, Scan scan, ImportMonitor monitor) {
            this.history = history;
            this.ids = ids;
            this.scan = scan;
            this.monitor = monitor;
        }

        @Override
        public boolean next() throws RowbackException {
            while (at < ids.length) {
                monitor.check();
                long id = ids[scan.forward() ? at : ids.length - 1 - at];
                at++;
                if (id >= scan.fromId() && id <= scan.toId()) {
                    current = history.change(id).filter(this::isWanted);
                    if (current.isPresent()) {
                        return true;
                    }
                }
            }
            current = Optional.empty();
            return false;
        }

        private boolean isWanted(Change change) {
            return (scan.withVoid() || !change.isVoid())
                    && scan.wants(
                            change.id(),
                            change.transaction().commitTimeMicros(),
                            change.tableId(),
                            change.op());
        }

        @Override
        public Change get() {
            return current.orElseThrow(() -> new IllegalStateException("no current change"));
        }
    }
}
