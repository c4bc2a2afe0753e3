package org.rowback.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.app.demo.Demo;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.causality.CauseQuestion;
import org.rowback.history.causality.Causes;
import org.rowback.history.filter.Catalog;
import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.history.revert.Selection;
import org.rowback.history.ties.CauseEdge;
import org.rowback.history.ties.CauseGraph;
import org.rowback.history.ties.CauseNode;
import org.rowback.history.ties.CauseRule;
import org.rowback.history.ties.Strength;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What one bad transaction of the demo did to other tables, and what followed from it.
class WhyTest {
    @TempDir static Path shared;

    private static Path demo = Path.of("");

    @BeforeAll
    static void importTheDemo() throws Exception {
        demo = Demo.importInto(shared, ImportMonitor.NONE);
    }

    private static boolean isBad(Change change) {
        return change.statement().orElse("").contains("pricing-agent-7");
    }

    /// The changes of the first transaction that some statement of the agent is in.
    private static List<Change> transaction(History history, String words) throws Exception {
        List<Change> changes = new ArrayList<>();
        Filter filter =
                Filter.parse(
                        Demo.FILTER + " query contains \"" + words + "\"",
                        Catalog.of(history, Demo.ZONE));
        try (Cursor<Change> found =
                Selection.matching(filter).changes(history, ImportMonitor.NONE)) {
            assertThat(found.next()).isTrue();
            long first = found.get().transaction().firstChange();
            long last = first + found.get().transaction().changes() - 1;
            try (Cursor<Change> all =
                    history.changes(Scan.ALL.ids(first, last), ImportMonitor.NONE)) {
                while (all.next()) {
                    changes.add(all.get());
                }
            }
        }
        return changes;
    }

    @Test
    void reachesOtherTablesThatABadTransactionSpoiledAndTheGoodWritesThatFollowed()
            throws Exception {
        try (CaseFile opened = CaseFile.openReadOnly(demo, Wiring.codecs())) {
            History history = opened.history();
            List<Change> starts = transaction(history, "normalise catalogue prices");
            assertThat(starts).extracting(c -> c.table().table()).containsOnly("products");
            CauseGraph graph =
                    Causes.of(
                            history,
                            starts,
                            new CauseQuestion(false, true, 2, 2000, Long.MAX_VALUE),
                            ImportMonitor.NONE);
            assertThat(graph.edges()).allMatch(e -> !e.why().isEmpty());
            List<CauseEdge> spoiled =
                    graph.edges().stream()
                            .filter(e -> e.rule() == CauseRule.COPIED_BY_REFERENCE)
                            .toList();
            assertThat(spoiled)
                    .as("lines of orders that were sold at the price of 0.00")
                    .isNotEmpty()
                    .allMatch(e -> e.strength() == Strength.GUESS)
                    .allMatch(e -> e.why().equals("unit_price holds what price was set to"))
                    .allMatch(e -> table(graph, e.to()).equals("order_items"))
                    .allMatch(
                            e ->
                                    graph.edges().stream()
                                            .anyMatch(
                                                    k ->
                                                            k.from() == e.from()
                                                                    && k.to() == e.to()
                                                                    && k.rule()
                                                                            == CauseRule
                                                                                    .FOREIGN_KEY));
            List<CauseEdge> next =
                    graph.edges().stream().filter(e -> e.rule() == CauseRule.LATER_WRITE).toList();
            boolean good = false;
            for (CauseEdge edge : next) {
                assertThat(edge.strength()).isEqualTo(Strength.PROVEN);
                good |= !isBad(history.change(edge.to()).orElseThrow());
            }
            assertThat(good).as("a good write on a spoiled row is reached").isTrue();
        }
    }

    private static String table(CauseGraph graph, long id) {
        CauseNode found =
                graph.nodes().stream().filter(n -> n.id() == id).findFirst().orElseThrow();
        return found.table().table();
    }

    @Test
    void tiesTheTablesOfOneTransaction() throws Exception {
        try (CaseFile opened = CaseFile.openReadOnly(demo, Wiring.codecs())) {
            History history = opened.history();
            List<Change> starts = transaction(history, "reprice open orders");
            CauseGraph graph =
                    Causes.of(
                            history,
                            List.of(starts.getFirst()),
                            CauseQuestion.BOTH_WAYS,
                            ImportMonitor.NONE);
            assertThat(graph.edges())
                    .anyMatch(
                            e ->
                                    e.rule() == CauseRule.SAME_TRANSACTION
                                            && !table(graph, e.from())
                                                    .equals(table(graph, e.to())));
        }
    }

    @Test
    void printsEachTieWithItsRuleAndStrength() throws Exception {
        long id;
        try (CaseFile opened = CaseFile.openReadOnly(demo, Wiring.codecs())) {
            id =
                    transaction(opened.history(), "normalise catalogue prices")
                            .getFirst()
                            .transaction()
                            .id();
        }
        Run run = Run.of("why", demo.toString(), "tx:" + id, "--down", "--depth", "1");
        assertThat(run.out()).contains("declared foreign key", "derived", "a guess", "proven");
        Run json = Run.of("why", demo.toString(), "tx:" + id, "--json");
        assertThat(json.out().lines()).allMatch(l -> l.startsWith("{") && l.endsWith("}"));
        assertThat(json.out()).contains("\"rule\":\"later-write\"", "\"strength\":\"proven\"");
    }
}
