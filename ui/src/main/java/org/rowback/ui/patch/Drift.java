package org.rowback.ui.patch;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowbackException;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.ProbeResults;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.Undo;
import org.rowback.ui.diff.ShownValue;
import org.rowback.ui.text.Text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Something that a preflight found on the server and the log did not tell.
///
/// @param number of the statement that asked, in the patch whose preflight was run
/// @param row its table and key
/// @param column what is not as planned, or that it is the row as a whole
/// @param planned what the statement demands; nothing of a whole row
/// @param found what the server has; nothing of a whole row
/// @param state the row's state now
/// @param reason why
public record Drift(
        int number,
        String row,
        String column,
        ShownValue planned,
        ShownValue found,
        String state,
        String reason) {
    /// So many are listed at most.
    static final int MOST = 10_000;

    /// Called on a worker.
    ///
    /// @param asked the plan whose preflight was run
    /// @param plan what was decided again
    static List<Drift> of(
            RevertPlan asked, RevertPlan plan, ProbeResults results, ImportMonitor monitor)
            throws RowbackException {
        Map<Long, PlannedRow> decided = new HashMap<>();
        List<PlannedRow> statements = asked.statements();
        Map<Integer, ProbeResults.Row> rows = new TreeMap<>(results.rows());
        for (int number : rows.keySet()) {
            PlannedRow row = statements.get(number - 1);
            decided.put(row.lineage(), row);
        }
        long seen = 0;
        for (PlannedRow row : plan.rows()) {
            if (seen++ % 1024 == 0) {
                monitor.check();
            }
            decided.computeIfPresent(row.lineage(), (_, _) -> row);
        }
        List<Drift> drifts = new ArrayList<>();
        for (Map.Entry<Integer, ProbeResults.Row> found : rows.entrySet()) {
            if (drifts.size() >= MOST) {
                break;
            }
            PlannedRow row = statements.get(found.getKey() - 1);
            PlannedRow now = decided.getOrDefault(row.lineage(), row);
            add(drifts, row, found.getValue(), now);
        }
        return drifts;
    }

    private static void add(
            List<Drift> drifts, PlannedRow row, ProbeResults.Row found, PlannedRow now) {
        Undo undo = row.undo().orElseThrow();
        List<Cell> asked = undo.probed();
        boolean told = found.isThere() && !found.isAlready();
        int before = drifts.size();
        ProbeResults.Found expected =
                undo.kind() == Undo.Kind.INSERT
                        ? new ProbeResults.Found.Target()
                        : new ProbeResults.Found.Bad();
        for (int i = 0; told && i < asked.size() && i < found.cells().size(); i++) {
            ProbeResults.Found there = found.cells().get(i);
            if (!there.equals(expected)) {
                Cell cell = asked.get(i);
                drifts.add(
                        drift(
                                row,
                                cell.name(),
                                ShownValue.of(cell.value(), 0),
                                shown(there, undo, cell),
                                now));
            }
        }
        if (drifts.size() == before) {
            String whole =
                    found.isAlready()
                            ? "drift.already"
                            : found.isThere() ? "drift.other" : "drift.gone";
            drifts.add(drift(row, Text.of(whole), ShownValue.NO_ROW, ShownValue.NO_ROW, now));
        }
    }

    private static Drift drift(
            PlannedRow row, String column, ShownValue planned, ShownValue found, PlannedRow now) {
        return new Drift(
                row.number(),
                row.table() + " " + row.key(),
                column,
                planned,
                found,
                now.state().label(),
                now.reason());
    }

    private static ShownValue shown(ProbeResults.Found found, Undo undo, Cell asked) {
        return switch (found) {
            case ProbeResults.Found.Bad _ -> ShownValue.of(asked.value(), 0);
            case ProbeResults.Found.Target _ ->
                    ShownValue.of(
                            undo.setTo(asked.name()).map(Cell::value).orElse(asked.value()), 0);
            case ProbeResults.Found.Null _ -> ShownValue.of(ColumnValue.NULL, 0);
            case ProbeResults.Found.Other(String text) ->
                    text.isEmpty()
                            ? new ShownValue(ShownValue.Kind.EMPTY_TEXT, "''", 0)
                            : new ShownValue(ShownValue.Kind.VALUE, text, 0);
        };
    }
}
