package org.rowback.history.revert;

/// How what stands in the way of a row is settled.
public enum Resolution {
    /// Nothing stands in its way, and nobody decided anything of it.
    CLEAR("nothing to settle"),
    /// By the rule that what good hands wrote later stays.
    BY_RULE("kept later"),
    /// By the user.
    BY_USER("decided"),
    /// Not at all: a strict plan with such a row may not be exported.
    OPEN("open");

    private final String label;

    Resolution(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
