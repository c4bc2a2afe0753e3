package org.rowback.ui.search;

import org.rowback.history.filter.Filter;
import org.rowback.history.filter.Truth;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;

/// The changes of another cursor that a filter is true of; counts those that it cannot decide.
final class Answers implements Cursor<Change> {
    private final Cursor<Change> changes;
    private final Filter filter;
    private final ImportMonitor monitor;
    private long seen;
    private long undecidable;

    Answers(Cursor<Change> changes, Filter filter, ImportMonitor monitor) {
        this.changes = changes;
        this.filter = filter;
        this.monitor = monitor;
    }

    @Override
    public boolean next() throws RowbackException {
        while (changes.next()) {
            if (++seen % 256 == 0) {
                monitor.check();
            }
            Truth truth = filter.test(changes.get());
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
        return changes.get();
    }

    /// How many changes so far lacked a value that the filter needs.
    long undecidable() {
        return undecidable;
    }

    @Override
    public void close() {
        changes.close();
    }
}
