package org.rowback.history.causality;

import java.util.List;

/// What changes are tied to, by typed edges.
///
/// @param nodes what was asked about first, then by rising distance
/// @param cut what was left out because there was too much of it, one sentence each; empty where the graph is whole
public record CauseGraph(List<CauseNode> nodes, List<CauseEdge> edges, List<String> cut) {
    public CauseGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        cut = List.copyOf(cut);
    }
}
