package org.rowback.ui.causes;

import org.rowback.history.ties.CauseEdge;
import org.rowback.history.ties.CauseGraph;
import org.rowback.history.ties.CauseNode;
import org.rowback.history.ties.CauseRule;
import org.rowback.history.ties.Strength;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;
import org.rowback.ui.text.TimeFormat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is said of nodes, boxes and links, in words.
final class CauseTexts {
    private CauseTexts() {}

    /// `16326`, with a star where the log does not hold it.
    static String number(CauseNode node) {
        return node.change() + (node.silent() ? "*" : "");
    }

    /// `shop.products 1 · update · change 16326`, or the transaction.
    static String title(CauseAnswer answer) {
        var start = answer.start();
        return answer.whole()
                ? Text.of(
                        "causes.title.transaction",
                        Long.toString(start.transaction().id()),
                        Figures.count(start.transaction().changes(), "change"))
                : Text.of(
                        "causes.title.change",
                        start.table().toString(),
                        start.key().map(Object::toString).orElse(""),
                        start.op().word(),
                        Long.toString(start.id()));
    }

    /// `order_items ×37`, `products 1`.
    static String name(CauseGraph graph, Box box) {
        CauseNode first = graph.nodes().get(box.first());
        String table = first.table().table();
        return box.isGroup()
                ? table + " ×" + Figures.count(box.members().size())
                : table + " " + first.key();
    }

    /// What stands below a box's name: by which rules it is tied, those that are guesses named so.
    static String tied(CauseGraph graph, Box box) {
        CauseNode first = graph.nodes().get(box.first());
        if (first.depth() == 0) {
            return Text.of("causes.asked", Long.toString(first.transaction()));
        }
        List<String> sure = new ArrayList<>();
        List<String> guesses = new ArrayList<>();
        for (CauseRule rule : EnumSet.allOf(CauseRule.class)) {
            if (box.rules().contains(rule)) {
                (rule.strength() == Strength.GUESS ? guesses : sure).add(rule.label());
            }
        }
        if (!guesses.isEmpty()) {
            sure.add(Text.of("causes.guess", String.join(", ", guesses)));
        }
        return String.join(" · ", sure);
    }

    /// `declared foreign key, derived ×37: items_product: …`.
    static String link(Link link) {
        List<String> rules =
                link.rules().stream().sorted().map(CauseRule::label).distinct().toList();
        return String.join(", ", rules)
                + ", "
                + link.strength().label()
                + (link.ties() > 1 ? " ×" + Figures.count(link.ties()) : "")
                + ": "
                + link.why()
                + (link.ties() > 1 ? " …" : "");
    }

    /// Everything about what is selected: which changes, when, and each rule that ties them with its strength.
    static String selection(CauseAnswer answer, Set<Integer> nodes, TimeFormat times) {
        if (nodes.isEmpty()) {
            return "";
        }
        List<CauseNode> all =
                nodes.stream().sorted().map(i -> answer.graph().nodes().get(i)).toList();
        List<String> parts = new ArrayList<>();
        parts.add(all.size() == 1 ? one(all.getFirst(), times) : many(all, times));
        parts.addAll(ties(answer.graph(), nodes));
        if (all.stream().anyMatch(CauseNode::silent)) {
            parts.add(Text.of("causes.silent"));
        }
        return String.join("\n", parts);
    }

    private static String one(CauseNode node, TimeFormat times) {
        return Text.of(
                "causes.node",
                node.table().toString(),
                node.key(),
                node.silent() ? Text.of("causes.followed") : node.op(),
                number(node),
                Long.toString(node.transaction()),
                times.full(node.commitTimeMicros()));
    }

    private static String many(List<CauseNode> nodes, TimeFormat times) {
        Set<Object> tables = new HashSet<>();
        Set<Long> transactions = new HashSet<>();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (CauseNode node : nodes) {
            tables.add(node.table());
            transactions.add(node.transaction());
            first = Math.min(first, node.commitTimeMicros());
            last = Math.max(last, node.commitTimeMicros());
        }
        return Text.of(
                "causes.nodes",
                tables.size() == 1
                        ? nodes.getFirst().table().toString()
                        : Figures.count(tables.size(), "table"),
                Figures.count(nodes.size()),
                Figures.count(transactions.size(), "transaction"),
                first / 1_000_000 == last / 1_000_000
                        ? times.shortTime(first)
                        : times.range(first, last));
    }

    private static Collection<String> ties(CauseGraph graph, Set<Integer> nodes) {
        Map<CauseRule, Integer> counts = new EnumMap<>(CauseRule.class);
        Map<CauseRule, String> whys = new EnumMap<>(CauseRule.class);
        for (CauseGraph.Placed tie : graph.placed()) {
            CauseEdge edge = tie.edge();
            if (nodes.contains(tie.from()) || nodes.contains(tie.to())) {
                counts.merge(edge.rule(), 1, Integer::sum);
                whys.putIfAbsent(edge.rule(), edge.why());
            }
        }
        List<String> lines = new ArrayList<>();
        counts.forEach(
                (rule, count) ->
                        lines.add(
                                Text.of(
                                        "causes.tie",
                                        rule.label(),
                                        rule.strength().label(),
                                        count > 1 ? " ×" + Figures.count(count) : "",
                                        whys.getOrDefault(rule, ""))));
        return lines;
    }
}
