package org.rowback.history.revert;

/// What a plan says of a row. The order is by how much it needs a look, least first.
public enum RowState {
    /// One statement puts it back.
    READY("ready"),
    /// The selected changes left nothing to undo, or the row is gone for good, or the user leaves it.
    NOTHING_TO_DO("nothing to do"),
    /// Later writes put it back already.
    ALREADY_REVERTED("already reverted"),
    /// Good hands wrote since what the bad writes had written, and it holds the bad value again: the value alone would
    /// not tell.
    CONFLICT_BY_HISTORY("conflict by history"),
    /// It holds something else than the bad writes left.
    CONFLICT_BY_VALUE("conflict by value"),
    /// The evidence does not prove what some of it was.
    UNPROVABLE("unprovable"),
    /// A constraint of the database would refuse it: a key that is taken, a parent that is gone, a child that is there.
    BLOCKED("blocked by a constraint");

    private final String label;

    RowState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /// Whether later good writes are in question.
    public boolean isConflict() {
        return this == CONFLICT_BY_HISTORY || this == CONFLICT_BY_VALUE;
    }

    /// Whether such a row is not, or not wholly, undone.
    public boolean isLeftOut() {
        return isConflict() || this == UNPROVABLE || this == BLOCKED;
    }
}
