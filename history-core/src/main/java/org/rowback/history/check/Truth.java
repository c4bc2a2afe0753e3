package org.rowback.history.check;

/// What an expression is of a row: SQL's three values, and a fourth for what is not decided here.
public enum Truth {
    TRUE,
    FALSE,
    NULL,
    UNDECIDED;

    static Truth of(boolean is) {
        return is ? TRUE : FALSE;
    }

    Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case NULL, UNDECIDED -> this;
        };
    }

    Truth and(Truth other) {
        if (this == FALSE || other == FALSE) {
            return FALSE;
        }
        if (this == UNDECIDED || other == UNDECIDED) {
            return UNDECIDED;
        }
        return this == NULL || other == NULL ? NULL : TRUE;
    }

    Truth or(Truth other) {
        return not().and(other.not()).not();
    }
}
