package org.rowback.counterfactual;

import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.patch.PatchWriter;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.Scan;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.history.revert.Selection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Plays each incident twice on an installed MariaDB and undoes the same bad transactions once with `mariadb-binlog
/// --flashback`, newest first, and once with a patch of Rowback's; compares both with the world without them.
///
/// Run by `app/src/test/e2e/flashback`.
final class FlashbackTrial {
    private static final int LENGTH = 400;

    /// What one tool left.
    ///
    /// @param mended damaged rows that are as they would be without the bad transactions
    /// @param wrong damaged rows that are not
    /// @param fresh wrong rows that were not wrong so before the undo
    /// @param told what it said against it
    private record Left(long mended, long wrong, long fresh, String told) {}

    /// A transaction's place in the log.
    private record Place(long start, long stop) {}

    private final InstalledServer server;
    private final Path folder;
    private final String binlog;

    private FlashbackTrial(InstalledServer server, Path folder) throws IOException {
        this.server = server;
        this.folder = folder;
        this.binlog = InstalledServer.program(true, "mariadb-binlog");
    }

    /// `FlashbackTrial SEEDS FOLDER PAGE`: plays seeds 1 to SEEDS, keeps everything in FOLDER while it runs, writes
    /// the page; a newly wrong row of Rowback's is an error.
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        StringBuilder table = new StringBuilder();
        String version;
        long harmed = 0;
        try (InstalledServer server = InstalledServer.mariadb(folder)) {
            version = server.version();
            FlashbackTrial trial = new FlashbackTrial(server, folder);
            long[] sums = new long[7];
            for (int seed = 1; seed <= Integer.parseInt(args[0]); seed++) {
                harmed += trial.play(seed, table, sums);
            }
            table.append(
                    "| all | %d | %d | %d | %d | | %d | %d | %d | |\n"
                            .formatted(
                                    sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6]));
        }
        Files.writeString(Path.of(args[2]), PAGE.formatted(version, LENGTH, table));
        System.out.print(table);
        if (harmed > 0) {
            throw new AssertionError("Rowback's patches made " + harmed + " rows newly wrong");
        }
    }

    private long play(int seed, StringBuilder table, long[] sums) throws Exception {
        Script script = ShopScript.draw(seed, LENGTH);
        server.begin();
        Incident patched = new Incident(script, "patched" + seed, server);
        Incident flashed = new Incident(script, "flashed" + seed, server);
        try (Connection logged = server.logged();
                Connection unlogged = server.unlogged()) {
            patched.play(logged, unlogged);
            flashed.play(logged, unlogged);
            if (patched.isDiverged() || flashed.isDiverged()) {
                throw new IllegalStateException(
                        "seed " + seed + ": a good statement depends on a bad one");
            }
            Path log = server.log();
            List<Place> bad = bad(logged, log.getFileName().toString(), flashed.world);
            Left rowback = patch(patched, logged, seed);
            Left flashback = flashback(flashed, logged, log, bad);
            table.append(
                    "| %d, %d | %d | %s | %s |\n"
                            .formatted(
                                    seed,
                                    bad.size(),
                                    rowback.mended() + rowback.wrong(),
                                    told(flashback),
                                    told(rowback)));
            long[] more = {
                rowback.mended() + rowback.wrong(),
                flashback.mended(),
                flashback.wrong(),
                flashback.fresh(),
                rowback.mended(),
                rowback.wrong(),
                rowback.fresh()
            };
            for (int i = 0; i < more.length; i++) {
                sums[i] += more[i];
            }
            patched.drop(logged, unlogged);
            flashed.drop(logged, unlogged);
            return rowback.fresh();
        }
    }

    private static String told(Left left) {
        return "%d | %d | %d | %s"
                .formatted(left.mended(), left.wrong(), left.fresh(), left.told());
    }

    /// Where the bad transactions of a world lie, as somebody reads it off SHOW BINLOG EVENTS.
    private static List<Place> bad(Connection connection, String log, String world)
            throws SQLException {
        List<Place> places = new ArrayList<>();
        long start = 0;
        boolean isBad = false;
        boolean isHere = false;
        try (Statement statement = connection.createStatement();
                ResultSet event = statement.executeQuery("SHOW BINLOG EVENTS IN '" + log + "'")) {
            while (event.next()) {
                String info = event.getString("Info");
                switch (event.getString("Event_type")) {
                    case "Gtid" -> {
                        start = event.getLong("Pos");
                        isBad = false;
                        isHere = false;
                    }
                    case "Annotate_rows" -> isBad |= info.startsWith("/*bad*/");
                    case "Table_map" -> isHere |= info.contains("(" + world + ".");
                    case "Xid" -> {
                        if (isBad && isHere) {
                            places.add(new Place(start, event.getLong("End_log_pos")));
                        }
                    }
                    default -> {}
                }
            }
        }
        return places;
    }

    private Left flashback(Incident incident, Connection logged, Path log, List<Place> bad)
            throws Exception {
        int errors = 0;
        String first = "";
        for (Place place : bad.reversed()) {
            List<Process> pipe =
                    ProcessBuilder.startPipeline(
                            List.of(
                                    new ProcessBuilder(
                                                    binlog,
                                                    "--no-defaults",
                                                    "--flashback",
                                                    "--start-position=" + place.start(),
                                                    "--stop-position=" + place.stop(),
                                                    log.toString())
                                            .redirectError(
                                                    folder.resolve("flashback.err").toFile()),
                                    new ProcessBuilder(server.client(incident.world))
                                            .redirectErrorStream(true)));
            String said =
                    new String(
                            pipe.getLast().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            said += Files.readString(folder.resolve("flashback.err"));
            int status = pipe.getFirst().waitFor() | pipe.getLast().waitFor();
            if (status != 0) {
                errors++;
                first = first.isEmpty() ? said.strip().lines().findFirst().orElse("") : first;
            }
        }
        String told = errors == 0 ? "nothing" : errors + " errors, the first: " + first;
        return compare(incident, incident.dump(logged), told);
    }

    private Left patch(Incident incident, Connection logged, int seed) throws Exception {
        String told;
        try (CaseFile evidence = server.evidence(folder.resolve("seed" + seed + ".rowback"))) {
            List<Long> bad = new ArrayList<>();
            try (Cursor<Change> changes =
                    evidence.history().changes(Scan.ALL, ImportMonitor.NONE)) {
                while (changes.next()) {
                    Change change = changes.get();
                    if (change.table().database().equals(incident.world)
                            && change.op().isRow()
                            && server.isBad(change, Set.of())) {
                        bad.add(change.id());
                    }
                }
            }
            RevertPlan plan =
                    RevertPlanner.plan(
                            evidence.history(),
                            Selection.ofIds(
                                    "the agent's", bad.stream().mapToLong(i -> i).toArray()),
                            RevertOptions.NONCONFLICTING,
                            ImportMonitor.NONE);
            Path patch = folder.resolve("patch" + seed);
            PatchWriter.write(plan, patch, "", ImportMonitor.NONE);
            Process client =
                    new ProcessBuilder(server.client(incident.world))
                            .redirectInput(patch.resolve("apply.sql").toFile())
                            .redirectErrorStream(true)
                            .start();
            String said =
                    new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            long left =
                    plan.counts().entrySet().stream()
                            .filter(c -> c.getKey().isLeftOut())
                            .mapToLong(Map.Entry::getValue)
                            .sum();
            told = left == 0 ? "nothing" : left + " rows not wholly undone, each with its reason";
            told = client.waitFor() == 0 ? told : "the patch failed whole: " + said.strip();
        }
        return compare(incident, incident.dump(logged), told);
    }

    private static Left compare(Incident incident, Incident.Dump after, String told) {
        Incident.Dump wanted = incident.without();
        long mended = 0;
        long wrong = 0;
        for (List<String> row : Incident.Dump.rows(wanted, incident.damaged())) {
            if (!same(wanted, incident.damaged(), row)) {
                boolean isMended = same(wanted, after, row);
                mended += isMended ? 1 : 0;
                wrong += isMended ? 0 : 1;
            }
        }
        long fresh =
                Incident.Dump.rows(wanted, after).stream()
                        .filter(r -> !same(wanted, after, r))
                        .filter(r -> !same(incident.damaged(), after, r))
                        .count();
        return new Left(mended, wrong, fresh, told);
    }

    private static boolean same(Incident.Dump one, Incident.Dump other, List<String> row) {
        return one.row(row.getFirst(), row.getLast())
                .equals(other.row(row.getFirst(), row.getLast()));
    }

    private static final String PAGE =
            """
            # Beside mariadb-binlog --flashback

            Made by `app/src/test/e2e/flashback` on MariaDB %s; anyone can run it. Each seed is an incident in a shop of seven
            tables: %d transactions of an application, and one of an agent after every eighth. It is played on the server twice,
            in two databases, and beside each, unlogged, without the agent. In one database the agent's transactions are undone by
            `mariadb-binlog --flashback --start-position=… --stop-position=…` piped to `mariadb`, picked by hand from `SHOW BINLOG
            EVENTS`, the newest first; in the other by a patch that Rowback writes from the same log (`--mode nonconflicting`), run by
            `mariadb`. Then every row of both is compared with the database in which the agent never was.

            *Mended*: a row that the agent damaged is what it would have been. *Newly wrong*: a row that the undo itself made wrong: it is
            neither what it would have been nor what it was before the undo. *Said*: what either tool told whoever ran it.

            | seed, bad transactions | rows damaged | flashback: mended | still wrong | newly wrong | said | Rowback: mended | still wrong | newly wrong | said |
            |---|---|---|---|---|---|---|---|---|---|
            %s
            Where they differ: flashback writes whole rows, so that columns and rows which colleagues have written since are lost (a
            fixed email, a new title), and as it finds rows by their key only, nothing tells. What ON DELETE CASCADE and SET NULL took is
            not in the log; flashback does not put it back.
            """;
}
