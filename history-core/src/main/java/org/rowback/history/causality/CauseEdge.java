package org.rowback.history.causality;

/// A tie between two nodes of a graph, from the earlier to what may follow from it.
///
/// @param from index of a node
/// @param to index of a node
/// @param why the rule applied to these two, in one phrase
public record CauseEdge(int from, int to, CauseRule rule, String why) {
    public Strength strength() {
        return rule.strength();
    }
}
