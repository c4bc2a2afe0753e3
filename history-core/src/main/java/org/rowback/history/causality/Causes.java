package org.rowback.history.causality;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Rename;
import org.rowback.history.query.Renames;
import org.rowback.history.query.Scan;
import org.rowback.history.revert.SilentChildren;
import org.rowback.history.revert.Tables;
import org.rowback.history.ties.CauseGraph;
import org.rowback.history.ties.CauseRule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Finds what changes are tied to, step by step away from them.
///
/// Each step down reads the changes after those of the step before once; each step up looks rows up by key. Nodes and
/// changes read are bounded, and what the bounds cut off is told.
public final class Causes {
    /// The transactions of so many changes asked about are looked through.
    private static final int COUPLED = 20;

    private final Renames renames;
    private final History history;
    private final CauseQuestion question;
    private final ImportMonitor monitor;
    private final Tables tables;
    private final GraphBuilder graph;
    private final RowRules rows;

    private Causes(History history, CauseQuestion question, ImportMonitor monitor)
            throws RowbackException {
        this.renames = Renames.of(history, monitor);
        this.history = renames.history();
        this.question = question;
        this.monitor = monitor;
        this.tables = new Tables(this.history);
        this.graph = new GraphBuilder(question.nodes());
        this.rows = new RowRules(this.history, tables, graph);
    }

    /// The graph around some changes that count as history.
    public static CauseGraph of(
            History history, List<Change> starts, CauseQuestion question, ImportMonitor monitor)
            throws RowbackException {
        return new Causes(history, question, monitor).find(starts);
    }

    /// The first changes of a transaction, to ask about them.
    public static List<Change> starts(
            History history, Transaction transaction, int limit, ImportMonitor monitor)
            throws RowbackException {
        List<Change> starts = new ArrayList<>();
        if (transaction.changes() == 0) {
            return starts;
        }
        long first = transaction.firstChange();
        Scan scan = Scan.ALL.ids(first, first + transaction.changes() - 1);
        try (Cursor<Change> changes = history.changes(scan, monitor)) {
            while (starts.size() < limit && changes.next()) {
                starts.add(changes.get());
            }
        }
        return starts;
    }

    private CauseGraph find(List<Change> starts) throws RowbackException {
        List<Integer> asked = new ArrayList<>();
        for (Change start : starts) {
            if (!start.isVoid() && start.op().isRow()) {
                graph.node(renames.now(start), false, 0).ifPresent(asked::add);
            }
        }
        coupled(asked);
        if (question.down()) {
            List<Integer> frontier = asked;
            for (int depth = 1; depth <= question.depth() && !frontier.isEmpty(); depth++) {
                frontier = down(frontier, depth);
            }
        }
        if (question.up()) {
            List<Integer> frontier = asked;
            for (int depth = 1; depth <= question.depth() && !frontier.isEmpty(); depth++) {
                frontier = up(frontier, depth);
            }
        }
        tellNames();
        return graph.build();
    }

    /// Names under which rows could not be followed.
    private void tellNames() {
        BitSet tables = new BitSet();
        for (int i = 0; i < graph.size(); i++) {
            tables.set(graph.change(i).tableId());
        }
        tables.stream()
                .mapToObj(renames::of)
                .flatMap(List::stream)
                .filter(r -> r.follows() != Rename.Follows.PROVEN)
                .forEach(r -> graph.cut(r.told()));
    }

    /// Where a whole transaction is asked about, its changes are there already.
    private void coupled(List<Integer> asked) throws RowbackException {
        for (int at : asked.subList(0, Math.min(COUPLED, asked.size()))) {
            rows.coupled(at, 1, monitor);
        }
    }

    private List<Integer> down(List<Integer> frontier, int depth) throws RowbackException {
        int known = graph.size();
        silent(frontier, depth);
        for (int at : frontier) {
            rows.laterWrites(at, depth);
        }
        new ScanRules(history, tables, graph, question, monitor)
                .follow(frontier, depth, depth == 1);
        return since(known);
    }

    private List<Integer> up(List<Integer> frontier, int depth) throws RowbackException {
        int known = graph.size();
        for (int at : frontier) {
            monitor.check();
            rows.previousWriter(at, depth);
            rows.parents(at, depth);
        }
        return since(known);
    }

    /// Rows that foreign keys changed without the log holding it.
    private void silent(List<Integer> frontier, int depth) throws RowbackException {
        BitSet changes = new BitSet();
        for (int at : frontier) {
            if (!graph.node(at).silent()) {
                changes.set(Math.toIntExact(graph.change(at).id()));
            }
        }
        for (SilentChildren.Child child : SilentChildren.of(history, changes, monitor)) {
            Optional<Integer> cause = graph.node(child.cause(), false, depth);
            Optional<Integer> node = graph.node(child.last(), true, depth);
            if (cause.isPresent() && node.isPresent()) {
                String what =
                        child.gone() ? "the row went with its parent" : "its reference changed";
                graph.tie(cause.get(), node.get(), CauseRule.CASCADE, child.rule() + ": " + what);
            }
        }
    }

    /// Ties of mere likeness are not followed further: what resembles a guess is no evidence.
    private List<Integer> since(int known) {
        List<Integer> added = new ArrayList<>();
        CauseGraph now = graph.build();
        for (int i = known; i < graph.size(); i++) {
            long node = graph.node(i).id();
            boolean strong =
                    now.edges().stream()
                            .anyMatch(
                                    e ->
                                            (e.from() == node || e.to() == node)
                                                    && e.rule() != CauseRule.SAME_ACTOR
                                                    && e.rule() != CauseRule.SAME_SHAPE);
            if (strong) {
                added.add(i);
            }
        }
        return added;
    }
}
