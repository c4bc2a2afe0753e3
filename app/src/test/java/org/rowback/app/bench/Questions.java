package org.rowback.app.bench;

import org.rowback.app.bench.Question.Asked;
import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.RowbackException.BadFilter;
import org.rowback.history.query.AsOf;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.LaterWrites;
import org.rowback.history.query.RowHistory;
import org.rowback.history.query.Scan;
import org.rowback.history.query.TableSummary;
import org.rowback.history.search.ChangeSearch;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/// The rows of the table of queries.
final class Questions {
    static final String FULL_SCAN = "full scan with a predicate on a value";
    private static final int PAGE = 100;
    private static final int CALLS = 100;

    private Questions() {}

    static List<Question> all(long changes) {
        int scans = changes <= 1_000_000 ? CALLS : changes <= 10_000_000 ? 50 : 5;
        return List.of(
                new Question(
                        "density of any window at 2,000 bins, all tables",
                        new int[] {20, 20, 30},
                        CALLS,
                        Questions::density),
                new Question(
                        "first page of a filter by table, time, operation",
                        new int[] {20, 30, 60},
                        CALLS,
                        (asked, random, monitor) -> firstPage(asked, plain(random), monitor)),
                new Question(
                        "exact count of that filter",
                        new int[] {30, 60, 200},
                        CALLS,
                        (asked, random, monitor) ->
                                search(asked, plain(random), Scan.ALL).count(monitor)),
                new Question(
                        "first page of a filter on column values inside a window of 1%",
                        new int[] {50, 100, 400}, CALLS, Questions::valuesInWindow),
                new Question(
                        "page anywhere, forward and back",
                        new int[] {10, 10, 20},
                        CALLS,
                        Questions::pageAnywhere),
                new Question(
                        "history of a row by key",
                        new int[] {10, 10, 30},
                        CALLS,
                        Questions::rowHistory),
                new Question(
                        "a table's as-of page",
                        new int[] {50, 80, 150},
                        CALLS,
                        Questions::asOfPage),
                new Question(
                        "which of 10,000 selected changes were overwritten later",
                        new int[] {100, 300, 1_000},
                        CALLS,
                        Questions::overwritten),
                new Question(
                        FULL_SCAN,
                        new int[] {250, 2_500, 25_000},
                        scans,
                        (asked, random, monitor) -> {
                            String filter =
                                    "new.total > "
                                            + random.nextInt(1500)
                                            + "00 or new.balance > 140000";
                            return search(asked, filter, Scan.ALL).count(monitor);
                        }));
    }

    private static Object density(Asked asked, SplittableRandom random, ImportMonitor monitor)
            throws RowbackException {
        long width = (long) (MadeLog.DAY_MICROS * Math.pow(random.nextDouble(), 3)) + 60_000_000;
        long from = from(random, width);
        return asked.history().density(from, from + width, 2_000);
    }

    private static long from(SplittableRandom random, long width) {
        return MadeLog.START_MICROS + random.nextLong(Math.max(1, MadeLog.DAY_MICROS - width));
    }

    private static String plain(SplittableRandom random) {
        long from = from(random, MadeLog.DAY_MICROS / 4);
        long to = from + MadeLog.DAY_MICROS / 4;
        String table =
                List.of("customers", "orders", "order_lines", "products").get(random.nextInt(4));
        String op = List.of("update", "insert", "delete").get(random.nextInt(3));
        return "table:shop%d.%s op:%s time >= %s time < %s"
                .formatted(1 + random.nextInt(5), table, op, seconds(from), seconds(to));
    }

    private static String seconds(long micros) {
        return Instant.ofEpochSecond(micros / 1_000_000).toString();
    }

    private static ChangeSearch search(Asked asked, String filter, Scan within) {
        try {
            return new ChangeSearch(
                    asked.history(), Filter.parse(filter, asked.catalog()), within, false);
        } catch (BadFilter e) {
            throw new IllegalArgumentException(filter, e);
        }
    }

    private static Object firstPage(Asked asked, String filter, ImportMonitor monitor)
            throws RowbackException {
        return search(asked, filter, Scan.ALL).page(0, true, PAGE, monitor);
    }

    private static Object valuesInWindow(
            Asked asked, SplittableRandom random, ImportMonitor monitor) throws RowbackException {
        long width = MadeLog.DAY_MICROS / 100;
        long from = from(random, width);
        String filter =
                "table:shop%d.orders new.total > %d"
                        .formatted(1 + random.nextInt(5), 100_000 + random.nextInt(50_000));
        return search(asked, filter, Scan.ALL.times(from, from + width))
                .page(0, true, PAGE, monitor);
    }

    private static Object pageAnywhere(Asked asked, SplittableRandom random, ImportMonitor monitor)
            throws RowbackException {
        long id = 1 + random.nextLong(asked.changes());
        Scan scan = Scan.ALL.ids(id, Long.MAX_VALUE);
        if (random.nextBoolean()) {
            scan = Scan.ALL.ids(1, id).backward();
        }
        long sum = 0;
        try (Cursor<Change> changes = asked.history().changes(scan, monitor)) {
            for (int i = 0; i < PAGE && changes.next(); i++) {
                // What a list shows: when, which table, and the values of the row.
                Change change = changes.get();
                sum += change.transaction().commitTimeMicros();
                sum += change.after().or(change::before).map(v -> v.size()).orElse(0);
            }
        }
        return sum;
    }

    private static Object rowHistory(Asked asked, SplittableRandom random, ImportMonitor monitor)
            throws RowbackException {
        Change change = asked.history().change(1 + random.nextLong(asked.changes())).orElseThrow();
        return RowHistory.of(
                asked.history(), change.tableId(), change.key().orElseThrow(), monitor);
    }

    private static Object asOfPage(Asked asked, SplittableRandom random, ImportMonitor monitor)
            throws RowbackException {
        List<TableSummary> tables = asked.history().tables();
        TableSummary table = tables.get(random.nextInt(tables.size()));
        AsOf asOf = new AsOf(asked.history(), random.nextLong(asked.changes()));
        int cells = 0;
        try (Cursor<AsOf.Row> rows = asOf.newest(table.id(), monitor)) {
            for (int i = 0; i < PAGE && rows.next(); i++) {
                cells += rows.get().image().size();
            }
        }
        return cells;
    }

    private static Object overwritten(Asked asked, SplittableRandom random, ImportMonitor monitor)
            throws RowbackException {
        long first = 1 + random.nextLong(Math.max(1, asked.changes() - 10_000));
        return LaterWrites.of(asked.history(), Scan.ALL.ids(first, first + 9_999), monitor);
    }
}
