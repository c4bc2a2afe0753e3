package org.rowback.history.query;

import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;

/// Chooses among the changes of a scan while it is read, so that nothing is fetched for those that it leaves out. Asked
/// once for each change of the scan, in its order, by the thread that reads; may be asked well before a change it keeps
/// is given out.
public interface ChangeTest {
    /// Keeps every change.
    ChangeTest ALL = _ -> true;

    boolean keeps(Change change) throws RowbackException;

    /// Whether it asks a change for its transaction, position, source or statement. Otherwise the changes it is asked
    /// about may be without them.
    default boolean needsContext() {
        return true;
    }

    /// Those of a cursor's changes that it keeps.
    default Cursor<Change> keptOf(Cursor<Change> all) {
        return new Cursor<>() {
            @Override
            public boolean next() throws RowbackException {
                while (all.next()) {
                    if (keeps(all.get())) {
                        return true;
                    }
                }
                return false;
            }

            @Override
            public Change get() {
                return all.get();
            }

            @Override
            public void close() {
                all.close();
            }
        };
    }
}
