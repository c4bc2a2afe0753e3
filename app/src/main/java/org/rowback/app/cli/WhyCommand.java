package org.rowback.app.cli;

import org.rowback.history.casefile.CaseFile;
import org.rowback.history.causality.CauseQuestion;
import org.rowback.history.causality.Causes;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.history.query.json.JsonLines;
import org.rowback.history.ties.CauseEdge;
import org.rowback.history.ties.CauseGraph;
import org.rowback.history.ties.CauseNode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `rowback why CASE ID`.
@Command(
        name = "why",
        header =
                "Says what a change or transaction is tied to: causes before it, consequences"
                        + " after.",
        description = {
            "%nEach tie names its rule and how strong that is: proven by the log, derived from the"
                    + " declared schema, or a guess. A guess is correlation, not a cause.%n"
        },
        footer = {
            "%nExamples:",
            "  rowback why shop.rowback tx:88 --down --depth 3",
            "  rowback why shop.rowback 27301 --up"
        })
final class WhyCommand implements Callable<Integer> {
    private static final int NODES = 500;

    @Mixin IdArgument named = new IdArgument();
    @Mixin ReadOptions read = new ReadOptions();

    @Option(names = "--up", description = "Only what came before and may have led to it.")
    boolean up;

    @Option(names = "--down", description = "Only what came after and may have followed from it.")
    boolean down;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "How many ties away. Default: ${DEFAULT-VALUE}.")
    int depth = 2;

    private final Console console;

    WhyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws RowbackException {
        read.refuseWhere("why");
        if (depth < 1) {
            throw new RowbackException.BadInput("--depth " + depth + ": give 1 or more");
        }
        ProgressLine progress = new ProgressLine(console, false);
        try (CaseFile opened = named.openToRead()) {
            History history = opened.history();
            int nodes = read.limit > 0 ? (int) Math.min(read.limit, Integer.MAX_VALUE) : NODES;
            CauseQuestion question =
                    new CauseQuestion(
                            up || !down,
                            down || !up,
                            depth,
                            nodes,
                            CauseQuestion.BOTH_WAYS.scanned());
            CauseGraph graph =
                    Causes.of(history, starts(history, nodes, progress), question, progress);
            progress.end();
            if (read.json) {
                json(graph);
            } else {
                text(graph);
            }
            return Exit.DONE;
        } finally {
            progress.end();
        }
    }

    private List<Change> starts(History history, int limit, ProgressLine progress)
            throws RowbackException {
        Optional<Change> change = named.change(history);
        if (change.isPresent()) {
            return List.of(change.get());
        }
        return Causes.starts(history, named.transaction(history), limit, progress);
    }

    private void text(CauseGraph graph) {
        Times times = new Times(read.zone.id);
        TextTable nodes = new TextTable(">change", ">txn", "time", "what", "row", ">away");
        for (CauseNode node : graph.nodes()) {
            nodes.add(
                    node.change() + (node.silent() ? "*" : ""),
                    node.transaction(),
                    times.show(node.commitTimeMicros(), true),
                    node.silent() ? "followed a parent" : node.op(),
                    node.table() + " " + node.key(),
                    node.depth());
        }
        nodes.print(console.out());
        console.out().println();
        TextTable edges = new TextTable(">from", ">to", "rule", "strength", "why");
        for (CauseGraph.Placed tie : graph.placed()) {
            CauseEdge edge = tie.edge();
            edges.add(
                    name(graph, tie.from()),
                    name(graph, tie.to()),
                    edge.rule().label(),
                    edge.strength().label(),
                    edge.why());
        }
        edges.print(console.out());
        if (graph.nodes().stream().anyMatch(CauseNode::silent)) {
            console.out().println("* what the log does not hold: the row's last logged change");
        }
        graph.cut().forEach(cut -> console.out().println("note: " + cut));
    }

    private static String name(CauseGraph graph, int index) {
        CauseNode node = graph.nodes().get(index);
        return node.change() + (node.silent() ? "*" : "");
    }

    private void json(CauseGraph graph) {
        JsonLines json = new JsonLines(console.out());
        for (int i = 0; i < graph.nodes().size(); i++) {
            CauseNode node = graph.nodes().get(i);
            int number = i;
            json.object(
                    fields -> {
                        fields.writeNumberField("node", number);
                        fields.writeNumberField("change", node.change());
                        fields.writeBooleanField("logged", !node.silent());
                        fields.writeNumberField("txn", node.transaction());
                        fields.writeStringField("table", node.table().toString());
                        fields.writeStringField("op", node.op());
                        fields.writeStringField("key", node.key());
                        fields.writeNumberField("away", node.depth());
                    });
        }
        for (CauseGraph.Placed tie : graph.placed()) {
            CauseEdge edge = tie.edge();
            json.object(
                    fields -> {
                        fields.writeNumberField("from", tie.from());
                        fields.writeNumberField("to", tie.to());
                        fields.writeStringField("rule", edge.rule().word());
                        fields.writeStringField("strength", edge.strength().label());
                        fields.writeStringField("why", edge.why());
                    });
        }
        for (String cut : graph.cut()) {
            json.object(fields -> fields.writeStringField("note", cut));
        }
        json.flush();
    }
}
