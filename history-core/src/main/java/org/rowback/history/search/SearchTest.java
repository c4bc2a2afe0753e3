package org.rowback.history.search;

import org.rowback.history.filter.Filter;
import org.rowback.history.filter.Truth;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.ChangeTest;
import org.rowback.history.query.History;
import org.rowback.history.query.RowTracer;
import org.rowback.history.query.Version;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Decides which candidates of a search match, and counts those it could not decide. It may be asked ahead of the
/// matches that are given out, so what it had counted at each match waits until that one is. Not thread-safe.
final class SearchTest implements ChangeTest {
    private record Counts(long undecidable, long examined) {}

    private final Filter filter;
    private final Optional<RowTracer> tracer;
    private final ImportMonitor monitor;
    private final Deque<Counts> atMatches = new ArrayDeque<>();
    private Counts passed = new Counts(0, 0);
    private long matching;
    private long undecidable;
    private long examined;

    SearchTest(History history, Filter filter, boolean withHistory, ImportMonitor monitor) {
        this.filter = filter;
        this.monitor = monitor;
        tracer = withHistory ? Optional.of(new RowTracer(history)) : Optional.empty();
    }

    @Override
    public boolean keeps(Change change) throws RowbackException {
        boolean match = isMatch(change);
        if (match) {
            atMatches.addLast(new Counts(undecidable, examined));
        }
        return match;
    }

    private boolean isMatch(Change change) throws RowbackException {
        if ((++examined & 0xFFF) == 0) {
            monitor.check();
            monitor.progress("searching", examined, 0, "changes");
        }
        Truth truth = decide(change);
        if (truth == Truth.UNDECIDABLE) {
            undecidable++;
        }
        return truth == Truth.TRUE;
    }

    /// This test where only its counts are wanted: it keeps nothing, so that nothing is fetched.
    ChangeTest counting() {
        return new ChangeTest() {
            @Override
            public boolean keeps(Change change) throws RowbackException {
                matching += isMatch(change) ? 1 : 0;
                return false;
            }

            @Override
            public boolean needsContext() {
                return SearchTest.this.needsContext();
            }
        };
    }

    @Override
    public boolean needsContext() {
        return filter.needsContext();
    }

    private Truth decide(Change change) throws RowbackException {
        Truth truth = filter.testInside(change);
        if (truth != Truth.UNDECIDABLE || tracer.isEmpty()) {
            return truth;
        }
        for (Version version : tracer.get().rowOf(change)) {
            if (version.id() == change.id()) {
                return filter.testInside(change, version.before(), version.after());
            }
        }
        return truth;
    }

    /// The next match was given out, or there is none any more.
    void passed(boolean match) {
        passed = match ? atMatches.removeFirst() : new Counts(undecidable, examined);
    }

    /// As counted by [#counting()].
    long matching() {
        return matching;
    }

    long undecidable() {
        return passed.undecidable();
    }

    long examined() {
        return passed.examined();
    }
}
