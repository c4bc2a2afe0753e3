package org.rowback.ui.causes;

import org.rowback.history.ties.CauseEdge;
import org.rowback.history.ties.CauseGraph;
import org.rowback.history.ties.Strength;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/// How far nodes are from what was asked about, and on which side.
final class Distances {
    private static final int NEVER = Integer.MAX_VALUE;

    private Distances() {}

    /// Of each node its distance; below 0 where it comes before what was asked about.
    static List<Integer> columns(CauseGraph graph) {
        int[] down = reach(graph, true, _ -> true);
        int[] up = reach(graph, false, _ -> true);
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < graph.nodes().size(); i++) {
            int depth = graph.nodes().get(i).depth();
            columns.add(down[i] <= up[i] ? depth : -depth);
        }
        return columns;
    }

    /// What follows by ties that are more than a guess, without what was asked about.
    static BitSet follow(CauseGraph graph) {
        int[] down = reach(graph, true, edge -> edge.strength() != Strength.GUESS);
        BitSet follow = new BitSet();
        for (int i = 0; i < down.length; i++) {
            follow.set(i, down[i] != NEVER && graph.nodes().get(i).depth() > 0);
        }
        return follow;
    }

    private static int[] reach(CauseGraph graph, boolean down, Predicate<CauseEdge> counts) {
        List<List<Integer>> next = new ArrayList<>();
        int[] steps = new int[graph.nodes().size()];
        Arrays.fill(steps, NEVER);
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < steps.length; i++) {
            next.add(new ArrayList<>());
            if (graph.nodes().get(i).depth() == 0) {
                steps[i] = 0;
                open.add(i);
            }
        }
        for (CauseGraph.Placed edge : graph.placed()) {
            if (counts.test(edge.edge())) {
                next.get(down ? edge.from() : edge.to()).add(down ? edge.to() : edge.from());
            }
        }
        while (!open.isEmpty()) {
            int at = open.remove();
            for (int to : next.get(at)) {
                if (steps[to] == NEVER) {
                    steps[to] = steps[at] + 1;
                    open.add(to);
                }
            }
        }
        return steps;
    }
}
