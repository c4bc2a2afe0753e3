package org.rowback.history.query;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which of some changes were overwritten: a later change that counts as history named the row that they left or took
/// away.
public final class LaterWrites {
    /// So many changes are held at a time.
    private static final int BATCH = 1 << 16;

    private record Written(RowAt left, RowKey before) {}

    private record Named(int tableId, Bytes key) {}

    private final History history;
    private final ImportMonitor monitor;
    private final BitSet overwritten = new BitSet();
    private List<Written> batch = new ArrayList<>();

    private LaterWrites(History history, ImportMonitor monitor) {
        this.history = history;
        this.monitor = monitor;
    }

    /// The ids of a scan's row changes that count as history and were overwritten.
    public static BitSet of(History history, Scan selected, ImportMonitor monitor)
            throws RowbackException {
        LaterWrites writes = new LaterWrites(history, monitor);
        try (Cursor<Change> changes = history.changes(selected, monitor)) {
            while (changes.next()) {
                writes.add(changes.get());
            }
        }
        writes.ask();
        return writes.overwritten;
    }

    private void add(Change change) throws RowbackException {
        if (!change.op().isRow() || change.isVoid()) {
            return;
        }
        RowKey after = change.keyAfter().or(change::key).orElseThrow();
        RowKey left = change.op() == Op.DELETE ? change.key().orElseThrow() : after;
        RowKey before = change.key().orElse(left);
        batch.add(new Written(new RowAt(change.tableId(), left, change.id()), before));
        if (batch.size() == BATCH) {
            ask();
        }
    }

    /// Those that a later change of the batch names need no look-up.
    private void ask() throws RowbackException {
        Set<Named> named = new HashSet<>();
        List<RowAt> open = new ArrayList<>();
        batch.sort(Comparator.comparingLong(written -> -written.left().changeId()));
        for (Written written : batch) {
            RowAt left = written.left();
            boolean again = !named.add(named(left.tableId(), left.key()));
            if (!written.before().equals(left.key())) {
                named.add(named(left.tableId(), written.before()));
            }
            if (again) {
                overwritten.set(Math.toIntExact(left.changeId()));
            } else {
                open.add(left);
            }
        }
        BitSet later = history.writtenAfter(open, monitor);
        later.stream().forEach(i -> overwritten.set(Math.toIntExact(open.get(i).changeId())));
        batch = new ArrayList<>();
    }

    private static Named named(int tableId, RowKey key) {
        return new Named(tableId, KeyBytes.of(key));
    }
}
