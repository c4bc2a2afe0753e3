package org.rowback.history.revert;

/// What a plan says of a row. The order is by how much it needs a look, least first.
public enum RowState {
    /// One statement puts it back.
    READY("ready"),
    /// The selected changes left nothing to undo, or the row is gone for good.
    NOTHING_TO_DO("nothing to do"),
    /// Later writes put it back already.
    ALREADY_REVERTED("already reverted"),
    /// Some columns were written again since and keep that value; what else there is to undo is undone.
    KEPT_LATER("later values kept"),
    /// The evidence does not prove what some of it was.
    UNPROVABLE("unprovable"),
    /// A constraint of the database would refuse it: a key that is taken, a parent that is gone, a child that is there.
    BLOCKED("blocked by a constraint"),
    /// A later write makes the undo unsafe.
    CONFLICT("conflict");

    private final String label;

    RowState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /// Whether a strict plan with such a row may not be exported.
    public boolean blocks() {
        return this == CONFLICT || this == BLOCKED || this == UNPROVABLE;
    }
}
