package org.rowback.history.causality;

import org.rowback.history.model.Change;
import org.rowback.history.ties.CauseEdge;
import org.rowback.history.ties.CauseGraph;
import org.rowback.history.ties.CauseNode;
import org.rowback.history.ties.CauseRule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Gathers nodes and edges, within a bound.
final class GraphBuilder {
    private final int limit;
    private final List<CauseNode> nodes = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<List<Object>, Integer> indexes = new HashMap<>();
    private final Set<CauseEdge> edges = new LinkedHashSet<>();
    private final Set<List<Integer>> tied = new HashSet<>();
    private final Set<String> cut = new LinkedHashSet<>();

    GraphBuilder(int limit) {
        this.limit = limit;
    }

    /// The node of a change; empty where there is no room for another.
    Optional<Integer> node(Change change, boolean silent, int depth) {
        List<Object> name = List.of(change.id(), silent);
        Integer known = indexes.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        if (nodes.size() >= limit) {
            cut("more than " + limit + " changes are tied: those nearest are shown");
            return Optional.empty();
        }
        nodes.add(CauseNode.of(change, silent, depth));
        changes.add(change);
        indexes.put(name, nodes.size() - 1);
        return Optional.of(nodes.size() - 1);
    }

    /// Ties two changes, of which the second may follow from the first.
    void tie(int from, int to, CauseRule rule, String why) {
        if (from != to && tied.add(List.of(from, to, rule.ordinal()))) {
            edges.add(new CauseEdge(nodes.get(from).id(), nodes.get(to).id(), rule, why));
        }
    }

    void cut(String what) {
        cut.add(what);
    }

    int size() {
        return nodes.size();
    }

    CauseNode node(int index) {
        return nodes.get(index);
    }

    Change change(int index) {
        return changes.get(index);
    }

    CauseGraph build() {
        return new CauseGraph(nodes, List.copyOf(edges), List.copyOf(cut));
    }
}
