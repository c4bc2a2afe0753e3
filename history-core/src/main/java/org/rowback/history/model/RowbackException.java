package org.rowback.history.model;

/// An expected failure: one sentence that says what, where and what to do. Bugs are unchecked exceptions instead.
public abstract sealed class RowbackException extends Exception {
    private static final long serialVersionUID = 1L;

    private RowbackException(String message) {
        super(message);
    }

    private RowbackException(String message, Throwable cause) {
        super(message, cause);
    }

    /// Never null.
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /// Input that cannot be used: not a log, mangled, encrypted, empty, not readable.
    public static final class BadInput extends RowbackException {
        private static final long serialVersionUID = 1L;

        /// @param message what, where and what to do, e.g. `shop.sql: not a binlog (…): give the binary file`
        public BadInput(String message) {
            super(message);
        }

        public BadInput(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// The case file cannot be opened, read or written.
    public static final class CaseFile extends RowbackException {
        private static final long serialVersionUID = 1L;

        public CaseFile(String message) {
            super(message);
        }

        public CaseFile(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// A filter that is not one; `offset` is where in its text, `length` how much of it.
    public static final class BadFilter extends RowbackException {
        private static final long serialVersionUID = 1L;
        private final int offset;
        private final int length;

        public BadFilter(String message, int offset, int length) {
            super(message);
            this.offset = offset;
            this.length = length;
        }

        public int offset() {
            return offset;
        }

        public int length() {
            return length;
        }
    }

    /// A plan that may not be exported: conflicts or unprovable statements.
    public static final class Refused extends RowbackException {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message);
        }
    }

    /// The user cancelled; what was done so far is kept.
    public static final class Cancelled extends RowbackException {
        private static final long serialVersionUID = 1L;

        public Cancelled() {
            super("cancelled; what was imported so far is kept");
        }
    }
}
