package org.rowback.ui.causes;

import org.rowback.history.model.TableName;
import org.rowback.history.ties.CauseEdge;
import org.rowback.history.ties.CauseGraph;
import org.rowback.history.ties.CauseNode;
import org.rowback.history.ties.CauseRule;
import org.rowback.history.ties.Strength;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Graphs of causes written by hand.
final class Graphs {
    private final List<CauseNode> nodes = new ArrayList<>();
    private final List<CauseEdge> edges = new ArrayList<>();

    int node(String table, long transaction, int depth) {
        return node(table, transaction, depth, false);
    }

    int node(String table, long transaction, int depth, boolean silent) {
        long id = nodes.size() + 1;
        nodes.add(
                new CauseNode(
                        id,
                        silent,
                        transaction,
                        new TableName("shop", table),
                        "update",
                        Long.toString(id),
                        id * 1_000_000,
                        depth));
        return nodes.size() - 1;
    }

    void tie(int from, int to, CauseRule rule) {
        edges.add(new CauseEdge(nodes.get(from).id(), nodes.get(to).id(), rule, "by hand"));
    }

    CauseGraph graph() {
        return new CauseGraph(nodes, edges, List.of());
    }

    Grouping grouping(Set<Box.Id> open) {
        return Grouping.of(
                Distances.columns(graph()), graph(), EnumSet.allOf(Strength.class), open);
    }

    Layout layout() {
        return Layout.of(grouping(Set.of()));
    }
}
