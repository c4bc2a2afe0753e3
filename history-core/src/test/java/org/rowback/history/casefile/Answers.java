package org.rowback.history.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import org.rowback.history.filter.Catalog;
import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Truth;
import org.rowback.history.query.Count;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.Density;
import org.rowback.history.query.History;
import org.rowback.history.query.LaterWrites;
import org.rowback.history.query.Matches;
import org.rowback.history.query.RowAt;
import org.rowback.history.query.Scan;
import org.rowback.history.query.TableSummary;
import org.rowback.history.search.ChangeSearch;
import org.rowback.history.testing.RandomFilter;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Compares every answer of a case with the oracle's.
final class Answers {
    private final History actual;
    private final History expected;
    private final Random random;

    Answers(History actual, History expected, long seed) {
        this.actual = actual;
        this.expected = expected;
        random = new Random(seed);
    }

    void compare() throws RowbackException {
        assertThat(actual.totals()).isEqualTo(expected.totals());
        assertThat(actual.sources()).isEqualTo(expected.sources());
        assertThat(actual.tables()).isEqualTo(expected.tables());
        assertThat(list(actual.findings())).isEqualTo(list(expected.findings()));
        tables();
        transactions();
        changes();
        scans();
        searches();
        keys();
        densities();
        laterWrites();
    }

    private void tables() throws RowbackException {
        for (TableName name :
                List.of(
                        new TableName("shop", "orders"),
                        new TableName("SHOP", "Orders"),
                        new TableName("", "log"),
                        new TableName("", "nothing"))) {
            assertThat(actual.table(name)).isEqualTo(expected.table(name));
        }
        List<TableSummary> described = described();
        for (TableSummary table : expected.tables()) {
            if (!described.contains(table)) {
                assertThat(actual.schemaVersions(table.id())).isEmpty();
                continue;
            }
            assertThat(actual.schemaVersions(table.id()))
                    .isEqualTo(expected.schemaVersions(table.id()));
            long any = 1 + random.nextLong(expected.totals().changes() + 1);
            assertThat(actual.schemaAt(table.id(), any))
                    .isEqualTo(expected.schemaAt(table.id(), any));
        }
    }

    private void transactions() throws RowbackException {
        long last = expected.totals().transactions();
        for (long from : new long[] {0, 1, last / 2, last, last + 1, Long.MAX_VALUE}) {
            assertThat(list(actual.transactions(from, true)))
                    .isEqualTo(list(expected.transactions(from, true)));
            assertThat(list(actual.transactions(from, false)))
                    .isEqualTo(list(expected.transactions(from, false)));
            assertThat(actual.transaction(from)).isEqualTo(expected.transaction(from));
        }
        for (int i = 0; i < 10; i++) {
            long micros = time();
            assertThat(actual.transactionAtOrAfter(micros))
                    .isEqualTo(expected.transactionAtOrAfter(micros));
        }
    }

    private void changes() throws RowbackException {
        long last = expected.totals().changes();
        for (long id : new long[] {-1, 0, 1, last / 3, last, last + 1}) {
            assertThat(actual.change(id).map(Seen::of))
                    .isEqualTo(expected.change(id).map(Seen::of));
        }
        assertThat(seen(actual, Scan.ALL.includingVoid()))
                .isEqualTo(seen(expected, Scan.ALL.includingVoid()));
    }

    private void scans() throws RowbackException {
        for (int i = 0; i < 12; i++) {
            Scan scan = scan();
            assertThat(ids(actual, scan)).describedAs("%s", scan).isEqualTo(ids(expected, scan));
            assertThat(actual.count(scan, ImportMonitor.NONE))
                    .describedAs("%s", scan)
                    .isEqualTo(expected.count(scan, ImportMonitor.NONE));
        }
    }

    /// The tables of which the log holds a row, counting or not: of one that was only emptied it says no columns, which
    /// the oracle knows all the same.
    private List<TableSummary> described() throws RowbackException {
        Set<Integer> named = new HashSet<>();
        for (Change change : list(expected.changes(Scan.ALL.includingVoid(), ImportMonitor.NONE))) {
            if (change.op().isRow()) {
                named.add(change.tableId());
            }
        }
        return expected.tables().stream().filter(table -> named.contains(table.id())).toList();
    }

    /// The columns of the tables that the log names: a short one does not name all.
    private Set<String> columns() throws RowbackException {
        Set<String> columns = new HashSet<>();
        for (TableSummary table : described()) {
            expected.schemaAt(table.id(), Long.MAX_VALUE)
                    .ifPresent(schema -> schema.columns().forEach(c -> columns.add(c.name())));
        }
        return columns;
    }

    private record Hit(long id, long undecidable) {}

    /// What a search finds, by tests worked out for blocks and formats, is what the filter says of each change alone.
    private void searches() throws RowbackException {
        Set<String> columns = columns();
        List<String> numbers =
                Stream.of("id", "total", "line", "order_id", "at")
                        .filter(columns::contains)
                        .toList();
        List<String> texts = Stream.of("status", "what").filter(columns::contains).toList();
        if (numbers.isEmpty() || texts.isEmpty()) {
            // A log so short that no table is in it.
            assertThat(described()).isEmpty();
            return;
        }
        RandomFilter filters = new RandomFilter(random, numbers, texts);
        for (int i = 0; i < 5; i++) {
            String text = filters.next();
            Scan scan = scan();
            List<Hit> hits = new ArrayList<>();
            Filter plain = Filter.parse(text, Catalog.of(expected, ZoneOffset.UTC));
            long undecidable = 0;
            for (Change change : list(expected.changes(scan, ImportMonitor.NONE))) {
                Truth truth = plain.test(change);
                undecidable += truth == Truth.UNDECIDABLE ? 1 : 0;
                if (truth == Truth.TRUE) {
                    hits.add(new Hit(change.id(), undecidable));
                }
            }
            Filter filter = Filter.parse(text, Catalog.of(actual, ZoneOffset.UTC));
            ChangeSearch search = new ChangeSearch(actual, filter, scan, false);
            Count count = search.count(ImportMonitor.NONE);
            assertThat(count)
                    .describedAs("%s in %s", text, scan)
                    .isEqualTo(
                            new Count(
                                    hits.size(),
                                    undecidable,
                                    search.candidates(ImportMonitor.NONE)));
            List<Hit> found = new ArrayList<>();
            try (Matches matches = search.matches(scan.forward(), ImportMonitor.NONE)) {
                while (matches.next()) {
                    found.add(new Hit(matches.get().id(), matches.undecidable()));
                }
                assertThat(matches.undecidable()).isEqualTo(count.undecidable());
                assertThat(matches.examined()).isEqualTo(count.candidates());
            }
            assertThat(found).describedAs("%s in %s", text, scan).isEqualTo(hits);
        }
    }

    private Scan scan() throws RowbackException {
        Scan scan = Scan.ALL;
        long last = expected.totals().changes();
        if (random.nextBoolean()) {
            long from = 1 + random.nextLong(last + 1);
            scan = scan.ids(from, from + random.nextLong(last + 1));
        }
        if (random.nextBoolean()) {
            long from = time();
            scan = scan.times(from, from + random.nextLong(100_000_000));
        }
        if (random.nextBoolean()) {
            BitSet tables = new BitSet();
            tables.set(1 + random.nextInt(4));
            scan = scan.tables(tables);
        }
        if (random.nextBoolean()) {
            scan = scan.ops(EnumSet.of(Op.values()[random.nextInt(4)], Op.DDL));
        }
        scan = random.nextBoolean() ? scan.backward() : scan;
        return random.nextBoolean() ? scan.includingVoid() : scan;
    }

    private void keys() throws RowbackException {
        List<Change> some = list(expected.changes(Scan.ALL, ImportMonitor.NONE));
        for (int i = 0; i < 15 && !some.isEmpty(); i++) {
            Change change = some.get(random.nextInt(some.size()));
            if (change.op().isRow()) {
                RowKey key =
                        (random.nextBoolean() ? change.key() : change.keyAfter()).orElseThrow();
                assertThat(actual.changesOf(change.tableId(), key))
                        .describedAs("%s of %s", key, change.table())
                        .isEqualTo(expected.changesOf(change.tableId(), key));
            }
        }
    }

    private void laterWrites() throws RowbackException {
        Scan scan = scan();
        BitSet overwritten = new BitSet();
        for (Change change : list(expected.changes(scan, ImportMonitor.NONE))) {
            if (change.op().isRow() && !change.isVoid()) {
                RowKey left =
                        (change.op() == Op.DELETE ? change.key() : change.keyAfter()).orElseThrow();
                RowAt at = new RowAt(change.tableId(), left, change.id());
                overwritten.set((int) change.id(), expected.isWrittenAfter(at));
            }
        }
        assertThat(LaterWrites.of(actual, scan, ImportMonitor.NONE))
                .describedAs("%s", scan)
                .isEqualTo(overwritten);
    }

    private void densities() throws RowbackException {
        for (int i = 0; i < 6; i++) {
            long from = Math.floorDiv(time(), 1_000_000) * 1_000_000;
            int bins = 1 + random.nextInt(50);
            long to = from + bins * (1 + random.nextLong(400)) * 1_000_000;
            assertThat(lanes(actual.density(from, to, bins)))
                    .isEqualTo(lanes(expected.density(from, to, bins)));
        }
    }

    private static Map<Integer, List<List<Long>>> lanes(Density density) {
        Map<Integer, List<List<Long>>> lanes = new TreeMap<>();
        density.lanes()
                .forEach(
                        (table, counts) -> {
                            List<List<Long>> ops = new ArrayList<>();
                            for (long[] bins : counts) {
                                List<Long> list = new ArrayList<>();
                                for (long bin : bins) {
                                    list.add(bin);
                                }
                                ops.add(list);
                            }
                            lanes.put(table, ops);
                        });
        return lanes;
    }

    private long time() throws RowbackException {
        long first = expected.totals().firstTimeMicros() - 5_000_000;
        return first + random.nextLong(Math.max(1, expected.totals().lastTimeMicros() - first));
    }

    private record Seen(List<Object> parts) {
        static Seen of(Change c) {
            return new Seen(
                    List.of(
                            c.id(),
                            c.transaction(),
                            c.op(),
                            c.tableId(),
                            c.table(),
                            c.op().isRow() ? c.schema() : "",
                            c.before(),
                            c.after(),
                            c.position(),
                            c.sourceId(),
                            c.statement(),
                            c.isVoid()));
        }
    }

    private static List<Seen> seen(History history, Scan scan) throws RowbackException {
        return list(history.changes(scan, ImportMonitor.NONE)).stream().map(Seen::of).toList();
    }

    private static List<Long> ids(History history, Scan scan) throws RowbackException {
        return list(history.changes(scan, ImportMonitor.NONE)).stream().map(Change::id).toList();
    }

    private static <T> List<T> list(Cursor<T> cursor) throws RowbackException {
        try (cursor) {
            List<T> items = new ArrayList<>();
            while (cursor.next()) {
                items.add(cursor.get());
            }
            return items;
        }
    }
}
