package org.rowback.history.revert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Puts statements in an order in which each finds what it needs: the reverse of time, and where one needs another,
/// that one first. What needs a statement that is not written cannot be written either.
final class StatementOrder {
    private final Map<Integer, List<Integer>> needs = new HashMap<>();

    /// Statement `second` needs that `first` ran before it.
    void before(int first, int second) {
        needs.computeIfAbsent(second, _ -> new ArrayList<>()).add(first);
    }

    List<PlannedRow> arrange(List<PlannedRow> planned, RevertOptions options) {
        List<PlannedRow> rows = new ArrayList<>(planned);
        propagate(rows, options);
        List<Integer> byTime =
                IntStream.range(0, rows.size())
                        .boxed()
                        .sorted(
                                Comparator.<Integer>comparingLong(i -> -rows.get(i).lastBad())
                                        .thenComparing(Comparator.reverseOrder()))
                        .toList();
        List<Integer> order = new ArrayList<>();
        byte[] state = new byte[rows.size()];
        for (int i : byTime) {
            visit(i, rows, state, order);
        }
        boolean cut = order.stream().anyMatch(i -> rows.get(i).undo().isEmpty());
        if (cut) {
            propagate(rows, options);
        }
        List<PlannedRow> result = new ArrayList<>();
        for (int i : order) {
            if (rows.get(i).undo().isPresent()) {
                result.add(rows.get(i).numbered(result.size() + 1));
            }
        }
        for (int i : byTime) {
            if (rows.get(i).undo().isEmpty()) {
                result.add(rows.get(i).numbered(result.size() + 1));
            }
        }
        return result;
    }

    /// Depth first, without recursion: chains may be as long as the plan.
    private void visit(int start, List<PlannedRow> rows, byte[] state, List<Integer> order) {
        List<int[]> stack = new ArrayList<>();
        stack.add(new int[] {start, 0});
        while (!stack.isEmpty()) {
            int[] top = stack.getLast();
            int i = top[0];
            if (state[i] == 2) {
                stack.removeLast();
                continue;
            }
            state[i] = 1;
            List<Integer> first = needs.getOrDefault(i, List.of());
            if (rows.get(i).undo().isPresent() && top[1] < first.size()) {
                int next = first.get(top[1]++);
                if (state[next] == 1 && rows.get(next).undo().isPresent()) {
                    rows.set(
                            i,
                            rows.get(i)
                                    .refused(
                                            RowState.CONFLICT,
                                            "it and "
                                                    + rows.get(next).table()
                                                    + " "
                                                    + rows.get(next).key()
                                                    + " exchange values that only one row may hold"
                                                    + " at a time",
                                            rows.get(next).witnesses()));
                } else if (state[next] == 0) {
                    stack.add(new int[] {next, 0});
                }
            } else {
                state[i] = 2;
                order.add(i);
                stack.removeLast();
            }
        }
    }

    private void propagate(List<PlannedRow> rows, RevertOptions options) {
        boolean again = true;
        while (again) {
            again = false;
            for (Map.Entry<Integer, List<Integer>> entry : needs.entrySet()) {
                PlannedRow row = rows.get(entry.getKey());
                if (row.undo().isEmpty() || isWaived(row, options)) {
                    continue;
                }
                Optional<PlannedRow> missing =
                        entry.getValue().stream()
                                .map(rows::get)
                                .filter(r -> r.undo().isEmpty())
                                .findFirst();
                if (missing.isPresent()) {
                    again = true;
                    rows.set(
                            entry.getKey(),
                            row.refused(
                                    RowState.CONFLICT,
                                    "it needs the undo of "
                                            + missing.get().table()
                                            + " "
                                            + missing.get().key()
                                            + ", which is not written: "
                                            + missing.get().reason(),
                                    List.of()));
                }
            }
        }
    }

    private static boolean isWaived(PlannedRow row, RevertOptions options) {
        return row.witnesses().stream().anyMatch(w -> options.waived().contains(w.change()));
    }
}
