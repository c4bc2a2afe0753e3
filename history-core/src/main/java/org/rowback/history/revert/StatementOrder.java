package org.rowback.history.revert;

import org.rowback.history.model.Column;
import org.rowback.history.model.RowbackException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Puts statements in an order in which each finds what it needs: the reverse of time, and where one needs another,
/// that one first. Where they need each other in a circle, one of them takes a [Detour]. What needs a statement that
/// is not written cannot be written either.
final class StatementOrder {
    private final Optional<Quarantine> quarantine;
    private final Map<Integer, List<Need>> needs = new HashMap<>();

    /// @param quarantine what keeps deleted rows that are taken out; empty where nothing does
    StatementOrder(Optional<Quarantine> quarantine) {
        this.quarantine = quarantine;
    }

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

    /// The rows that have a statement in order, numbered; then the others.
    PlannedRows arrange(PlannedRows rows, RevertOptions options) throws RowbackException {
        propagate(rows, options);
        int[] byTime = byTime(rows);
        IntList order = new IntList();
        for (Optional<List<Need>> circle = sort(byTime, rows, order);
                circle.isPresent();
                circle = sort(byTime, rows, order)) {
            resolve(circle.get(), rows);
            propagate(rows, options);
        }
        PlannedRows result = new PlannedRows();
        for (int at = 0; at < order.size(); at++) {
            if (rows.hasUndo(order.get(at))) {
                result.append(rows.get(order.get(at)).numbered(result.size() + 1));
            }
        }
        if (quarantine.isPresent()) {
            for (PlannedRow row : quarantine.get().rows()) {
                result.append(row.numbered(result.size() + 1));
            }
        }
        for (int i : byTime) {
            if (!rows.hasUndo(i) && !isKept(i)) {
                result.append(rows.get(i).numbered(result.size() + 1));
            }
        }
        return result;
    }

    private boolean isKept(int place) {
        return quarantine.filter(q -> q.isKept(place)).isPresent();
    }

    /// Takes a row out of the patch.
    void refuse(PlannedRows rows, int i, RowState state, String reason, List<Witness> witnesses)
            throws RowbackException {
        PlannedRow row = rows.get(i);
        PlannedRow refused = row.refused(state, reason, witnesses);
        if (quarantine.isPresent()) {
            quarantine.get().keep(i, row, refused);
        }
        rows.replace(i, refused);
    }

    /// Places of rows, the one that was written last first.
    private static int[] byTime(PlannedRows rows) {
        long[] places = new long[rows.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = rows.get(i).lastBad() << Integer.SIZE | i;
        }
        Arrays.sort(places);
        int[] byTime = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            byTime[i] = (int) places[places.length - 1 - i];
        }
        return byTime;
    }

    /// Fills `order`, or finds a circle that prevents one.
    private Optional<List<Need>> sort(int[] byTime, PlannedRows rows, IntList order) {
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
    private Optional<List<Need>> visit(int start, PlannedRows rows, byte[] state, IntList order) {
        List<int[]> stack = new ArrayList<>();
        List<Need> path = new ArrayList<>();
        stack.add(new int[] {start, 0});
        while (!stack.isEmpty()) {
            int[] top = stack.getLast();
            int i = top[0];
            List<Need> first = needs.getOrDefault(i, List.of());
            boolean more = state[i] != 2 && rows.hasUndo(i);
            state[i] = state[i] == 2 ? (byte) 2 : 1;
            if (more && top[1] < first.size()) {
                Need need = first.get(top[1]++);
                int next = need.first();
                if (state[next] == 1 && rows.hasUndo(next)) {
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
    private void resolve(List<Need> circle, PlannedRows rows) throws RowbackException {
        for (Need need : circle) {
            PlannedRow first = rows.get(need.first());
            PlannedRow second = rows.get(need.second());
            if (canBeNull(first, need.early())) {
                rows.replace(
                        need.first(),
                        first.with(first.detour().withEarly(new HashSet<>(need.early()))));
                forget(need);
                return;
            }
            if (canBeNull(second, need.late())) {
                rows.replace(
                        need.second(),
                        second.with(second.detour().withLate(new HashSet<>(need.late()))));
                forget(need);
                return;
            }
        }
        Need need = circle.getFirst();
        PlannedRow other = rows.get(need.first());
        refuse(
                rows,
                need.second(),
                RowState.BLOCKED,
                "it and "
                        + other.table()
                        + " "
                        + other.key()
                        + " exchange values that only one row may hold at a time, in columns that"
                        + " cannot be NULL meanwhile",
                other.witnesses());
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

    private void propagate(PlannedRows rows, RevertOptions options) throws RowbackException {
        boolean again = true;
        while (again) {
            again = false;
            for (Map.Entry<Integer, List<Need>> entry : needs.entrySet()) {
                Optional<PlannedRow> missing =
                        entry.getValue().stream()
                                .filter(need -> !rows.hasUndo(need.first()))
                                .map(need -> rows.get(need.first()))
                                .findFirst();
                if (missing.isEmpty() || !rows.hasUndo(entry.getKey())) {
                    continue;
                }
                PlannedRow row = rows.get(entry.getKey());
                if (!options.isWaived(row)) {
                    again = true;
                    refuse(
                            rows,
                            entry.getKey(),
                            RowState.BLOCKED,
                            "it needs the undo of "
                                    + missing.get().table()
                                    + " "
                                    + missing.get().key()
                                    + ", which is not written: "
                                    + missing.get().reason(),
                            List.of());
                }
            }
        }
    }
}
