package org.rowback.recording;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// Fills, changes and empties a table of each group of types, by key.
final class TypeMatrix {
    private final Recorder recorder;
    private final Random random;
    private final int randomRows;
    private boolean transactions;

    TypeMatrix(Recorder recorder, long seed, int randomRows) {
        this.recorder = recorder;
        this.random = new Random(seed);
        this.randomRows = randomRows;
    }

    /// Puts every table's changes into one transaction.
    TypeMatrix inTransactions() {
        transactions = true;
        return this;
    }

    /// Plays every table of the server's kind, or those named.
    void play(Set<String> wanted) throws SQLException {
        for (Map.Entry<String, List<Spec>> table : Specs.of(recorder.kind).entrySet()) {
            if (wanted.isEmpty() || wanted.contains(table.getKey())) {
                play(table.getKey(), table.getValue());
            }
        }
    }

    private void play(String table, List<Spec> specs) throws SQLException {
        String columns =
                specs.stream()
                        .map(s -> s.name() + " " + s.type())
                        .collect(Collectors.joining(", "));
        recorder.define(
                table, "CREATE TABLE " + table + " (id int NOT NULL PRIMARY KEY, " + columns + ")");
        if (transactions) {
            recorder.run("BEGIN");
        }
        String names = "id," + specs.stream().map(Spec::name).collect(Collectors.joining(","));
        int extremes = specs.stream().mapToInt(s -> s.extremes().size()).max().orElse(0);
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < extremes; i++) {
            recorder.insert(table, names, row(specs, i, i + 1), i + 1);
            ids.add(i + 1);
        }
        List<String> rows = new ArrayList<>();
        List<Integer> added = new ArrayList<>();
        for (int i = 0; i < randomRows; i++) {
            int id = extremes + i + 1;
            rows.add(row(specs, Integer.MAX_VALUE, id));
            added.add(id);
        }
        recorder.insert(table, names, rows, added);
        ids.addAll(added);
        for (int i = 0; i < randomRows; i++) {
            recorder.update(table, some(specs), ids.get(random.nextInt(ids.size())));
        }
        recorder.update(table, some(specs), added.toArray(Integer[]::new));
        recorder.move(table, ids.getFirst(), 1000, "");
        recorder.move(table, ids.getLast(), -1000, ", " + some(specs));
        recorder.delete(table, 1000);
        recorder.delete(table, ids.get(1));
        if (transactions) {
            recorder.run("COMMIT");
        }
    }

    private String row(List<Spec> specs, int index, int id) {
        return id
                + ","
                + specs.stream()
                        .map(s -> s.literal(index, random))
                        .collect(Collectors.joining(","));
    }

    private String some(List<Spec> specs) {
        List<String> assignments = new ArrayList<>();
        for (Spec spec : specs) {
            if (random.nextInt(3) == 0) {
                assignments.add(spec.name() + "=" + spec.any(random));
            }
        }
        if (assignments.isEmpty()) {
            Spec spec = specs.get(random.nextInt(specs.size()));
            assignments.add(spec.name() + "=" + spec.any(random));
        }
        return String.join(",", assignments);
    }
}
