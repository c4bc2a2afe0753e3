package org.rowback.history.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.Moment;
import org.rowback.history.query.RowState;
import org.rowback.history.query.TableSummary;
import org.rowback.history.testing.InMemoryHistory;
import org.rowback.history.testing.InMemoryHistory.Row;
import org.rowback.history.testing.Rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Random histories of a table, replayed on a plain list beside the history.
class SnapshotPropertyTest {
    private static final SchemaVersion KEYED = Rows.table("shop.t", "id", "id int", "n int");
    private static final SchemaVersion KEYLESS = Rows.table("shop.t", "", "id int", "n int");

    /// The table after each change; entry 0 is before the first.
    private final List<List<List<Long>>> states = new ArrayList<>();

    /// Rows that no change touched are not in the log, so the table begins empty or with rows that are touched later.
    private InMemoryHistory play(Random random, SchemaVersion schema, int changes) {
        InMemoryHistory history = new InMemoryHistory();
        List<List<Long>> table = new ArrayList<>();
        states.clear();
        states.add(List.copyOf(table));
        for (int i = 0; i < changes; i++) {
            boolean undone = random.nextInt(8) == 0;
            List<List<Long>> saved = List.copyOf(table);
            Row row = change(random, schema, table);
            history.commit(
                    i + 1,
                    7,
                    undone ? Transaction.Status.ROLLED_BACK : Transaction.Status.COMMITTED,
                    row);
            if (undone) {
                table.clear();
                table.addAll(saved);
            }
            states.add(List.copyOf(table));
        }
        return history;
    }

    private static Row change(Random random, SchemaVersion schema, List<List<Long>> table) {
        int kind = table.isEmpty() ? 0 : random.nextInt(4);
        if (kind == 0) {
            List<Long> row = List.of(freeKey(random, schema, table), (long) random.nextInt(3));
            table.add(row);
            return Row.insert(schema, values(row));
        }
        int at = random.nextInt(table.size());
        List<Long> old = table.get(at);
        if (kind == 1) {
            table.remove(at);
            return Row.delete(schema, values(old));
        }
        List<Long> now =
                List.of(
                        kind == 2 ? old.get(0) : freeKey(random, schema, table),
                        (long) random.nextInt(3));
        table.set(at, now);
        return Row.update(schema, values(old), values(now));
    }

    private static long freeKey(Random random, SchemaVersion schema, List<List<Long>> table) {
        while (true) {
            long key = random.nextInt(9);
            if (!schema.hasKey()
                    || table.stream().noneMatch(r -> r.get(0) == key)
                    || table.size() > 8) {
                return table.size() > 8 ? 100 + random.nextInt(1_000_000) : key;
            }
        }
    }

    private static ColumnValue[] values(List<Long> row) {
        return row.stream().map(Datum.IntegerDatum::new).toArray(ColumnValue[]::new);
    }

    private static List<Long> numbers(RowImage image) {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < image.size(); i++) {
            numbers.add(((Datum.IntegerDatum) image.value(i)).value());
        }
        return numbers;
    }

    @Property(tries = 60)
    void aTableAsOfAnyMomentIsWhatAReplayShows(@ForAll long seed) throws RowbackException {
        for (SchemaVersion schema : List.of(KEYED, KEYLESS)) {
            InMemoryHistory history = play(new Random(seed), schema, 40);
            TableSummary table = history.tables().getFirst();
            for (int moment : new int[] {0, 7, 23, 40}) {
                List<List<Long>> found = new ArrayList<>();
                AsOf.of(history, new Moment(moment, "test"))
                        .rows(
                                table,
                                row -> {
                                    assertThat(row.standing()).isEqualTo(RowState.Standing.PROVEN);
                                    found.add(numbers(row.image()));
                                },
                                ImportMonitor.NONE);
                assertThat(found).containsExactlyInAnyOrderElementsOf(states.get(moment));
            }
        }
    }

    /// What the log does not begin with is known from the changes that touch it later.
    @Property(tries = 40)
    void rowsFirstTouchedLaterWereThereBefore(@ForAll long seed) throws RowbackException {
        Random random = new Random(seed);
        InMemoryHistory history = new InMemoryHistory();
        history.commit(1, 7, Row.insert(KEYED, values(List.of(1L, 0L))));
        long n = random.nextInt(100);
        history.commit(2, 7, Row.update(KEYED, values(List.of(2L, n)), values(List.of(2L, n + 1))));
        List<List<Long>> found = new ArrayList<>();
        AsOf.of(history, new Moment(1, "test"))
                .rows(
                        history.tables().getFirst(),
                        row -> found.add(numbers(row.image())),
                        ImportMonitor.NONE);
        assertThat(found).containsExactlyInAnyOrder(List.of(1L, 0L), List.of(2L, n));
    }

    @Property(tries = 60)
    void theNetDifferenceTurnsOneStateIntoTheOther(@ForAll long seed) throws RowbackException {
        for (SchemaVersion schema : List.of(KEYED, KEYLESS)) {
            InMemoryHistory history = play(new Random(seed), schema, 40);
            int from = new Random(seed).nextInt(40);
            Map<List<Long>, Integer> counts = counts(states.get(from));
            NetDiff.rows(
                    history,
                    history.tables().getFirst(),
                    new Moment(from, ""),
                    new Moment(40, ""),
                    row -> {
                        row.before()
                                .ifPresent(image -> counts.merge(numbers(image), -1, Integer::sum));
                        row.after()
                                .ifPresent(image -> counts.merge(numbers(image), 1, Integer::sum));
                        assertThat(row.before()).isNotEqualTo(row.after());
                    },
                    ImportMonitor.NONE);
            counts.values().removeIf(n -> n == 0);
            assertThat(counts).isEqualTo(counts(states.get(40)));
        }
    }

    private static Map<List<Long>, Integer> counts(List<List<Long>> rows) {
        Map<List<Long>, Integer> counts =
                new TreeMap<>(
                        (a, b) -> Arrays.compare(a.toArray(Long[]::new), b.toArray(Long[]::new)));
        rows.forEach(r -> counts.merge(r, 1, Integer::sum));
        return counts;
    }
}
