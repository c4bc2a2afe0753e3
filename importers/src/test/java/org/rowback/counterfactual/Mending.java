package org.rowback.counterfactual;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowKey;
import org.rowback.history.patch.PatchWriter;
import org.rowback.history.query.History;
import org.rowback.history.query.RowTracer;
import org.rowback.history.query.Version;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.history.revert.Selection;
import org.rowback.history.simulation.Simulation;
import org.rowback.history.simulation.Simulator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Undoes the bad statements of an incident by a patch, on the server that they were played on, and judges.
final class Mending {
    private final Incident incident;
    private final History history;
    private final long[] bad;

    /// Rows that differ from the world without the bad statements, before and after the patch.
    int damaged;

    int left;

    /// How many planned rows the plan says it cannot undo.
    int refused;

    Mending(Incident incident, History history, List<Long> bad) {
        this.incident = incident;
        this.history = history;
        this.bad = bad.stream().mapToLong(i -> i).toArray();
    }

    /// What is wrong with the patch; empty where nothing is.
    Optional<String> judge(Server server, Connection connection, Path folder) throws Exception {
        if (bad.length == 0) {
            return Optional.empty();
        }
        RevertPlan plan =
                RevertPlanner.plan(
                        history,
                        Selection.ofIds("bad", bad),
                        RevertOptions.NONCONFLICTING,
                        ImportMonitor.NONE);
        Simulation simulation = Simulator.run(history, plan, ImportMonitor.NONE);
        if (simulation.refusal().isPresent()) {
            return Optional.of(simulation.refusal().get() + "\n" + told(plan));
        }
        Path patch = folder.resolve(incident.world);
        PatchWriter.write(plan, patch, "", ImportMonitor.NONE);
        String apply = Files.readString(patch.resolve("apply.sql"));
        try {
            if (!plan.statements().isEmpty() && !server.apply(connection, apply)) {
                return Optional.of("the patch rolled itself back\n" + told(plan) + apply);
            }
        } catch (SQLException e) {
            server.apply(connection, "ROLLBACK");
            return Optional.of("the patch failed: " + e.getMessage() + "\n" + told(plan) + apply);
        }
        Incident.Dump after = incident.dump(connection);
        Optional<String> wrong = compare(plan, after);
        return wrong.map(w -> w + "\n" + told(plan) + apply);
    }

    private Optional<String> compare(RevertPlan plan, Incident.Dump after) throws Exception {
        Set<List<String>> planned = new HashSet<>();
        Set<List<String>> open = new HashSet<>();
        for (PlannedRow row : plan.rows()) {
            Set<List<String>> names = names(row);
            planned.addAll(names);
            if (row.isOpen()) {
                open.addAll(names);
                refused++;
            }
        }
        Incident.Dump without = incident.without();
        for (List<String> row : Incident.Dump.rows(without, incident.damaged())) {
            if (!row(without, row).equals(row(incident.damaged(), row))) {
                damaged++;
            }
        }
        Incident.Dump wanted = incident.isDiverged() ? incident.damaged() : without;
        Set<List<String>> excused = incident.isDiverged() ? planned : open;
        for (List<String> row : Incident.Dump.rows(wanted, after)) {
            if (row(wanted, row).equals(row(after, row))) {
                continue;
            }
            left++;
            if (!excused.contains(row)) {
                return Optional.of(
                        row
                                + (incident.isDiverged()
                                        ? ", which the plan does not name, was "
                                        : " should be ")
                                + row(wanted, row)
                                + " and is "
                                + row(after, row)
                                + "; damaged it was "
                                + row(incident.damaged(), row));
            }
        }
        return Optional.empty();
    }

    private static List<String> row(Incident.Dump dump, List<String> row) {
        return dump.row(row.getFirst(), row.getLast());
    }

    /// Every key that a planned row ever had or gets.
    private Set<List<String>> names(PlannedRow row) throws Exception {
        Set<List<String>> names = new HashSet<>();
        String table = row.table().table();
        names.add(List.of(table, row.key()));
        if (row.undo().isPresent()) {
            names.add(List.of(table, text(row.undo().get().key())));
            names.add(List.of(table, text(row.undo().get().keyAfter())));
        }
        Optional<Change> first = history.change(row.lineage());
        if (first.isPresent()) {
            for (Version version : new RowTracer(history).rowOf(first.get())) {
                version.change().key().ifPresent(k -> names.add(List.of(table, k.toString())));
                version.change().keyAfter().ifPresent(k -> names.add(List.of(table, k.toString())));
            }
        }
        return names;
    }

    private static String text(List<Cell> key) {
        return new RowKey(key.stream().map(Cell::value).toList(), false).toString();
    }

    private static String told(RevertPlan plan) {
        StringBuilder text = new StringBuilder();
        for (PlannedRow row : plan.rows()) {
            text.append("  ")
                    .append(row.number())
                    .append(' ')
                    .append(row.table().table())
                    .append(' ')
                    .append(row.key())
                    .append(": ")
                    .append(row.state())
                    .append(", ")
                    .append(row.reason())
                    .append('\n');
        }
        return text.append("\n").toString();
    }
}
