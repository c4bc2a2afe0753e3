package org.rowback.history.search;

import org.rowback.history.filter.Filter;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Truth;
import org.rowback.history.query.History;
import org.rowback.history.query.Matches;
import org.rowback.history.query.RowTracer;
import org.rowback.history.query.Version;

/// Matches of which those that the log alone leaves undecidable are decided by what earlier changes of their row prove.
/// For one thread.
final class TracedMatches implements Matches {
    private final RowTracer tracer;
    private final Filter filter;
    private final Matches logged;
    private long undecidable;

    /// @param logged with undecidable ones
    TracedMatches(History history, Filter filter, Matches logged) {
        tracer = new RowTracer(history);
        this.filter = filter;
        this.logged = logged;
    }

    @Override
    public boolean next() throws RowbackException {
        while (logged.next()) {
            Truth truth = logged.truth();
            if (truth == Truth.UNDECIDABLE) {
                truth = traced(logged.get());
            }
            if (truth == Truth.TRUE) {
                return true;
            }
            undecidable += truth == Truth.UNDECIDABLE ? 1 : 0;
        }
        return false;
    }

    private Truth traced(Change change) throws RowbackException {
        for (Version version : tracer.rowOf(change)) {
            if (version.id() == change.id()) {
                return filter.testInside(change, version.before(), version.after());
            }
        }
        return Truth.UNDECIDABLE;
    }

    @Override
    public Change get() {
        return logged.get();
    }

    @Override
    public Truth truth() {
        return Truth.TRUE;
    }

    @Override
    public long undecidable() {
        return undecidable;
    }

    @Override
    public long examined() {
        return logged.examined();
    }

    @Override
    public void close() {
        logged.close();
    }
}
