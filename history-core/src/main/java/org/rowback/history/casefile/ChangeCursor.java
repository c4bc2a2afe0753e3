package org.rowback.history.casefile;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.ChangeTest;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.Scan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Walks over the changes of a scan that a test keeps, block by block; holds no connection between two calls, nor while
/// the test is asked. For one thread.
final class ChangeCursor implements Cursor<Change> {
    private final CaseHistory history;
    private final ImportMonitor monitor;
    private final ChangeTest test;
    private final BlockWalk walk;
    private Iterator<Change> held = List.<Change>of().iterator();
    private @Nullable Change current;

    ChangeCursor(CaseHistory history, Scan scan, ChangeTest test, ImportMonitor monitor) {
        this.history = history;
        this.test = test;
        this.monitor = monitor;
        walk = new BlockWalk(scan);
    }

    @Override
    public boolean next() throws RowbackException {
        while (true) {
            while (held.hasNext()) {
                Change change = held.next();
                if (!test.needsContext() || test.keeps(change)) {
                    current = change;
                    return true;
                }
            }
            monitor.check();
            if (walk.atEnd()) {
                current = null;
                return false;
            }
            held = more().iterator();
        }
    }

    private List<Change> more() throws RowbackException {
        if (test.needsContext()) {
            return history.read(reader -> reader.completed(walk.nextBare(reader)));
        }
        List<StoredChange> kept = new ArrayList<>();
        for (StoredChange change : history.read(walk::nextBare)) {
            if (test.keeps(change)) {
                kept.add(change);
            }
        }
        return kept.isEmpty() ? List.of() : history.read(reader -> reader.completed(kept));
    }

    @Override
    public Change get() {
        if (current == null) {
            throw new IllegalStateException("no current change");
        }
        return current;
    }
}
