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

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/// The rows of a table at a point by when they were last written before it, the newest first; then those that only
/// changes after the point show, in the order in which they do. Reads no more changes than the rows asked for need.
///
/// Backward from the point, the first change that names a key says whether its row was there, and how; forward from
/// it, of the keys that no earlier change named, again the first. For tables whose key never changed.
final class NewestRows implements Cursor<AsOf.Row> {
    private static final byte[] NOTHING = {};

    private final History history;
    private final int tableId;
    private final long point;
    private final Doubts doubts;
    private final Optional<SchemaVersion> atPoint;
    private final TableAsOf table;
    private final RowTracer tracer;
    private final ScratchRows named;
    private final Cursor<Change> before;
    private final Cursor<Change> after;
    private final List<Emptying> taken = new ArrayList<>();
    private final List<Emptying> since = new ArrayList<>();
    private boolean isBefore = true;
    private Optional<AsOf.Row> current = Optional.empty();

    NewestRows(
            History history,
            int tableId,
            long point,
            Doubts doubts,
            ScratchRows named,
            ImportMonitor monitor)
            throws RowbackException {
        this.history = history;
        this.tableId = tableId;
        this.point = point;
        this.doubts = doubts;
        this.named = named;
        atPoint = TableAsOf.schemaAt(history, tableId, point);
        table = new TableAsOf(history, tableId, point, doubts, named, atPoint);
        tracer = new RowTracer(history);
        BitSet only = new BitSet();
        only.set(tableId);
        Scan scan = Scan.ALL.tables(only);
        before = history.changes(scan.ids(1, point).backward(), monitor);
        long next = Math.min(point, Long.MAX_VALUE - 1) + 1;
        after = history.changes(scan.ids(next, Long.MAX_VALUE), monitor);
    }

    /// Whether a table's rows were always named by the same columns.
    static boolean canRead(History history, int tableId) throws RowbackException {
        List<List<String>> keys =
                history.schemaVersions(tableId).stream()
                        .filter(version -> !version.columns().isEmpty())
                        .map(version -> lowerCase(version.primaryKey()))
                        .distinct()
                        .toList();
        return keys.size() == 1 && !keys.getFirst().isEmpty();
    }

    private static List<String> lowerCase(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    @Override
    public boolean next() throws RowbackException {
        do {
            current = Optional.empty();
            if (isBefore && before.next()) {
                left(before.get());
            } else {
                isBefore = false;
                if (!after.next() || !found(after.get())) {
                    return false;
                }
            }
        } while (current.isEmpty());
        return true;
    }

    /// A change before the point.
    private void left(Change change) throws RowbackException {
        if (!change.op().isRow()) {
            Optional<Emptying> emptying = Emptying.of(history, change);
            isBefore = emptying.isEmpty() || !emptying.get().isWhole();
            emptying.ifPresent(taken::add);
            return;
        }
        if (change.op() != Op.DELETE) {
            RowKey key = change.keyAfter().orElseThrow();
            if (isNew(key) && taken.stream().noneMatch(e -> e.takes(key) == Truth.TRUE)) {
                RowImage image = change.after().orElseThrow();
                current = image.isPartial() ? replayed(key) : Optional.of(row(change, image));
            }
        }
        if (change.op() != Op.INSERT) {
            isNew(change.key().orElseThrow());
        }
        current = current.filter(row -> !AsOf.isPast(row.image()));
    }

    /// A change after the point.
    ///
    /// @return whether to go on
    private boolean found(Change change) throws RowbackException {
        if (!change.op().isRow()) {
            Optional<Emptying> emptying = Emptying.of(history, change);
            emptying.ifPresent(since::add);
            return emptying.isEmpty() || !emptying.get().isWhole();
        }
        if (change.op() != Op.INSERT
                && isNew(change.key().orElseThrow())
                && since.stream()
                        .allMatch(e -> e.takes(change.key().orElseThrow()) == Truth.FALSE)) {
            current = Optional.of(row(change, change.before().orElseThrow()));
            current = current.filter(row -> !AsOf.isPast(row.image()));
        }
        if (change.op() != Op.DELETE) {
            isNew(change.keyAfter().orElseThrow());
        }
        return true;
    }

    private AsOf.Row row(Change by, RowImage image) {
        boolean doubt =
                by.id() <= point
                        && taken.stream().anyMatch(e -> e.takes(image) == Truth.UNDECIDABLE);
        return table.row(new TableAsOf.State(1, 0, doubt ? -1 : 0, by.id(), Optional.of(image)));
    }

    /// Whether a key was not named before; it is now.
    private boolean isNew(RowKey key) throws RowbackException {
        Bytes bytes = KeyBytes.of(key);
        if (named.get(bytes).isPresent()) {
            return false;
        }
        named.put(bytes, NOTHING);
        return true;
    }

    /// A row that its newest change logged in part, by all the changes of it.
    private Optional<AsOf.Row> replayed(RowKey key) throws RowbackException {
        TreeMap<Long, Change> changes = new TreeMap<>();
        tracer.emptyings(tableId).forEach(e -> changes.put(e.change().id(), e.change()));
        for (Version version : tracer.trace(tableId, key).versions()) {
            changes.put(version.id(), version.change());
        }
        try (TableAsOf one =
                new TableAsOf(history, tableId, point, doubts, named.another(), atPoint)) {
            one.replay(new ArrayList<>(changes.values()));
            TableAsOf.State state = one.state(KeyBytes.of(key));
            return state.live() > 0 ? Optional.of(one.row(state)) : Optional.empty();
        }
    }

    @Override
    public AsOf.Row get() {
        return current.orElseThrow(() -> new IllegalStateException("no current row"));
    }

    @Override
    public void close() {
        before.close();
        after.close();
        named.close();
    }
}
