package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.AsOf;
import org.rowback.history.query.History;
import org.rowback.history.query.RowTracer;
import org.rowback.history.query.Version;

import java.util.ArrayList;
import java.util.List;

/// The rows that a TRUNCATE or DROP took, as far as the log shows them.
final class TakenRows {
    /// Takes some rows, each named by a change of it.
    interface Batch {
        void take(List<Change> rows) throws RowbackException;
    }

    private final History history;
    private final Change emptying;
    private long count;
    private boolean all;

    TakenRows(History history, Change emptying) {
        this.history = history;
        this.emptying = emptying;
    }

    /// Reads the table as it was before, and hands its rows on, some at a time.
    void each(int size, ImportMonitor monitor, Batch batch) throws RowbackException {
        AsOf before = new AsOf(history, emptying.id() - 1);
        RowTracer tracer = new RowTracer(history, monitor);
        List<Change> rows = new ArrayList<>();
        RowKey last = null;
        try (AsOf.Rows taken = before.rows(emptying.tableId(), monitor)) {
            while (taken.next()) {
                AsOf.Row row = taken.get();
                if (!row.key().whole()) {
                    rows.add(change(row.from()));
                } else if (!row.key().equals(last)) {
                    addEqual(tracer, row.key(), rows);
                }
                last = row.key();
                if (rows.size() >= size) {
                    hand(rows, batch);
                }
            }
            hand(rows, batch);
            all = taken.isComplete();
        }
    }

    /// Equal rows of a table without a key.
    private void addEqual(RowTracer tracer, RowKey key, List<Change> rows) throws RowbackException {
        for (Version version : tracer.trace(emptying.tableId(), key).versions()) {
            if (version.id() == emptying.id() && version.previous() != 0) {
                rows.add(change(version.previous()));
            }
        }
    }

    private Change change(long id) throws RowbackException {
        return history.change(id).orElseThrow();
    }

    private void hand(List<Change> rows, Batch batch) throws RowbackException {
        count += rows.size();
        batch.take(rows);
        rows.clear();
    }

    /// How many rows were handed on.
    long count() {
        return count;
    }

    /// Whether these are all: the log shows the table empty before, and nothing is missing since.
    boolean areAll() {
        return all;
    }
}
