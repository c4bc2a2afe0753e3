package org.rowback.history.ties;

/// How strong a tie between two changes is. Only the first is a proof, and none of them proves intent.
public enum Strength {
    /// The log itself shows the tie.
    PROVEN("proven"),
    /// It follows from the log and the declared schema.
    DERIVED("derived"),
    /// The two look as if they were tied. Correlation, not a cause.
    GUESS("a guess");

    private final String label;

    Strength(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
