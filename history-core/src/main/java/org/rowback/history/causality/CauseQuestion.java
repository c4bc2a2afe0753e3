package org.rowback.history.causality;

/// What is asked about the causes of changes.
///
/// @param up whether causes are looked for
/// @param down whether consequences are
/// @param depth how many ties away
/// @param nodes at most so many nodes
/// @param scanned at most so many changes are read for each step away
public record CauseQuestion(boolean up, boolean down, int depth, int nodes, long scanned) {
    public static final CauseQuestion BOTH_WAYS = new CauseQuestion(true, true, 2, 500, 5_000_000);
}
