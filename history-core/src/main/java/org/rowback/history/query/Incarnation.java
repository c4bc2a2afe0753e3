package org.rowback.history.query;

import org.rowback.history.model.Change;
import org.rowback.history.model.RowKey;

import java.util.List;

/// One stay of a row at one key: from the change that brought it there to the one that took it away.
///
/// @param changes by rising id, never empty; an UPDATE of the key ends one incarnation and starts another
record Incarnation(RowKey key, List<Change> changes, Start start, End end) {
    enum Start {
        INSERTED,
        MOVED_IN,
        /// It was there before the evidence shows it.
        UNSEEN
    }

    enum End {
        OPEN,
        DELETED,
        MOVED_OUT,
        /// TRUNCATE or DROP of the table.
        EMPTIED,
        /// Another row was inserted at its key although nothing took it away.
        LOST;

        /// Whether a later INSERT of the same key goes on with the same row.
        boolean freesKey() {
            return this == DELETED || this == EMPTIED || this == LOST;
        }
    }

    long firstId() {
        return changes.getFirst().id();
    }

    long lastId() {
        return changes.getLast().id();
    }
}
