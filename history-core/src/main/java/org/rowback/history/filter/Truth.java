package org.rowback.history.filter;

/// The answer of a filter for one change. Missing is not false: what needs a value that the log does not hold is
/// undecidable.
public enum Truth {
    TRUE,
    FALSE,
    UNDECIDABLE;

    static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    Truth and(Truth other) {
        if (this == FALSE || other == FALSE) {
            return FALSE;
        }
        return this == TRUE ? other : this;
    }

    Truth or(Truth other) {
        if (this == TRUE || other == TRUE) {
            return TRUE;
        }
        return this == FALSE ? other : this;
    }

    Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNDECIDABLE -> UNDECIDABLE;
        };
    }
}
