package org.rowback.importers.mysql.schema;

/// A statement, or a part of it, that was not understood or cannot be applied to what is known; never leaves the
/// package.
final class DdlProblem extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param message a clause that says what, without the statement's text
    DdlProblem(String message) {
        super(message);
    }
}
