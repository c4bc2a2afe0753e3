package org.rowback.history.revert;

import org.rowback.history.filter.Filter;
import org.rowback.history.filter.Truth;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.RowTracer;
import org.rowback.history.query.Version;

import java.util.Optional;

/// The changes that a filter matches. Where a change's own images leave it undecidable, what earlier changes of its
/// row prove decides; what stays undecidable is not selected, and counted.
final class FilterSelection implements Selection {
    private final Filter filter;
    private long undecidable;

    FilterSelection(Filter filter) {
        this.filter = filter;
    }

    @Override
    public String description() {
        return filter.isEverything() ? "every change" : filter.text();
    }

    @Override
    public long undecidable() {
        return undecidable;
    }

    @Override
    public Cursor<Change> changes(History history, ImportMonitor monitor) throws RowbackException {
        undecidable = 0;
        RowTracer tracer = new RowTracer(history);
        Cursor<Change> candidates = history.changes(filter.scan(), monitor);
        return new Cursor<>() {
            @Override
            public boolean next() throws RowbackException {
                while (candidates.next()) {
                    Truth truth = test(candidates.get(), tracer);
                    if (truth == Truth.TRUE) {
                        return true;
                    }
                    if (truth == Truth.UNDECIDABLE) {
                        undecidable++;
                    }
                }
                return false;
            }

            @Override
            public Change get() {
                return candidates.get();
            }

            @Override
            public void close() {
                candidates.close();
            }
        };
    }

    private Truth test(Change change, RowTracer tracer) throws RowbackException {
        Truth truth = filter.test(change);
        if (truth != Truth.UNDECIDABLE || !change.op().isRow()) {
            return truth;
        }
        for (Version version : tracer.rowOf(change)) {
            if (version.id() == change.id()) {
                Optional<RowImage> before = version.before();
                return filter.test(change, before, version.after());
            }
        }
        return truth;
    }
}
