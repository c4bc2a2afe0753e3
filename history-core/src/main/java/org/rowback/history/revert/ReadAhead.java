package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.ForwardingHistory;
import org.rowback.history.query.History;
import org.rowback.history.query.RowAt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A history that read the whole rows of some changes ahead, in the order in which they lie in the case, because asking
/// for one row after the other jumps about in it. Not thread-safe.
final class ReadAhead extends ForwardingHistory {
    private record Named(int tableId, RowKey key) {}

    private final Map<Named, long[]> ids = new HashMap<>();
    private final Map<Long, Change> changes = new HashMap<>();

    ReadAhead(History history) {
        super(history);
    }

    /// Reads the rows of some changes, and forgets those of others.
    void rowsOf(List<Change> some, ImportMonitor monitor) throws RowbackException {
        ids.clear();
        changes.clear();
        List<RowAt> rows = new ArrayList<>();
        for (Change change : some) {
            if (change.op().isRow()) {
                add(rows, change, change.key().orElseThrow());
                if (change.op() == Op.UPDATE) {
                    add(rows, change, change.keyAfter().orElseThrow());
                }
            }
        }
        List<List<Long>> found = new ArrayList<>();
        rows.forEach(_ -> found.add(new ArrayList<>(4)));
        history.changesOf(
                rows,
                monitor,
                (row, change) -> {
                    found.get(row).add(change.id());
                    if (!changes.containsKey(change.id())) {
                        changes.put(change.id(), HeldChange.of(history, change));
                    }
                });
        for (int i = 0; i < rows.size(); i++) {
            ids.put(
                    new Named(rows.get(i).tableId(), rows.get(i).key()),
                    found.get(i).stream().mapToLong(Long::longValue).distinct().toArray());
        }
    }

    private void add(List<RowAt> rows, Change change, RowKey key) {
        if (ids.putIfAbsent(new Named(change.tableId(), key), new long[0]) == null) {
            rows.add(new RowAt(change.tableId(), key, change.id()));
        }
    }

    /// A change that is there, as the history behind has it.
    Change stored(long id) throws RowbackException {
        return history.change(id).orElseThrow();
    }

    @Override
    public Optional<Change> change(long id) throws RowbackException {
        Change held = changes.get(id);
        return held == null ? history.change(id) : Optional.of(held);
    }

    @Override
    public long[] changesOf(int tableId, RowKey key, ImportMonitor monitor)
            throws RowbackException {
        long[] held = ids.get(new Named(tableId, key));
        return held == null
                ? history.changesOf(tableId, key, monitor)
                : Arrays.copyOf(held, held.length);
    }
}
