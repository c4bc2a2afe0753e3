package org.rowback.importers.mysql.row;

/// Bytes that are not what their format says: an evidence problem, for a finding. Carries no stack trace.
public final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    public Malformed(String message) {
        super(message, null, false, false);
    }

    /// One sentence: what is wrong.
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
