package org.rowback.history.query;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Truth;

/// Those of a cursor's changes that a test keeps. For one thread.
public final class TestedChanges implements Matches {
    private static final int OFTEN = 1 << 12;

    private final Cursor<Change> all;
    private final ChangeTest test;
    private final boolean withUndecidable;
    private final ImportMonitor monitor;
    private Truth truth = Truth.FALSE;
    private long undecidable;
    private long examined;

    /// @param withUndecidable whether undecidable changes are given out too
    public TestedChanges(
            Cursor<Change> all, ChangeTest test, boolean withUndecidable, ImportMonitor monitor) {
        this.all = all;
        this.test = test;
        this.withUndecidable = withUndecidable;
        this.monitor = monitor;
    }

    @Override
    public boolean next() throws RowbackException {
        while (all.next()) {
            if (++examined % OFTEN == 0) {
                monitor.check();
                monitor.progress("searching", examined, 0, "changes");
            }
            truth = test.of(all.get());
            undecidable += truth == Truth.UNDECIDABLE ? 1 : 0;
            if (truth == Truth.TRUE || (withUndecidable && truth == Truth.UNDECIDABLE)) {
                return true;
            }
        }
        truth = Truth.FALSE;
        return false;
    }

    @Override
    public Change get() {
        return all.get();
    }

    @Override
    public Truth truth() {
        return truth;
    }

    @Override
    public long undecidable() {
        return undecidable;
    }

    @Override
    public long examined() {
        return examined;
    }

    @Override
    public void close() {
        all.close();
    }
}
