package org.rowback.history.ties;

import org.rowback.history.model.Change;
import org.rowback.history.model.TableName;

/// A change in a graph of causes.
///
/// @param change its id; of a silent node the row's last logged change before
/// @param silent whether it stands for what a foreign key did to the row without the log holding it
/// @param key names the row after the change
/// @param depth how many ties it is away from what was asked about
public record CauseNode(
        long change,
        boolean silent,
        long transaction,
        TableName table,
        String op,
        String key,
        long commitTimeMicros,
        int depth) {
    /// What edges call it.
    public long id() {
        return silent ? -change : change;
    }

    public static CauseNode of(Change change, boolean silent, int depth) {
        return new CauseNode(
                change.id(),
                silent,
                change.transaction().id(),
                change.loggedTable(),
                change.op().word(),
                change.keyAfter().map(Object::toString).orElse("(table)"),
                change.transaction().commitTimeMicros(),
                depth);
    }
}
