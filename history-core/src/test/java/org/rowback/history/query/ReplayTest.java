package org.rowback.history.query;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.query.RandomHistory.Held;
import org.rowback.history.testing.Rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/// Row histories, blame, as-of states and net diffs of random histories against a plain replay.
class ReplayTest {
    @Property(tries = 150)
    void asOfIsTheReplayedTable(
            @ForAll long seed,
            @ForAll boolean keyed,
            @ForAll boolean minimal,
            @ForAll boolean truncates)
            throws Exception {
        RandomHistory random = new RandomHistory(seed, keyed, minimal, truncates, 0);
        for (int point = 0; point < random.after.size(); point += 1 + point / 3) {
            assertThat(asOf(random, point, 64L << 20))
                    .as("after change %d of seed %d", point, seed)
                    .isEqualTo(table(random.after.get(point)));
            assertThat(newest(random, point))
                    .as("newest first, after change %d of seed %d", point, seed)
                    .isEqualTo(table(random.after.get(point)));
        }
        int end = random.after.size() - 1;
        assertThat(asOf(random, end, 100))
                .as("in a scratch file")
                .isEqualTo(table(random.after.get(end)));
    }

    @Property(tries = 120)
    void asOfNeverSaysWhatIsNotTrueWhereTheEvidenceBeginsLate(
            @ForAll long seed, @ForAll boolean minimal) throws Exception {
        RandomHistory random = new RandomHistory(seed, true, minimal, false, 12);
        for (int point = 0; point < random.after.size(); point += 1 + point / 3) {
            List<Held> truth = random.after.get(point);
            try (AsOf.Rows rows = new AsOf(random.history, point).rows(1, ImportMonitor.NONE)) {
                while (rows.next()) {
                    RowImage image = rows.get().image();
                    long id = number(image.value(0)).orElseThrow();
                    Held held =
                            truth.stream()
                                    .filter(h -> h.values().getFirst() == id)
                                    .findFirst()
                                    .orElseThrow(
                                            () ->
                                                    new AssertionError(
                                                            "row " + id + " was not there"));
                    for (int i = 0; i < 4; i++) {
                        Optional<Long> value = number(image.value(i));
                        if (value.isPresent()) {
                            assertThat(value.get()).isEqualTo(held.values().get(i));
                        }
                    }
                }
            }
        }
    }

    @Property(tries = 120)
    void newestRowsAreTheRowsByKeyWhereTheEvidenceBeginsLate(
            @ForAll long seed, @ForAll boolean minimal, @ForAll boolean truncates)
            throws Exception {
        RandomHistory random = new RandomHistory(seed, true, minimal, truncates, 12);
        for (int point = 0; point < random.after.size(); point += 1 + point / 3) {
            AsOf asOf = new AsOf(random.history, point);
            assertThat(all(asOf.newest(1, ImportMonitor.NONE)))
                    .as("after change %d of seed %d", point, seed)
                    .containsExactlyInAnyOrderElementsOf(all(asOf.rows(1, ImportMonitor.NONE)));
        }
    }

    @Property(tries = 50)
    void newestRowsComeByTheirLastChange(@ForAll long seed) throws Exception {
        RandomHistory random = new RandomHistory(seed, true, false, false, 0);
        int point = random.after.size() / 2;
        List<AsOf.Row> rows = all(new AsOf(random.history, point).newest(1, ImportMonitor.NONE));
        assertThat(rows).isSortedAccordingTo(Comparator.comparingLong(AsOf.Row::from).reversed());
    }

    private static List<AsOf.Row> all(Cursor<AsOf.Row> rows) throws Exception {
        try (rows) {
            List<AsOf.Row> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.get());
            }
            return all;
        }
    }

    private static List<List<Long>> newest(RandomHistory random, int point) throws Exception {
        return all(new AsOf(random.history, point).newest(1, ImportMonitor.NONE)).stream()
                .peek(row -> assertThat(row.standing()).isEqualTo(RowState.Standing.PROVEN))
                .map(row -> numbers(row.image()))
                .sorted(Comparator.comparing(List::toString))
                .toList();
    }

    @Property(tries = 120)
    void rowHistoriesHoldEachChangeOfARowAndFillInItsTrueValues(
            @ForAll long seed, @ForAll boolean minimal) throws Exception {
        RandomHistory random = new RandomHistory(seed, true, minimal, false, 0);
        RowTracer tracer = new RowTracer(random.history);
        for (long id : random.rowOf.keySet()) {
            long row = random.rowOf.get(id);
            Change change = random.history.change(id).orElseThrow();
            List<Version> versions = tracer.rowOf(change);
            List<Long> expected =
                    random.rowOf.entrySet().stream()
                            .filter(e -> e.getValue() == row)
                            .map(e -> e.getKey())
                            .toList();
            assertThat(versions)
                    .as("row of change %d", id)
                    .extracting(Version::id)
                    .isEqualTo(expected);
            assertThat(versions).noneMatch(v -> v.link() == Version.Link.HOLE);
            for (Version version : versions) {
                version.after().ifPresent(image -> assertTrue(random, version.id(), row, image));
            }
        }
    }

    private static void assertTrue(RandomHistory random, long point, long row, RowImage image) {
        Held held =
                random.after.get((int) point).stream()
                        .filter(h -> h.row() == row)
                        .findFirst()
                        .orElseThrow();
        for (int i = 0; i < 4; i++) {
            assertThat(image.value(i)).isEqualTo(Rows.n(held.values().get(i)));
        }
    }

    @Property(tries = 100)
    void rowStatesAreTheReplayedOnes(@ForAll long seed, @ForAll boolean minimal) throws Exception {
        RandomHistory random = new RandomHistory(seed, true, minimal, true, 0);
        for (long id = 1; id <= 8; id++) {
            RowKey key = Rows.key(Rows.n(id));
            for (int point = 0; point < random.after.size(); point += 3) {
                long wanted = id;
                Optional<Held> held =
                        random.after.get(point).stream()
                                .filter(h -> h.values().getFirst() == wanted)
                                .findFirst();
                RowState state = RowState.at(random.history, 1, key, point);
                assertThat(state.image().map(ReplayTest::numbers))
                        .as("key %d after change %d", id, point)
                        .isEqualTo(held.map(Held::values));
            }
        }
    }

    @Property(tries = 100)
    void blameIsTheLastChangeThatSetTheColumn(@ForAll long seed, @ForAll boolean minimal)
            throws Exception {
        RandomHistory random = new RandomHistory(seed, true, minimal, false, 0);
        for (Held held : random.after.getLast()) {
            Blame blame =
                    Blame.of(random.history, 1, Rows.key(Rows.n(held.values().getFirst())))
                            .orElseThrow();
            assertThat(blame.endedBy()).isEmpty();
            for (int i = 0; i < 4; i++) {
                assertThat(blame.cells().get(i).by().orElseThrow().id())
                        .as("column %d of %s", i, held)
                        .isEqualTo(lastSetter(random, held.row(), i));
            }
        }
    }

    private static long lastSetter(RandomHistory random, long row, int column) {
        long setter = 0;
        for (long id : random.rowOf.keySet()) {
            if (random.rowOf.get(id) == row) {
                Optional<Held> before = held(random, id - 1, row);
                Optional<Held> after = held(random, id, row);
                boolean set =
                        after.isPresent()
                                && (before.isEmpty()
                                        || !before.get()
                                                .values()
                                                .get(column)
                                                .equals(after.get().values().get(column)));
                setter = set ? id : setter;
            }
        }
        return setter;
    }

    private static Optional<Held> held(RandomHistory random, long point, long row) {
        return random.after.get((int) point).stream().filter(h -> h.row() == row).findFirst();
    }

    @Property(tries = 150)
    void netDiffIsTheDifferenceOfTheReplayedTables(
            @ForAll long seed, @ForAll boolean minimal, @ForAll boolean truncates)
            throws Exception {
        RandomHistory random = new RandomHistory(seed, true, minimal, truncates, 0);
        Random choice = new Random(seed);
        int from = choice.nextInt(random.after.size());
        int to = from + choice.nextInt(random.after.size() - from);
        TreeSet<String> expected = new TreeSet<>();
        TreeSet<Long> rows = new TreeSet<>();
        random.after.get(from).forEach(h -> rows.add(h.row()));
        random.after.get(to).forEach(h -> rows.add(h.row()));
        for (long row : rows) {
            Optional<List<Long>> before = held(random, from, row).map(Held::values);
            Optional<List<Long>> after = held(random, to, row).map(Held::values);
            if (!before.equals(after)) {
                expected.add(before + " -> " + after);
            }
        }
        for (long scratch : new long[] {64L << 20, 100}) {
            TreeSet<String> found = new TreeSet<>();
            NetDiff diff = new NetDiff(random.history, from, to, scratch);
            try (NetDiff.Rows changed = diff.rows(1, ImportMonitor.NONE)) {
                while (changed.next()) {
                    NetDiff.Row row = changed.get();
                    found.add(
                            row.before().map(ReplayTest::numbers)
                                    + " -> "
                                    + row.after().map(ReplayTest::numbers));
                }
            }
            assertThat(found).as("from %d to %d of seed %d", from, to, seed).isEqualTo(expected);
        }
    }

    @Property(tries = 100)
    void netDiffOfATableWithoutKeyIsTheDifferenceOfItsRowsCounted(@ForAll long seed)
            throws Exception {
        RandomHistory random = new RandomHistory(seed, false, false, true, 0);
        Random choice = new Random(seed);
        int from = choice.nextInt(random.after.size());
        int to = from + choice.nextInt(random.after.size() - from);
        List<List<Long>> table = new ArrayList<>(table(random.after.get(from)));
        try (NetDiff.Rows changed =
                new NetDiff(random.history, from, to).rows(1, ImportMonitor.NONE)) {
            while (changed.next()) {
                NetDiff.Row row = changed.get();
                if (row.op() != Op.INSERT) {
                    assertThat(table.remove(numbers(row.before().orElseThrow()))).isTrue();
                }
                row.after().ifPresent(image -> table.add(numbers(image)));
            }
        }
        table.sort(Comparator.comparing(List::toString));
        assertThat(table).isEqualTo(table(random.after.get(to)));
    }

    private static List<List<Long>> asOf(RandomHistory random, int point, long scratch)
            throws Exception {
        List<List<Long>> found = new ArrayList<>();
        try (AsOf.Rows rows =
                new AsOf(random.history, point, scratch).rows(1, ImportMonitor.NONE)) {
            while (rows.next()) {
                assertThat(rows.get().standing()).isEqualTo(RowState.Standing.PROVEN);
                found.add(numbers(rows.get().image()));
            }
        }
        found.sort(Comparator.comparing(List::toString));
        return found;
    }

    private static List<List<Long>> table(List<Held> rows) {
        return rows.stream()
                .map(Held::values)
                .map(ArrayList::new)
                .map(l -> (List<Long>) l)
                .sorted(Comparator.comparing(List::toString))
                .toList();
    }

    private static List<Long> numbers(RowImage image) {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < image.size(); i++) {
            numbers.add(number(image.value(i)).orElse(-1L));
        }
        return numbers;
    }

    private static Optional<Long> number(ColumnValue value) {
        return value instanceof Datum.IntegerDatum n ? Optional.of(n.value()) : Optional.empty();
    }
}
