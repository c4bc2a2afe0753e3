package org.rowback.history.revert;

import org.rowback.history.model.Column;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Puts statements in an order in which each finds what it needs: the reverse of time, and where one needs another,
/// that one first. Where they need each other in a circle, one of them takes a [Detour]. What needs a statement that
/// is not written cannot be written either.
final class StatementOrder {
    private final Map<Integer, List<Need>> needs = new HashMap<>();

    /// What one statement needs of another: that it ran before.
    ///
    /// @param early columns of the first that would free what is needed if they were NULL; empty where none would
    /// @param late columns of the second that need it; empty where it cannot do without them
    private record Need(int first, int second, List<String> early, List<String> late) {}

    /// Statement `second` needs that `first` ran before it.
    void before(int first, int second, List<String> early, List<String> late) {
        needs.computeIfAbsent(second, _ -> new ArrayList<>())
                .add(new Need(first, second, early, late));
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
        for (Optional<List<Need>> circle = sort(byTime, rows, order);
                circle.isPresent();
                circle = sort(byTime, rows, order)) {
            resolve(circle.get(), rows);
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

    /// Fills `order`, or finds a circle that prevents one.
    private Optional<List<Need>> sort(
            List<Integer> byTime, List<PlannedRow> rows, List<Integer> order) {
        order.clear();
        byte[] state = new byte[rows.size()];
        for (int i : byTime) {
            Optional<List<Need>> circle = visit(i, rows, state, order);
            if (circle.isPresent()) {
                return circle;
            }
        }
        return Optional.empty();
    }

    /// Depth first, without recursion: chains may be as long as the plan.
    private Optional<List<Need>> visit(
            int start, List<PlannedRow> rows, byte[] state, List<Integer> order) {
        List<int[]> stack = new ArrayList<>();
        List<Need> path = new ArrayList<>();
        stack.add(new int[] {start, 0});
        while (!stack.isEmpty()) {
            int[] top = stack.getLast();
            int i = top[0];
            List<Need> first = needs.getOrDefault(i, List.of());
            boolean more = state[i] != 2 && rows.get(i).undo().isPresent();
            state[i] = state[i] == 2 ? (byte) 2 : 1;
            if (more && top[1] < first.size()) {
                Need need = first.get(top[1]++);
                int next = need.first();
                if (state[next] == 1 && rows.get(next).undo().isPresent()) {
                    return Optional.of(circle(path, need));
                } else if (state[next] == 0) {
                    stack.add(new int[] {next, 0});
                    path.add(need);
                }
                continue;
            }
            if (state[i] == 1) {
                state[i] = 2;
                order.add(i);
            }
            stack.removeLast();
            if (!path.isEmpty()) {
                path.removeLast();
            }
        }
        return Optional.empty();
    }

    private static List<Need> circle(List<Need> path, Need closing) {
        List<Need> circle = new ArrayList<>();
        circle.add(closing);
        for (int i = path.size() - 1; i >= 0 && circle.getLast().second() != closing.first(); i--) {
            circle.add(path.get(i));
        }
        return circle;
    }

    /// Lets one row of a circle take a detour; where none can, one of them is a conflict.
    private void resolve(List<Need> circle, List<PlannedRow> rows) {
        for (Need need : circle) {
            PlannedRow first = rows.get(need.first());
            PlannedRow second = rows.get(need.second());
            if (canBeNull(first, need.early())) {
                rows.set(
                        need.first(),
                        first.with(first.detour().withEarly(new HashSet<>(need.early()))));
                forget(need);
                return;
            }
            if (canBeNull(second, need.late())) {
                rows.set(
                        need.second(),
                        second.with(second.detour().withLate(new HashSet<>(need.late()))));
                forget(need);
                return;
            }
        }
        Need need = circle.getFirst();
        PlannedRow other = rows.get(need.first());
        rows.set(
                need.second(),
                rows.get(need.second())
                        .refused(
                                RowState.BLOCKED,
                                "it and "
                                        + other.table()
                                        + " "
                                        + other.key()
                                        + " exchange values that only one row may hold at a time,"
                                        + " in columns that cannot be NULL meanwhile",
                                other.witnesses()));
    }

    private void forget(Need need) {
        needs.getOrDefault(need.second(), new ArrayList<>()).remove(need);
    }

    /// Whether a row's statement can be taken apart at some columns.
    static boolean canBeNull(PlannedRow row, List<String> columns) {
        Undo undo = row.undo().orElse(null);
        if (undo == null || columns.isEmpty() || undo.isKeyless() || undo.derived()) {
            return false;
        }
        Set<String> key = new HashSet<>(undo.schema().primaryKey());
        for (String name : columns) {
            Column column = undo.schema().columns().get(undo.schema().indexOf(name));
            if (!column.nullable() || key.contains(column.name())) {
                return false;
            }
        }
        return true;
    }

    private void propagate(List<PlannedRow> rows, RevertOptions options) {
        boolean again = true;
        while (again) {
            again = false;
            for (Map.Entry<Integer, List<Need>> entry : needs.entrySet()) {
                PlannedRow row = rows.get(entry.getKey());
                if (row.undo().isEmpty() || isWaived(row, options)) {
                    continue;
                }
                Optional<PlannedRow> missing =
                        entry.getValue().stream()
                                .map(need -> rows.get(need.first()))
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
