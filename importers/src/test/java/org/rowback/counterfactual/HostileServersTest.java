package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
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
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Hostile names and values through every script, under session settings that change how SQL is read: nothing but the
/// planned rows changes, verify.sql counts them all, and inverse.sql brings back exactly what was.
class HostileServersTest {
    @RegisterExtension static final OneBinlogServer SERVER = new OneBinlogServer();
    private static final String WORLD = "hostile";

    @TempDir Path folder;
    private Path patch = Path.of("");
    private RevertPlan plan;

    /// Runs a script of the patch and gives the last row that it says.
    private interface Client {
        List<String> run(String script) throws Exception;
    }

    @Test
    void nothingElseChangesOnPostgresHoweverItReadsStrings() throws Exception {
        try (PostgresLogicalServer server = new PostgresLogicalServer(folder);
                Connection connection = server.logged()) {
            server.begin();
            server.enter(connection, WORLD);
            HostileWorld world = new HostileWorld(connection, true);
            String good = played(server, connection, world);
            String bad = world.dump();
            for (String setting :
                    List.of(
                            "standard_conforming_strings = on",
                            "standard_conforming_strings = off",
                            "backslash_quote = on",
                            "bytea_output = 'escape'",
                            "array_nulls = off")) {
                run(connection, "SET " + setting);
                round(setting, script -> said(connection, script), world, good, bad);
            }
        }
    }

    @Test
    void nothingElseChangesOnMariaDbHoweverItsClientAndItReadStrings() throws Exception {
        BinlogServer server = SERVER.server();
        try (Connection connection = server.logged()) {
            server.begin();
            server.enter(connection, WORLD);
            HostileWorld world = new HostileWorld(connection, false);
            String good = played(server, connection, world);
            String bad = world.dump();
            for (String mode :
                    List.of(
                            "",
                            "NO_BACKSLASH_ESCAPES",
                            "ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT",
                            "ANSI_QUOTES,IGNORE_SPACE,HIGH_NOT_PRECEDENCE,PAD_CHAR_TO_FULL_LENGTH",
                            "TRADITIONAL",
                            "ORACLE",
                            "SIMULTANEOUS_ASSIGNMENT,EMPTY_STRING_IS_NULL")) {
                round(mode, script -> said(server, "utf8mb4", mode, script), world, good, bad);
            }
            for (String charset : List.of("gbk", "sjis", "big5")) {
                round(charset, script -> said(server, charset, "", script), world, good, bad);
            }
            String mode = "NO_BACKSLASH_ESCAPES,ANSI_QUOTES";
            round("gbk, " + mode, script -> said(server, "gbk", mode, script), world, good, bad);
            server.drop(connection, WORLD);
        }
    }

    /// There and back again.
    private void round(String setting, Client client, HostileWorld world, String good, String bad)
            throws Exception {
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
            boolean rows = statement.execute(read(script));
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

    private String read(String name) throws Exception {
        return Files.readString(patch.resolve(name));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Plays the world and writes the patch; gives what the tables held before.
    private String played(Server server, Connection connection, HostileWorld world)
            throws Exception {
        world.create();
        String good = world.dump();
        connection.setAutoCommit(false);
        String mark = server.mark(connection);
        world.spoil();
        connection.commit();
        connection.setAutoCommit(true);
        try (CaseFile file = server.evidence(folder.resolve("hostile.rowback"))) {
            List<Long> bad = new ArrayList<>();
            try (Cursor<Change> changes = file.history().changes(Scan.ALL, ImportMonitor.NONE)) {
                while (changes.next()) {
                    if (changes.get().op().isRow() && server.isBad(changes.get(), Set.of(mark))) {
                        bad.add(changes.get().id());
                    }
                }
            }
            Selection selection =
                    Selection.ofIds("hostile", bad.stream().mapToLong(Long::longValue).toArray());
            plan =
                    RevertPlanner.plan(
                            file.history(), selection, RevertOptions.STRICT, ImportMonitor.NONE);
            patch = folder.resolve("patch");
            PatchWriter.write(plan, patch, "", ImportMonitor.NONE);
        }
        return good;
    }
}
