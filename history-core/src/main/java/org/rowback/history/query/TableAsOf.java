package org.rowback.history.query;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.Truth;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Works out the rows of one table at a point, by all its changes in order.
///
/// Up to the point each change moves the state of its row on. After it, the first change of a row that finds a row
/// shows that the row was there at the point, and fills in what was not known of it.
final class TableAsOf implements AutoCloseable {
    /// What is known at one key.
    ///
    /// @param live how many rows are there at the point: at most one where the table has a key
    /// @param lost how many rows left the key after the point
    /// @param came how many came to it after the point and did not leave
    /// @param from the change that left or found the row as `image` says
    record State(long live, long lost, long came, long from, Optional<RowImage> image) {
        static final State NONE = new State(0, 0, 0, 0, Optional.empty());
    }

    private final History history;
    private final int tableId;
    private final long point;
    private final Doubts doubts;
    private ScratchRows rows;
    private final List<SchemaVersion> schemas = new ArrayList<>();
    private final ScratchWriter writer = new ScratchWriter(schemas);
    private final Optional<SchemaVersion> atPoint;
    private final List<Emptying> since = new ArrayList<>();
    private long emptyAfter = -1;
    private Optional<List<String>> keyColumns = Optional.empty();
    private long lostKeys;

    /// @param atPoint the table's version there: see [#schemaAt]
    TableAsOf(
            History history,
            int tableId,
            long point,
            Doubts doubts,
            ScratchRows rows,
            Optional<SchemaVersion> atPoint) {
        this.history = history;
        this.tableId = tableId;
        this.point = point;
        this.doubts = doubts;
        this.rows = rows;
        this.atPoint = atPoint;
    }

    static Optional<SchemaVersion> schemaAt(History history, int tableId, long point)
            throws RowbackException {
        return history.schemaAt(tableId, Math.min(point, Long.MAX_VALUE - 1) + 1);
    }

    void read(ImportMonitor monitor) throws RowbackException {
        BitSet table = new BitSet();
        table.set(tableId);
        long total = history.totals().changes();
        long seen = 0;
        try (Cursor<Change> changes = history.changes(Scan.ALL.tables(table), monitor)) {
            boolean more = true;
            while (more && changes.next()) {
                Change change = changes.get();
                if ((++seen & 0xFFF) == 0) {
                    monitor.check();
                    monitor.progress("replaying " + change.table(), change.id(), total, "changes");
                }
                more = moves(change);
            }
        }
    }

    /// Only some changes in order: all that concern a row.
    void replay(List<Change> changes) throws RowbackException {
        for (Change change : changes) {
            if (!moves(change)) {
                return;
            }
        }
    }

    /// @return whether to go on
    private boolean moves(Change change) throws RowbackException {
        return change.id() <= point ? before(change) : after(change);
    }

    Cursor<byte[]> states() throws RowbackException {
        return rows.states();
    }

    Optional<SchemaVersion> schema() {
        return atPoint;
    }

    boolean isComplete() {
        return emptyAfter >= 0 && !doubts.between(emptyAfter, point);
    }

    AsOf.Row row(State state) {
        RowImage image = state.image().orElseThrow();
        boolean doubt =
                state.came() < 0
                        || doubts.between(
                                Math.min(state.from(), point), Math.max(state.from(), point));
        RowImage shown = atPoint.map(s -> AsOf.in(s, image)).orElse(image);
        return new AsOf.Row(
                RowKey.of(image),
                shown,
                doubt ? RowState.Standing.ASSUMED : RowState.Standing.PROVEN,
                state.from());
    }

    /// @return whether to go on
    private boolean before(Change change) throws RowbackException {
        if (!change.op().isRow()) {
            emptied(change);
            return true;
        }
        if (changesKey(change.schema())) {
            rekey(change.schema());
        }
        keyColumns = Optional.of(keyOf(change.schema()));
        Optional<RowImage> found = Optional.empty();
        if (change.op() != Op.INSERT) {
            Bytes key = KeyBytes.of(change.key().orElseThrow());
            State state = state(key);
            found = Optional.of(found(change, state));
            put(key, new State(Math.max(0, state.live() - 1), 0, 0, change.id(), state.image()));
        }
        if (change.op() != Op.DELETE) {
            RowImage left = left(change, found);
            Bytes key = KeyBytes.of(RowKey.of(left));
            State state = state(key);
            long live = RowKey.of(left).whole() ? state.live() + 1 : 1;
            put(key, new State(live, 0, 0, change.id(), Optional.of(left)));
        }
        return true;
    }

    private void emptied(Change change) throws RowbackException {
        Optional<Emptying> emptying = Emptying.of(history, change);
        if (emptying.isPresent() && emptying.get().isWhole()) {
            rows.clear();
            emptyAfter = change.id();
            return;
        }
        if (emptying.isPresent()) {
            take(emptying.get());
        }
        boolean onlyTakes =
                emptying.flatMap(Emptying::partitions).filter(p -> !p.isSwapped()).isPresent();
        if (TableFate.of(change) == TableFate.DOUBTFUL && !onlyTakes) {
            emptyAfter = -1;
        }
    }

    /// The rows of some partitions are gone. One of which it is not known whether it lay in them is only assumed.
    private void take(Emptying emptying) throws RowbackException {
        ScratchRows old = rows;
        rows = old.another();
        try (ScratchRows closing = old;
                Cursor<Map.Entry<Bytes, byte[]>> states = closing.entries()) {
            while (states.next()) {
                Bytes place = states.get().getKey();
                State state = read(states.get().getValue());
                if (state.live() > 0) {
                    Truth taken = emptying.takes(state.image().orElseThrow());
                    long came = taken == Truth.UNDECIDABLE ? -1 : state.came();
                    if (taken != Truth.TRUE) {
                        put(place, new State(state.live(), 0, came, state.from(), state.image()));
                    }
                }
            }
        }
    }

    private static List<String> keyOf(SchemaVersion schema) {
        return schema.hasKey()
                ? schema.primaryKey().stream().map(c -> c.toLowerCase(Locale.ROOT)).toList()
                : List.of();
    }

    /// Whether an ALTER gave the table another key since the last change of a row.
    private boolean changesKey(SchemaVersion schema) {
        return keyColumns.isPresent() && !keyColumns.get().equals(keyOf(schema));
    }

    /// Names all rows by another key. A row of which a column of the new key is not known cannot be followed any
    /// further: it is kept as it was, and only assumed.
    private void rekey(SchemaVersion schema) throws RowbackException {
        ScratchRows old = rows;
        rows = old.another();
        try (Cursor<byte[]> states = old.states()) {
            while (states.next()) {
                State state = read(states.get());
                if (state.live() > 0) {
                    rename(schema, state);
                }
            }
        }
        old.close();
    }

    private void rename(SchemaVersion schema, State state) throws RowbackException {
        RowKey key = RowKey.of(AsOf.in(schema, state.image().orElseThrow()));
        boolean lost =
                state.came() < 0
                        || (!key.whole()
                                && key.parts().stream()
                                        .anyMatch(v -> v instanceof ColumnValue.NotLogged));
        if (lost) {
            Bytes nowhere = Bytes.of(("lost " + ++lostKeys).getBytes(StandardCharsets.UTF_8));
            put(nowhere, new State(state.live(), 0, -1, state.from(), state.image()));
        } else {
            Bytes place = KeyBytes.of(key);
            long live = key.whole() ? state(place).live() + state.live() : state.live();
            put(place, new State(live, 0, 0, state.from(), state.image()));
        }
    }

    private RowImage found(Change change, State state) {
        RowImage before = change.before().orElseThrow();
        boolean fill =
                state.live() > 0
                        && state.image().isPresent()
                        && before.isPartial()
                        && !doubts.between(state.from(), change.id())
                        && RowFiller.differences(state.image().get(), before).isEmpty();
        return fill
                ? RowFiller.filledFrom(state.image().orElseThrow(), state.from(), before)
                : before;
    }

    private static RowImage left(Change change, Optional<RowImage> found) {
        if (found.isEmpty()) {
            return change.after().orElseThrow();
        }
        RowImage after = change.after(found.get()).orElseThrow();
        return after.isPartial() ? RowFiller.kept(change.id(), found.get(), after) : after;
    }

    /// @return whether to go on: what comes after the table was emptied says nothing of the point
    private boolean after(Change change) throws RowbackException {
        if (!change.op().isRow()) {
            Optional<Emptying> emptying = Emptying.of(history, change);
            emptying.ifPresent(since::add);
            return emptying.isEmpty() || !emptying.get().isWhole();
        }
        if (changesKey(change.schema())) {
            return false;
        }
        keyColumns = Optional.of(keyOf(change.schema()));
        if (change.op() != Op.INSERT) {
            leaves(change);
        }
        if (change.op() != Op.DELETE) {
            Bytes key = KeyBytes.of(change.keyAfter().orElseThrow());
            State state = state(key);
            put(
                    key,
                    new State(
                            state.live(),
                            state.lost(),
                            state.came() + 1,
                            state.live() > 0 ? state.from() : change.id(),
                            state.image()));
        }
        return true;
    }

    private void leaves(Change change) throws RowbackException {
        RowKey key = change.key().orElseThrow();
        Bytes bytes = KeyBytes.of(key);
        State state = state(bytes);
        if (state.came() > 0) {
            put(
                    bytes,
                    new State(
                            state.live(),
                            state.lost(),
                            state.came() - 1,
                            state.from(),
                            state.image()));
        } else if (state.lost() < state.live()) {
            put(
                    bytes,
                    new State(
                            state.live(),
                            state.lost() + 1,
                            0,
                            state.from(),
                            Optional.of(better(change, state))));
        } else if (since.stream().allMatch(e -> e.takes(key) == Truth.FALSE)
                && (key.whole() || (state.from() == 0 && state.lost() == 0))) {
            put(
                    bytes,
                    new State(state.live() + 1, state.lost() + 1, 0, change.id(), change.before()));
        }
    }

    /// What was known of a row, with what its first change after the point found.
    private RowImage better(Change change, State state) {
        RowImage known = state.image().orElseThrow();
        if (!known.isPartial() || doubts.between(state.from(), change.id())) {
            return known;
        }
        RowImage before = change.before().orElseThrow();
        return RowFiller.differences(known, before).isEmpty()
                ? RowFiller.filledFrom(before, change.id(), known)
                : known;
    }

    State state(Bytes key) throws RowbackException {
        Optional<byte[]> bytes = rows.get(key);
        return bytes.isPresent() ? read(bytes.get()) : State.NONE;
    }

    private void put(Bytes key, State state) throws RowbackException {
        writer.number(state.live()).number(state.lost()).number(state.came()).number(state.from());
        writer.number(state.image().isPresent() ? 1 : 0);
        state.image().ifPresent(writer::image);
        rows.put(key, writer.finish());
    }

    State read(byte[] bytes) {
        ScratchReader in = new ScratchReader(bytes, schemas);
        long live = in.number();
        long lost = in.number();
        long came = in.number();
        long from = in.number();
        boolean hasImage = in.number() != 0;
        return new State(
                live, lost, came, from, hasImage ? Optional.of(in.image()) : Optional.empty());
    }

    @Override
    public void close() {
        rows.close();
    }
}
