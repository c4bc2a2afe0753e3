package org.rowback.ui.changes;

import org.rowback.history.model.Change;
import org.rowback.history.query.Cursor;

import java.util.NoSuchElementException;

/// No changes.
final class EmptyCursor implements Cursor<Change> {
    @Override
    public boolean next() {
        return false;
    }

    @Override
    public Change get() {
        throw new NoSuchElementException();
    }
}
