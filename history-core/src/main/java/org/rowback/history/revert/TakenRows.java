package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Truth;
import org.rowback.history.query.AsOf;
import org.rowback.history.query.Emptying;
import org.rowback.history.query.History;
import org.rowback.history.query.RowTracer;
import org.rowback.history.query.Version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rows that a TRUNCATE or DROP of a table or of some of its partitions took, or that an ALTER found, as far as the
/// log shows them.
final class TakenRows {
    /// Takes some rows, each named by a change of it.
    interface Batch {
        void take(List<Change> rows) throws RowbackException;
    }

    private final History history;
    private final Change emptying;
    private final Optional<Emptying> partial;
    private long count;
    private long undecided;
    private String doubt = "";
    private boolean all;

    TakenRows(History history, Change emptying) throws RowbackException {
        this.history = history;
        this.emptying = emptying;
        this.partial = Emptying.of(history, emptying).filter(e -> !e.isWhole());
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
                if (!isTaken(row.image())) {
                    continue;
                }
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
            all = taken.isComplete() && undecided == 0;
        }
    }

    private boolean isTaken(RowImage row) {
        Truth truth = partial.map(e -> e.takes(row)).orElse(Truth.TRUE);
        if (truth == Truth.UNDECIDABLE) {
            undecided++;
            doubt = partial.orElseThrow().doubt(row);
        }
        return truth == Truth.TRUE;
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

    /// How many rows it may have taken.
    long undecided() {
        return undecided;
    }

    /// Why that is not known of the last of them.
    String doubt() {
        return doubt;
    }

    /// Whether these are all: the log shows the table empty before, and nothing is missing since.
    boolean areAll() {
        return all;
    }
}
