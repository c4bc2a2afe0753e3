package org.rowback.ui.causes;

import org.rowback.history.ties.CauseEdge;
import org.rowback.history.ties.CauseGraph;
import org.rowback.history.ties.CauseNode;
import org.rowback.history.ties.CauseRule;
import org.rowback.history.ties.Strength;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gathers nodes into boxes: of many that are tied alike one box a table, which opens into one a transaction, which opens
/// into its rows.
///
/// @param links between boxes; ties inside a box are not among them
record Grouping(List<Box> boxes, List<Link> links) {
    /// More of one kind than this are gathered.
    private static final int FEW = 3;

    /// More of one kind and one transaction than this are.
    private static final int PAIR = 2;

    static final Grouping NONE = new Grouping(List.of(), List.of());

    Grouping {
        boxes = List.copyOf(boxes);
        links = List.copyOf(links);
    }

    /// @param columns of each node how many ties it is away
    /// @param shown ties of these strengths; nodes that only others tie are left out
    /// @param open groups whose parts are shown
    static Grouping of(
            List<Integer> columns, CauseGraph graph, Set<Strength> shown, Set<Box.Id> open) {
        List<Set<CauseRule>> rules = rules(columns, graph, shown);
        Map<String, List<Integer>> kinds = new LinkedHashMap<>();
        for (int i = 0; i < graph.nodes().size(); i++) {
            CauseNode node = graph.nodes().get(i);
            if (node.depth() == 0 || !rules.get(i).isEmpty()) {
                String how = isGuess(rules.get(i)) ? "guess" : rules.get(i).toString();
                String kind =
                        String.join(
                                "|",
                                Integer.toString(columns.get(i)),
                                how,
                                node.table().toString(),
                                Boolean.toString(node.silent()));
                kinds.computeIfAbsent(kind, _ -> new ArrayList<>()).add(i);
            }
        }
        List<Box> boxes = new ArrayList<>();
        kinds.forEach(
                (kind, members) -> {
                    int column = columns.get(members.getFirst());
                    split(graph, kind, members, open)
                            .forEach(
                                    (id, of) -> boxes.add(new Box(id, of, column, all(rules, of))));
                });
        boxes.sort(Comparator.comparingInt(Grouping::likeness));
        return new Grouping(boxes, links(graph, boxes, shown));
    }

    /// Strong ties first, so that guesses lie below.
    private static int likeness(Box box) {
        return box.rules().stream().mapToInt(CauseRule::ordinal).min().orElse(0);
    }

    private static boolean isGuess(Set<CauseRule> rules) {
        return !rules.isEmpty()
                && rules.stream().allMatch(rule -> rule.strength() == Strength.GUESS);
    }

    private static Set<CauseRule> all(List<Set<CauseRule>> rules, List<Integer> nodes) {
        Set<CauseRule> all = EnumSet.noneOf(CauseRule.class);
        nodes.forEach(node -> all.addAll(rules.get(node)));
        return all;
    }

    /// By which rules each node is tied to nodes that are nearer, or, where none is, to any.
    private static List<Set<CauseRule>> rules(
            List<Integer> columns, CauseGraph graph, Set<Strength> shown) {
        List<Set<CauseRule>> near = new ArrayList<>();
        List<Set<CauseRule>> any = new ArrayList<>();
        for (int i = 0; i < graph.nodes().size(); i++) {
            near.add(EnumSet.noneOf(CauseRule.class));
            any.add(EnumSet.noneOf(CauseRule.class));
        }
        for (CauseGraph.Placed tie : graph.placed()) {
            CauseEdge edge = tie.edge();
            if (shown.contains(edge.strength())) {
                any.get(tie.from()).add(edge.rule());
                any.get(tie.to()).add(edge.rule());
                int from = Math.abs(columns.get(tie.from()));
                int to = Math.abs(columns.get(tie.to()));
                if (from != to) {
                    near.get(from > to ? tie.from() : tie.to()).add(edge.rule());
                }
            }
        }
        for (int i = 0; i < near.size(); i++) {
            if (graph.nodes().get(i).depth() == 0) {
                near.set(i, EnumSet.noneOf(CauseRule.class));
            } else if (near.get(i).isEmpty()) {
                near.set(i, any.get(i));
            }
        }
        return near;
    }

    private static Map<Box.Id, List<Integer>> split(
            CauseGraph graph, String kind, List<Integer> members, Set<Box.Id> open) {
        Map<Box.Id, List<Integer>> parts = new LinkedHashMap<>();
        Map<Long, List<Integer>> transactions = new LinkedHashMap<>();
        for (int node : members) {
            long transaction = graph.nodes().get(node).transaction();
            transactions.computeIfAbsent(transaction, _ -> new ArrayList<>()).add(node);
        }
        Box.Id all = new Box.Id(kind, 0, -1);
        if (members.size() > (kind.contains("|guess|") ? 1 : FEW)
                && transactions.size() > 1
                && !open.contains(all)) {
            parts.put(all, members);
            return parts;
        }
        transactions.forEach(
                (transaction, nodes) -> {
                    Box.Id one = new Box.Id(kind, transaction, -1);
                    if (nodes.size() > PAIR && !open.contains(one)) {
                        parts.put(one, nodes);
                    } else {
                        nodes.forEach(n -> parts.put(new Box.Id(kind, transaction, n), List.of(n)));
                    }
                });
        return parts;
    }

    private static List<Link> links(CauseGraph graph, List<Box> boxes, Set<Strength> shown) {
        Map<Integer, Integer> boxOf = new LinkedHashMap<>();
        for (int i = 0; i < boxes.size(); i++) {
            for (int node : boxes.get(i).members()) {
                boxOf.put(node, i);
            }
        }
        Map<List<Integer>, List<CauseEdge>> ties = new LinkedHashMap<>();
        for (CauseGraph.Placed tie : graph.placed()) {
            CauseEdge edge = tie.edge();
            Integer from = boxOf.get(tie.from());
            Integer to = boxOf.get(tie.to());
            if (from != null && to != null && !from.equals(to) && shown.contains(edge.strength())) {
                ties.computeIfAbsent(
                                List.of(from, to, edge.strength().ordinal()),
                                _ -> new ArrayList<>())
                        .add(edge);
            }
        }
        List<Link> links = new ArrayList<>();
        ties.forEach(
                (ends, edges) -> {
                    EnumSet<CauseRule> rules = EnumSet.noneOf(CauseRule.class);
                    edges.forEach(edge -> rules.add(edge.rule()));
                    links.add(
                            new Link(
                                    ends.get(0),
                                    ends.get(1),
                                    edges.getFirst().strength(),
                                    rules,
                                    edges.size(),
                                    edges.getFirst().why()));
                });
        return links;
    }
}
