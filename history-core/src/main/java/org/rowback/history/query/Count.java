package org.rowback.history.query;

/// How many changes of a scan a test keeps.
///
/// @param candidates how many were looked at
public record Count(long matching, long undecidable, long candidates) {
    public static final Count NONE = new Count(0, 0, 0);

    public Count plus(Count other) {
        return new Count(
                matching + other.matching,
                undecidable + other.undecidable,
                candidates + other.candidates);
    }
}
