package org.rowback.history.query;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.Truth;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Works out the net change of one table, by its changes between two points in order.
///
/// The state of a row moves with its key. A state whose row is gone stays at the key that the row had last, so that a
/// row inserted there again goes on with it; where another row takes the place of one that moved away, it has a state
/// of its own. Rows of a table without key are found by their whole image, of several equal ones the newest.
final class TableDiff implements AutoCloseable {
    /// A touched row.
    ///
    /// @param before as its first change found it; empty where that was an INSERT
    /// @param after as its last change left it; empty where it is gone
    /// @param first id of its first change; 0 where the key holds no row any more
    /// @param below of the equal rows of a table without key, the slot of the one that came before; -1 for none
    record State(
            Optional<RowImage> before,
            Optional<RowImage> after,
            long first,
            long last,
            long changes,
            long below) {
        State above(long newBelow) {
            return new State(before, after, first, last, changes, newBelow);
        }
    }

    private static final State EMPTY_STACK = stack(0, -1);

    private final History history;
    private final int tableId;
    private final long from;
    private final long to;
    private final ScratchRows rows;
    private final RowTracer tracer;
    private final List<SchemaVersion> schemas = new ArrayList<>();
    private final ScratchWriter writer = new ScratchWriter(schemas);
    private long changes;
    private long gone;

    TableDiff(History history, int tableId, long from, long to, ScratchRows rows) {
        this.history = history;
        this.tableId = tableId;
        this.from = from;
        this.to = to;
        this.rows = rows;
        this.tracer = new RowTracer(history);
    }

    void read(ImportMonitor monitor) throws RowbackException {
        BitSet table = new BitSet();
        table.set(tableId);
        Scan scan = Scan.ALL.tables(table).ids(from + 1, to);
        try (Cursor<Change> cursor = history.changes(scan, monitor)) {
            while (cursor.next()) {
                Change change = cursor.get();
                if ((++changes & 0xFFF) == 0) {
                    monitor.check();
                    monitor.progress(
                            "comparing " + change.table(),
                            change.id() - from,
                            to - from,
                            "changes");
                }
                if (change.op().isRow()) {
                    row(change);
                } else {
                    Optional<Emptying> emptying = Emptying.of(history, change);
                    if (emptying.isPresent()) {
                        emptied(emptying.get(), monitor);
                    }
                }
            }
        }
    }

    Cursor<byte[]> states() throws RowbackException {
        return rows.states();
    }

    long changes() {
        return changes;
    }

    private void row(Change change) throws RowbackException {
        if (change.op() == Op.INSERT) {
            insert(change);
            return;
        }
        Taken taken = take(change.key().orElseThrow());
        if (change.op() == Op.DELETE) {
            put(taken.place(), touch(change, taken.state(), Optional.empty()));
            return;
        }
        RowImage found = found(change, taken.state());
        RowImage after = RowFiller.kept(change.id(), found, change.after(found).orElseThrow());
        put(taken.place(), nothing());
        give(RowKey.of(after), touch(change, taken.state(), Optional.of(after)));
    }

    private RowImage found(Change change, Optional<State> state) throws RowbackException {
        if (state.isEmpty()) {
            return NetDiff.before(tracer, change);
        }
        RowImage before = change.before().orElseThrow();
        RowImage left = state.get().after().orElseThrow();
        boolean follows =
                before.isPartial()
                        && !tracer.doubts().between(state.get().last(), change.id())
                        && RowFiller.differences(left, before).isEmpty();
        return follows ? RowFiller.filledFrom(left, state.get().last(), before) : before;
    }

    private void insert(Change change) throws RowbackException {
        RowImage after = change.after().orElseThrow();
        RowKey key = RowKey.of(after);
        Optional<State> old = key.whole() ? Optional.empty() : state(KeyBytes.of(key));
        if (old.isPresent() && old.get().first() != 0) {
            put(KeyBytes.of(key), touch(change, old, Optional.of(after)));
        } else {
            give(key, touch(change, Optional.empty(), Optional.of(after)));
        }
    }

    private State touch(Change change, Optional<State> state, Optional<RowImage> after)
            throws RowbackException {
        if (state.isPresent()) {
            State s = state.get();
            return new State(s.before(), after, s.first(), change.id(), s.changes() + 1, s.below());
        }
        Optional<RowImage> before =
                change.op() == Op.INSERT
                        ? Optional.empty()
                        : Optional.of(NetDiff.before(tracer, change));
        return new State(before, after, change.id(), change.id(), 1, 0);
    }

    private static State nothing() {
        return new State(Optional.empty(), Optional.empty(), 0, 0, 0, 0);
    }

    /// A row taken from its key: where its state was, and what it was where the row was touched before.
    private record Taken(Bytes place, Optional<State> state) {}

    /// Takes the row of a key; of several equal rows without key the newest.
    private Taken take(RowKey key) throws RowbackException {
        if (!key.whole()) {
            Bytes place = KeyBytes.of(key);
            return new Taken(place, state(place).filter(s -> s.after().isPresent()));
        }
        State stack = state(place(key, -1)).orElse(EMPTY_STACK);
        if (stack.changes() < 0) {
            Bytes place = place(key, stack.last());
            put(place(key, -1), stack(stack.last() + 1, -1));
            return new Taken(place, Optional.empty());
        }
        Bytes place = place(key, stack.changes());
        State state = state(place).orElseThrow();
        put(place(key, -1), stack(stack.last(), state.below()));
        return new Taken(place, Optional.of(state));
    }

    /// Puts a row at a key. What another row left there is kept apart.
    private void give(RowKey key, State state) throws RowbackException {
        if (key.whole()) {
            State stack = state(place(key, -1)).orElse(EMPTY_STACK);
            put(place(key, stack.last()), state.above(stack.changes()));
            put(place(key, -1), stack(stack.last() + 1, stack.last()));
            return;
        }
        Bytes place = KeyBytes.of(key);
        Optional<State> old = state(place);
        if (old.isPresent() && old.get().first() != 0) {
            put(place(key, ++gone), old.get());
        }
        put(place, state);
    }

    /// The equal rows without key: the next free slot in `last`, the newest row's slot in `changes`.
    private static State stack(long free, long newest) {
        return new State(Optional.empty(), Optional.empty(), 0, free, newest, 0);
    }

    private static Bytes place(RowKey key, long slot) {
        byte[] bytes = KeyBytes.of(key).array();
        return Bytes.of(ByteBuffer.allocate(bytes.length + 8).put(bytes).putLong(slot).array());
    }

    /// All rows that it took are gone: also those that were not touched before, as far as they are known.
    private void emptied(Emptying emptying, ImportMonitor monitor) throws RowbackException {
        Change change = emptying.change();
        try (AsOf.Rows all = new AsOf(history, change.id() - 1).rows(tableId, monitor)) {
            while (all.next()) {
                if (emptying.takes(all.get().image()) != Truth.TRUE) {
                    continue;
                }
                Taken taken = take(all.get().key());
                put(
                        taken.place(),
                        taken.state().isPresent()
                                ? touch(change, taken.state(), Optional.empty())
                                : new State(
                                        Optional.of(all.get().image()),
                                        Optional.empty(),
                                        change.id(),
                                        change.id(),
                                        1,
                                        0));
            }
        }
    }

    private Optional<State> state(Bytes place) throws RowbackException {
        Optional<byte[]> bytes = rows.get(place);
        return bytes.isPresent() ? Optional.of(read(bytes.get())) : Optional.empty();
    }

    private void put(Bytes place, State state) throws RowbackException {
        writer.number(state.first()).number(state.last()).number(state.changes());
        writer.number(state.below());
        image(state.before());
        image(state.after());
        rows.put(place, writer.finish());
    }

    private void image(Optional<RowImage> image) {
        writer.number(image.isPresent() ? 1 : 0);
        image.ifPresent(writer::image);
    }

    State read(byte[] bytes) {
        ScratchReader in = new ScratchReader(bytes, schemas);
        long first = in.number();
        long last = in.number();
        long count = in.number();
        long below = in.number();
        Optional<RowImage> before = in.number() != 0 ? Optional.of(in.image()) : Optional.empty();
        Optional<RowImage> after = in.number() != 0 ? Optional.of(in.image()) : Optional.empty();
        return new State(before, after, first, last, count, below);
    }

    @Override
    public void close() {
        rows.close();
    }
}
