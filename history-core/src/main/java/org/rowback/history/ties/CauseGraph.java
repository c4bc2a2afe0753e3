package org.rowback.history.ties;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

    /// An edge with the places of its ends in the list of nodes.
    public record Placed(int from, int to, CauseEdge edge) {}

    /// The edges, each with where its ends are.
    public List<Placed> placed() {
        Map<Long, Integer> places = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            places.put(nodes.get(i).id(), i);
        }
        return edges.stream()
                .map(
                        e ->
                                new Placed(
                                        Objects.requireNonNull(places.get(e.from())),
                                        Objects.requireNonNull(places.get(e.to())),
                                        e))
                .toList();
    }
}
