package org.rowback.importers.mysql.row.json;

/// Bytes or text that are not what JSON's format says. Carries no stack trace.
public final class MalformedJson extends Exception {
    private static final long serialVersionUID = 1;

    MalformedJson(String message) {
        super(message, null, false, false);
    }

    /// One sentence: what is wrong.
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
