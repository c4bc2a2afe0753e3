package org.rowback.history.query;

import static org.rowback.history.testing.Rows.ABSENT;
import static org.rowback.history.testing.Rows.n;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Op;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.Transaction;
import org.rowback.history.testing.InMemoryHistory;
import org.rowback.history.testing.InMemoryHistory.Row;
import org.rowback.history.testing.Rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// A random history of one table together with what a plain replay says of it: the rows after each change, and which
/// of them are one row.
final class RandomHistory {
    static final SchemaVersion KEYED =
            Rows.table("shop.t", "id", "id int", "a int", "b int", "c int");
    static final SchemaVersion KEYLESS =
            Rows.table("shop.l", "", "id int", "a int", "b int", "c int");

    /// A row of the model.
    ///
    /// @param row which row it is, across changes of its key
    record Held(long row, List<Long> values) {}

    final InMemoryHistory history = new InMemoryHistory();
    final SchemaVersion schema;

    /// The rows after each change by id; 0 is the start.
    final List<List<Held>> after = new ArrayList<>();

    /// Which row each change that counts belongs to; absent for void ones.
    final Map<Long, Long> rowOf = new TreeMap<>();

    /// How many changes at the beginning are not in the evidence.
    final int hidden;

    private final Random random;
    private final boolean minimal;
    private final boolean truncates;
    private List<Held> rows = new ArrayList<>();
    private final Map<Long, Long> freed = new TreeMap<>();
    private long nextRow = 1;
    private long nextId = 1;

    RandomHistory(long seed, boolean keyed, boolean minimal, boolean truncates, int hidden) {
        this.random = new Random(seed);
        this.schema = keyed ? KEYED : KEYLESS;
        this.minimal = minimal;
        this.truncates = truncates;
        this.hidden = hidden;
        for (int i = 0; i < hidden; i++) {
            step(false);
        }
        after.add(rows);
        int transactions = 5 + random.nextInt(30);
        for (int i = 0; i < transactions; i++) {
            transaction(i + 1);
        }
    }

    private void transaction(int time) {
        boolean isVoid = random.nextInt(6) == 0;
        List<Held> saved = rows;
        Map<Long, Long> savedFreed = new TreeMap<>(freed);
        List<Row> changes = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Row change = step(!isVoid);
            changes.add(change);
            nextId++;
            after.add(isVoid ? saved : rows);
        }
        if (isVoid) {
            rows = saved;
            freed.clear();
            freed.putAll(savedFreed);
        }
        history.commit(
                time * 10L,
                7,
                isVoid ? Transaction.Status.ROLLED_BACK : Transaction.Status.COMMITTED,
                changes.toArray(Row[]::new));
    }

    private Row step(boolean counts) {
        if (truncates && random.nextInt(25) == 0) {
            rows.forEach(r -> freed.put(r.values().getFirst(), r.row()));
            rows = new ArrayList<>();
            return new Row(schema, Op.TRUNCATE, null, null, "TRUNCATE t");
        }
        int what = random.nextInt(10);
        if (rows.isEmpty() || what < 3) {
            long id = 1 + random.nextInt(8);
            if (!schema.hasKey() || rows.stream().noneMatch(r -> r.values().getFirst() == id)) {
                return insert(id, counts);
            }
        }
        if (rows.isEmpty()) {
            return insert(1, counts);
        }
        Held old = rows.get(random.nextInt(rows.size()));
        return what < 5 ? delete(old, counts) : update(old, counts);
    }

    private Row insert(long id, boolean counts) {
        List<Long> values = List.of(id, small(), small(), small());
        Long before = freed.remove(id);
        long row = schema.hasKey() && before != null ? before : nextRow++;
        rows = new ArrayList<>(rows);
        rows.add(new Held(row, values));
        note(counts, row);
        return Row.insert(schema, full(values));
    }

    private Row delete(Held old, boolean counts) {
        rows = new ArrayList<>(rows);
        rows.remove(old);
        freed.put(old.values().getFirst(), old.row());
        note(counts, old.row());
        return Row.delete(schema, partly() ? key(old.values()) : full(old.values()));
    }

    private Row update(Held old, boolean counts) {
        List<Long> values = new ArrayList<>(old.values());
        if (random.nextInt(4) == 0) {
            long id = 1 + random.nextInt(8);
            if (!schema.hasKey() || rows.stream().noneMatch(r -> r.values().getFirst() == id)) {
                values.set(0, id);
            }
        }
        values.set(1 + random.nextInt(3), small());
        rows = new ArrayList<>(rows);
        rows.remove(old);
        rows.add(new Held(old.row(), values));
        if (!values.getFirst().equals(old.values().getFirst())) {
            freed.remove(values.getFirst());
            freed.remove(old.values().getFirst());
        }
        note(counts, old.row());
        if (!partly()) {
            return Row.update(schema, full(old.values()), full(values));
        }
        ColumnValue[] changed = full(values);
        for (int i = 0; i < changed.length; i++) {
            if (values.get(i).equals(old.values().get(i))) {
                changed[i] = ABSENT;
            }
        }
        return Row.update(schema, key(old.values()), changed);
    }

    private void note(boolean counts, long row) {
        if (counts) {
            rowOf.put(nextId, row);
        }
    }

    private boolean partly() {
        return minimal && schema.hasKey() && random.nextInt(3) > 0;
    }

    private long small() {
        return random.nextInt(3);
    }

    static ColumnValue[] full(List<Long> values) {
        return values.stream().map(Rows::n).toArray(ColumnValue[]::new);
    }

    private static ColumnValue[] key(List<Long> values) {
        return new ColumnValue[] {n(values.getFirst()), ABSENT, ABSENT, ABSENT};
    }
}
