package org.rowback.ui.changes;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Pages of the changes that answer the current question, by change id (keyset paging: never by row number).
///
/// Called on workers.
@FunctionalInterface
public interface ChangePages {
    /// Answers from `fromId` to `toId` (both included), by rising or falling id.
    Cursor<Change> open(long fromId, long toId, boolean forward, ImportMonitor monitor)
            throws RowbackException;

    /// At most `limit` rows after (or before) an id, rising.
    default List<ChangeRow> page(long fromId, boolean forward, int limit, ImportMonitor monitor)
            throws RowbackException {
        List<ChangeRow> rows = new ArrayList<>(limit);
        long low = forward ? fromId : 1;
        long high = forward ? Long.MAX_VALUE : fromId;
        if (high >= low) {
            try (Cursor<Change> cursor = open(low, high, forward, monitor)) {
                while (rows.size() < limit && cursor.next()) {
                    rows.add(ChangeRow.of(cursor.get()));
                }
            }
        }
        return forward ? rows : rows.reversed();
    }

    /// The first (or last) id that answers.
    default OptionalLong edge(boolean first, ImportMonitor monitor) throws RowbackException {
        try (Cursor<Change> cursor = open(1, Long.MAX_VALUE, first, monitor)) {
            return cursor.next() ? OptionalLong.of(cursor.get().id()) : OptionalLong.empty();
        }
    }
}
