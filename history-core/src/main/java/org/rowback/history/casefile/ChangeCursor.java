package org.rowback.history.casefile;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Truth;
import org.rowback.history.query.Count;
import org.rowback.history.query.Matches;

import java.util.Optional;

/// Walks over the changes of a scan that a test keeps, part by part; holds no connection between two calls. For one
/// thread.
final class ChangeCursor implements Matches {
    private final ScanAhead scan;
    private Count passed = Count.NONE;
    private @Nullable Found found;
    private int at = -1;

    ChangeCursor(ScanAhead scan) {
        this.scan = scan;
    }

    @Override
    public boolean next() throws RowbackException {
        at++;
        while (found == null || at >= found.size()) {
            pass();
            Optional<Found> more = scan.next();
            if (more.isEmpty()) {
                return false;
            }
            found = more.get();
            at = 0;
        }
        return true;
    }

    private void pass() {
        if (found != null) {
            passed = passed.plus(found.count());
            found = null;
        }
        at = -1;
    }

    private Found current() {
        Found now = found;
        if (now == null || at < 0) {
            throw new IllegalStateException("no current change");
        }
        return now;
    }

    @Override
    public Change get() {
        return current().change(at);
    }

    @Override
    public Truth truth() {
        return current().hit(at).truth();
    }

    @Override
    public long undecidable() {
        return passed.undecidable() + (found == null ? 0 : found.hit(at).undecidable());
    }

    @Override
    public long examined() {
        return passed.candidates() + (found == null ? 0 : found.hit(at).examined());
    }

    @Override
    public void close() {
        scan.close();
    }
}
