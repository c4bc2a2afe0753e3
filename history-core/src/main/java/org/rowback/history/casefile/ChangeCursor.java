package org.rowback.history.casefile;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.Scan;

import java.util.Iterator;
import java.util.List;

/// Walks over the changes of a scan block by block; holds no connection between two calls. For one thread.
final class ChangeCursor implements Cursor<Change> {
    private final CaseHistory history;
    private final ImportMonitor monitor;
    private final BlockWalk walk;
    private Iterator<Change> held = List.<Change>of().iterator();
    private @Nullable Change current;

    ChangeCursor(CaseHistory history, Scan scan, ImportMonitor monitor) {
        this.history = history;
        this.monitor = monitor;
        walk = new BlockWalk(scan);
    }

    @Override
    public boolean next() throws RowbackException {
        while (!held.hasNext()) {
            monitor.check();
            List<Change> more = history.read(reader -> walk.nextChanges(reader));
            if (more.isEmpty() && walk.atEnd()) {
                current = null;
                return false;
            }
            held = more.iterator();
        }
        current = held.next();
        return true;
    }

    @Override
    public Change get() {
        if (current == null) {
            throw new IllegalStateException("no current change");
        }
        return current;
    }
}
