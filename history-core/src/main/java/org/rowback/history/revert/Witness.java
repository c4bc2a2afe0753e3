package org.rowback.history.revert;

import org.rowback.history.model.Change;
import org.rowback.history.ties.CauseRule;

import java.util.Arrays;
import java.util.Optional;

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

    /// What a change is to a planned row.
    enum Role {
        BAD("bad write", null),
        /// A good write, of a column that the selection changed, that came after.
        LATER_WRITE("later write", CauseRule.LATER_WRITE),
        /// A good write of the row's other columns that came after.
        OTHER_COLUMNS("later write of other columns", CauseRule.LATER_WRITE),
        /// A good write that came after and stays because the user decides so.
        LEFT("later write, left by decision", CauseRule.LATER_WRITE),
        LATER_DIFFERENCE("later difference", CauseRule.LATER_WRITE),
        LATER_DELETE("later delete", CauseRule.LATER_WRITE),
        LATER_INSERT("later insert of the same key", CauseRule.KEY_REUSED),
        KEY_HOLDER("holder of the key", CauseRule.KEY_REUSED),
        VALUE_HOLDER("holder of the value", CauseRule.KEY_REUSED),
        CHILD("row that refers to it", CauseRule.FOREIGN_KEY),
        /// Of the row's parent: what followed from a write of another row.
        PARENTS_KEY("later insert of the parent's key", null),
        PARENTS_END("the parent's end", CauseRule.PARENT_NEEDED),
        CONSEQUENCE("consequence of a bad reference", null),
        LAST_STATE("last logged state", null);

        private final String label;
        private final Optional<CauseRule> rule;

        Role(String label, @org.jspecify.annotations.Nullable CauseRule rule) {
            this.label = label;
            this.rule = Optional.ofNullable(rule);
        }

        String label() {
            return label;
        }

        /// Whether such a good change is what keeps the row from being undone.
        private boolean isInTheWay() {
            return switch (this) {
                case LATER_WRITE, LATER_INSERT, KEY_HOLDER, VALUE_HOLDER, CHILD, PARENTS_END ->
                        true;
                case BAD,
                        OTHER_COLUMNS,
                        LEFT,
                        LATER_DIFFERENCE,
                        LATER_DELETE,
                        PARENTS_KEY,
                        CONSEQUENCE,
                        LAST_STATE ->
                        false;
            };
        }

        private static Optional<Role> of(String label) {
            return Arrays.stream(values()).filter(r -> r.label.equals(label)).findFirst();
        }
    }

    /// Whether it is a good change without which the row could be undone.
    boolean isInTheWay() {
        return Role.of(role).filter(Role::isInTheWay).isPresent();
    }

    /// Whether it is a selected change, or one of a parent that took the row along.
    public boolean isBad() {
        return role.startsWith("bad ");
    }

    /// Whether it is of a parent, and a foreign key did the same to the row without the log.
    boolean isParents() {
        return role.contains(" of its parent");
    }

    /// Whether it shows the row before that.
    boolean isLastState() {
        return role.equals(Role.LAST_STATE.label);
    }

    /// Whether it is a good write of the row since.
    boolean isLaterWrite() {
        return role.startsWith(Role.LATER_WRITE.label) || role.equals(Role.LATER_DIFFERENCE.label);
    }

    /// The rule by which it is tied to the bad writes of the row; empty where it is one, or tells what the row was.
    public Optional<CauseRule> rule() {
        return Role.of(role).flatMap(r -> r.rule);
    }

    static Witness of(Role role, Change change) {
        return of(role.label, change);
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
