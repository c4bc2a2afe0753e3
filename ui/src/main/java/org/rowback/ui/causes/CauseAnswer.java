package org.rowback.ui.causes;

import org.rowback.history.causality.CauseQuestion;
import org.rowback.history.causality.Causes;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.history.ties.CauseGraph;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// What a question about causes came to; read on a worker.
///
/// @param start the change asked about, or one of the transaction that was
/// @param whole whether its whole transaction was asked about
/// @param columns of each node how many ties it is away: below 0 before what was asked about, above 0 after it
/// @param follow nodes that follow from what was asked about by proven and derived ties alone; never altered
/// @param cut what was left out, one sentence each
record CauseAnswer(
        Change start,
        boolean whole,
        CauseGraph graph,
        List<Integer> columns,
        BitSet follow,
        List<String> cut) {
    /// So many changes are shown at most; half as many of one transaction are asked about.
    static final int NODES = 2_000;

    CauseAnswer {
        columns = List.copyOf(columns);
        cut = List.copyOf(cut);
    }

    /// Finds what a change is tied to; empty where there is no such change.
    static Optional<CauseAnswer> of(
            History history,
            long change,
            boolean whole,
            Side side,
            int depth,
            ImportMonitor monitor)
            throws RowbackException {
        Optional<Change> found = history.change(change);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Change start = found.get();
        List<Change> starts =
                whole
                        ? Causes.starts(history, start.transaction(), NODES / 2, monitor)
                        : List.of(start);
        CauseQuestion question =
                new CauseQuestion(
                        side.up(), side.down(), depth, NODES, CauseQuestion.BOTH_WAYS.scanned());
        CauseGraph graph = Causes.of(history, starts, question, monitor);
        List<String> cut = new ArrayList<>(graph.cut());
        if (whole && start.transaction().changes() > starts.size()) {
            cut.addFirst(
                    Text.of(
                            "causes.cut.transaction",
                            Figures.count(start.transaction().changes(), "change"),
                            Figures.count(starts.size())));
        }
        return Optional.of(
                new CauseAnswer(
                        start,
                        whole,
                        graph,
                        Distances.columns(graph),
                        Distances.follow(graph),
                        cut));
    }

    /// How many ties away a node is, with its side.
    int column(int node) {
        return columns.get(node);
    }

    /// That end of a tie which is farther away from what was asked about; the later one where they are equally far.
    int farEnd(int from, int to) {
        return Math.abs(column(from)) > Math.abs(column(to)) ? from : to;
    }
}
