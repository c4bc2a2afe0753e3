package org.rowback.counterfactual;

import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.Scan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Plays scripts, many in one piece of evidence, has each undone, and counts.
final class Campaign {
    private final Server server;
    private final Path folder;
    private int batches;

    int played;
    int diverged;
    int damaged;
    int left;
    int refused;

    Campaign(Server server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /// What is wrong with the undo of a script; empty where nothing is.
    Optional<String> wrong(Script script) throws Exception {
        return play(List.of(script)).getFirst();
    }

    /// The same of each of many.
    List<Optional<String>> play(List<Script> scripts) throws Exception {
        int batch = batches++;
        List<Optional<String>> verdicts = new ArrayList<>();
        server.begin();
        try (Connection logged = server.logged();
                Connection unlogged = server.unlogged()) {
            List<Incident> incidents = new ArrayList<>();
            for (Script script : scripts) {
                Incident incident =
                        new Incident(script, "w" + batch + "x" + incidents.size(), server);
                incident.play(logged, unlogged);
                incidents.add(incident);
            }
            Path work = Files.createDirectory(folder.resolve("batch" + batch));
            try (CaseFile evidence = server.evidence(work.resolve("evidence.rowback"))) {
                Map<String, List<Long>> bad = bad(evidence, incidents);
                for (Incident incident : incidents) {
                    Mending mending =
                            new Mending(
                                    incident,
                                    evidence.history(),
                                    bad.getOrDefault(incident.world, List.of()));
                    verdicts.add(mending.judge(server, logged, work));
                    count(incident, mending);
                }
            }
            for (Incident incident : incidents) {
                incident.drop(logged, unlogged);
            }
        }
        return verdicts;
    }

    private Map<String, List<Long>> bad(CaseFile evidence, List<Incident> incidents)
            throws Exception {
        Map<String, Incident> byWorld = new HashMap<>();
        incidents.forEach(i -> byWorld.put(i.world, i));
        Map<String, List<Long>> bad = new HashMap<>();
        try (Cursor<Change> changes = evidence.history().changes(Scan.ALL, ImportMonitor.NONE)) {
            while (changes.next()) {
                Change change = changes.get();
                Incident incident = byWorld.get(change.table().database());
                if (incident != null
                        && change.op() != Op.DDL
                        && server.isBad(change, incident.marks)) {
                    bad.computeIfAbsent(incident.world, _ -> new ArrayList<>()).add(change.id());
                }
            }
        }
        return bad;
    }

    private void count(Incident incident, Mending mending) {
        played++;
        if (incident.isDiverged()) {
            diverged++;
        } else {
            damaged += mending.damaged;
            left += mending.left;
            refused += mending.refused;
        }
    }

    @Override
    public String toString() {
        return "%d histories (%d with good writes that depend on bad ones); in the others %d rows damaged, %d left, %d rows refused"
                .formatted(played, diverged, damaged, left, refused);
    }
}
