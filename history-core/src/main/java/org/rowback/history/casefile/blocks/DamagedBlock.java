package org.rowback.history.casefile.blocks;

/// A block does not hold what its layout says; the message is a clause for people.
public final class DamagedBlock extends Exception {
    private static final long serialVersionUID = 1L;

    public DamagedBlock(String message) {
        super(message);
    }

    /// Never null.
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
