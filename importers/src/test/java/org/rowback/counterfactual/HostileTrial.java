package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

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

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Plays a [HostileWorld] and runs its patch there and back again, in sessions of many settings: nothing but the planned
/// rows changes, verify.sql counts them all, and inverse.sql brings back exactly what was.
final class HostileTrial {
    private static final String WORLD = "hostile";

    /// Every `sql_mode` that MySQL 8 and 9 know, and some together.
    private static final List<String> MYSQL_MODES =
            List.of(
                    "",
                    "ALLOW_INVALID_DATES",
                    "ANSI",
                    "ANSI_QUOTES",
                    "ERROR_FOR_DIVISION_BY_ZERO",
                    "HIGH_NOT_PRECEDENCE",
                    "IGNORE_SPACE",
                    "NO_AUTO_VALUE_ON_ZERO",
                    "NO_BACKSLASH_ESCAPES",
                    "NO_DIR_IN_CREATE",
                    "NO_ENGINE_SUBSTITUTION",
                    "NO_UNSIGNED_SUBTRACTION",
                    "NO_ZERO_DATE",
                    "NO_ZERO_IN_DATE",
                    "ONLY_FULL_GROUP_BY",
                    "PAD_CHAR_TO_FULL_LENGTH",
                    "PIPES_AS_CONCAT",
                    "REAL_AS_FLOAT",
                    "STRICT_ALL_TABLES",
                    "STRICT_TRANS_TABLES",
                    "TIME_TRUNCATE_FRACTIONAL",
                    "TRADITIONAL",
                    "ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT",
                    "ANSI_QUOTES,IGNORE_SPACE,HIGH_NOT_PRECEDENCE,PAD_CHAR_TO_FULL_LENGTH");

    private final Path folder;
    private final HostileWorld world;
    private final String good;
    private final String bad;
    private final Path patch;
    private final RevertPlan plan;
    private int rounds;

    /// Runs a script of the patch and gives the last row that it says.
    private interface Client {
        List<String> run(String script) throws Exception;
    }

    private HostileTrial(Server server, Connection connection, Path folder) throws Exception {
        this.folder = folder;
        server.begin();
        server.enter(connection, WORLD);
        world = new HostileWorld(connection, server.isPostgres());
        world.create();
        good = world.dump();
        connection.setAutoCommit(false);
        String mark = server.mark(connection);
        world.spoil();
        connection.commit();
        connection.setAutoCommit(true);
        bad = world.dump();
        patch = folder.resolve("patch");
        plan = planned(server, mark);
    }

    /// `HostileTrial mysql FOLDER`, or `mariadb`: with the server and client that are installed ([InstalledServer] says how
    /// they are found). `mvn -Ptrial -pl importers -am process-test-classes
    /// -Dtrial='org.rowback.counterfactual.HostileTrial mysql FOLDER'` runs it; `-Dmysql.bin=FOLDER` goes before the class.
    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[1]).toAbsolutePath());
        boolean mariadb = args[0].equals("mariadb");
        if (!mariadb && !args[0].equals("mysql")) {
            throw new IllegalArgumentException(args[0]);
        }
        try (InstalledServer server =
                mariadb ? InstalledServer.mariadb(folder) : InstalledServer.mysql(folder)) {
            int rounds = mariadb ? mariadb(server, folder) : binlog(server, folder, MYSQL_MODES);
            System.out.println(
                    args[0]
                            + " "
                            + server.version()
                            + ": in each of "
                            + rounds
                            + " settings the patch changed the planned rows alone, there and back");
        }
    }

    /// @return in how many settings it was run
    static int postgres(PostgresLogicalServer server, Path folder) throws Exception {
        try (Connection connection = server.logged()) {
            HostileTrial trial = new HostileTrial(server, connection, folder);
            for (String setting :
                    List.of(
                            "standard_conforming_strings = on",
                            "standard_conforming_strings = off",
                            "backslash_quote = on",
                            "bytea_output = 'escape'",
                            "array_nulls = off")) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SET " + setting);
                }
                trial.round(setting, script -> trial.said(connection, script));
            }
            return trial.rounds;
        }
    }

    /// @return in how many settings it was run
    static int mariadb(BinlogServer server, Path folder) throws Exception {
        return binlog(
                server,
                folder,
                List.of(
                        "",
                        "NO_BACKSLASH_ESCAPES",
                        "ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT",
                        "ANSI_QUOTES,IGNORE_SPACE,HIGH_NOT_PRECEDENCE,PAD_CHAR_TO_FULL_LENGTH",
                        "TRADITIONAL",
                        "ORACLE",
                        "SIMULTANEOUS_ASSIGNMENT,EMPTY_STRING_IS_NULL"));
    }

    private static int binlog(BinlogServer server, Path folder, List<String> modes)
            throws Exception {
        try (Connection connection = server.logged()) {
            HostileTrial trial = new HostileTrial(server, connection, folder);
            for (String mode : modes) {
                trial.round(mode, script -> trial.said(server, "utf8mb4", mode, script));
            }
            for (String charset : List.of("gbk", "sjis", "big5")) {
                trial.round(charset, script -> trial.said(server, charset, "", script));
            }
            String mode = "NO_BACKSLASH_ESCAPES,ANSI_QUOTES";
            trial.round("gbk, " + mode, script -> trial.said(server, "gbk", mode, script));
            server.drop(connection, WORLD);
            return trial.rounds;
        }
    }

    /// There and back again.
    private void round(String setting, Client client) throws Exception {
        rounds++;
        String all = Long.toString(plan.statementCount());
        assertThat(client.run("preflight.sql"))
                .as(setting)
                .endsWith(all, all, "0", "0")
                .hasSizeGreaterThan(4);
        client.run("apply.sql");
        assertThat(world.dump()).as(setting).isEqualTo(good);
        assertThat(client.run("verify.sql")).as(setting).endsWith(all, all).hasSizeGreaterThan(2);
        client.run("inverse.sql");
        assertThat(world.dump()).as(setting).isEqualTo(bad);
    }

    /// By the stock client, in a session of that charset and mode.
    private List<String> said(BinlogServer server, String charset, String mode, String script)
            throws Exception {
        List<String> command = new ArrayList<>(server.client(WORLD));
        command.removeIf(option -> option.startsWith("--default-character-set"));
        command.addAll(
                command.size() - 1,
                List.of(
                        "--batch",
                        "--default-character-set=" + charset,
                        "--init-command=SET SESSION sql_mode = '" + mode + "'"));
        Process process =
                new ProcessBuilder(command)
                        .redirectInput(patch.resolve(script).toFile())
                        .redirectErrorStream(true)
                        .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s %s %s: %s", charset, mode, script, text).isZero();
        assertThat(text).as(script).doesNotContain("DIFFERS");
        return List.of(text.strip().lines().toList().getLast().split("\t"));
    }

    private List<String> said(Connection connection, String script) throws Exception {
        List<String> last = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(Files.readString(patch.resolve(script)));
            while (rows || statement.getUpdateCount() >= 0) {
                if (rows) {
                    try (ResultSet row = statement.getResultSet()) {
                        while (row.next()) {
                            last.clear();
                            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                                last.add(row.getString(i));
                                assertThat(last.getLast()).as(script).isNotEqualTo("DIFFERS");
                            }
                        }
                    }
                }
                rows = statement.getMoreResults();
            }
        }
        return last;
    }

    private RevertPlan planned(Server server, String mark) throws Exception {
        try (CaseFile file = server.evidence(folder.resolve("hostile.rowback"))) {
            List<Long> selected = new ArrayList<>();
            try (Cursor<Change> changes = file.history().changes(Scan.ALL, ImportMonitor.NONE)) {
                while (changes.next()) {
                    if (changes.get().op().isRow() && server.isBad(changes.get(), Set.of(mark))) {
                        selected.add(changes.get().id());
                    }
                }
            }
            RevertPlan made =
                    RevertPlanner.plan(
                            file.history(),
                            Selection.ofIds(
                                    "hostile",
                                    selected.stream().mapToLong(Long::longValue).toArray()),
                            RevertOptions.STRICT,
                            ImportMonitor.NONE);
            PatchWriter.write(made, patch, "", ImportMonitor.NONE);
            return made;
        }
    }
}
