package org.rowback.history.revert;

import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;

import java.util.function.Predicate;

/// The changes of another cursor that pass a test.
final class FilteredChanges implements Cursor<Change> {
    private final Cursor<Change> changes;
    private final Predicate<Change> wanted;

    FilteredChanges(Cursor<Change> changes, Predicate<Change> wanted) {
        this.changes = changes;
        this.wanted = wanted;
    }

    @Override
    public boolean next() throws RowbackException {
        while (changes.next()) {
            if (wanted.test(changes.get())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Change get() {
        return changes.get();
    }

    @Override
    public void close() {
        changes.close();
    }
}
