package org.rowback.history.partition;

/// Where a row lies.
public sealed interface Place {
    /// @param index in the definition's order
    record In(int index) implements Place {}

    /// No partition takes it.
    record Nowhere() implements Place {}

    /// @param why one clause
    record Undecided(String why) implements Place {}
}
