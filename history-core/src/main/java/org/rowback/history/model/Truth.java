package org.rowback.history.model;

/// The answer to a question about one change. Missing is not false: what needs a value that the log does not hold is
/// undecidable.
public enum Truth {
    TRUE,
    FALSE,
    UNDECIDABLE;

    public static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    public Truth and(Truth other) {
        if (this == FALSE || other == FALSE) {
            return FALSE;
        }
        return this == TRUE ? other : this;
    }

    public Truth or(Truth other) {
        if (this == TRUE || other == TRUE) {
            return TRUE;
        }
        return this == FALSE ? other : this;
    }

    public Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNDECIDABLE -> UNDECIDABLE;
        };
    }
}
