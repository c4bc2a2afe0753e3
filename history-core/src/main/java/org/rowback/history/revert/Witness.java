package org.rowback.history.revert;

import org.rowback.history.model.Change;

/// A change that a plan's word on a row rests on, with where it stands in the evidence.
///
/// @param role what it is to the row, e.g. `bad write`, `later write`
/// @param position of its event
/// @param gtid empty where not logged
public record Witness(
        String role,
        long change,
        long transaction,
        String op,
        String position,
        String gtid,
        long commitTimeMicros) {
    /// Of more bad writes of a row only the first and last are told.
    static final int MOST = 20;

    /// A good write, of a column that the selection changed, that came after.
    static final String LATER_WRITE = "later write";

    /// A good write of the row's other columns that came after.
    static final String OTHER_COLUMNS = "later write of other columns";

    /// A good write that came after and stays because the user decides so.
    static final String LEFT = "later write, left by decision";

    private static final java.util.Set<String> IN_THE_WAY =
            java.util.Set.of(
                    LATER_WRITE,
                    "later insert of the same key",
                    "holder of the key",
                    "holder of the value",
                    "row that refers to it",
                    "the parent's end");

    /// Whether it is a good change without which the row could be undone.
    boolean isInTheWay() {
        return IN_THE_WAY.contains(role);
    }

    /// Whether it is a good write of the row since.
    boolean isLaterWrite() {
        return role.startsWith(LATER_WRITE) || role.equals("later difference");
    }

    static Witness of(String role, Change change) {
        return new Witness(
                role,
                change.id(),
                change.transaction().id(),
                change.op().word(),
                change.position().toString(),
                change.transaction().gtid(),
                change.transaction().commitTimeMicros());
    }
}
