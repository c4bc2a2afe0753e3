package org.rowback.importers.mysql.event;

/// An event whose bytes do not fit its type: it becomes a finding, and import goes on with the next.
public final class MalformedEvent extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param message what does not fit, as the end of a sentence
    public MalformedEvent(String message) {
        super(message, null, false, false);
    }
}
