package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Hostile names and values through every script, under every session setting that changes how SQL is read: nothing but
/// the planned rows changes, verify.sql counts them all, and inverse.sql brings back exactly what was.
class HostileServersTest {
    private static final String WORLD = "hostile";

    private static final List<String> MODES =
            List.of(
                    "",
                    "ANSI_QUOTES",
                    "NO_BACKSLASH_ESCAPES",
                    "ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,IGNORE_SPACE,HIGH_NOT_PRECEDENCE",
                    "ORACLE",
                    "TRADITIONAL,PAD_CHAR_TO_FULL_LENGTH,NO_ZERO_DATE,NO_UNSIGNED_SUBTRACTION");

    private static final List<String> CHARSETS = List.of("utf8mb4", "latin1", "gbk", "sjis");

    @TempDir Path folder;
    private Path patch = Path.of("");
    private RevertPlan plan;

    /// What a client said, and its exit status.
    private record Said(int status, String text) {}

    @Test
    void nothingElseChangesInAnySqlModeOfMariaDbsClient() throws Exception {
        try (MariaDbServer server = new MariaDbServer(folder);
                Connection connection = server.logged()) {
            server.begin();
            server.enter(connection, WORLD);
            HostileWorld world = new HostileWorld(connection, false);
            String good = played(server, connection, world);
            String bad = world.dump();
            int charset = 0;
            for (String mode : MODES) {
                List<String> command = new ArrayList<>(server.client(WORLD));
                command.set(
                        command.indexOf("--default-character-set=utf8mb4"),
                        "--default-character-set=" + CHARSETS.get(charset++ % CHARSETS.size()));
                command.add(
                        command.size() - 1, "--init-command=SET SESSION sql_mode = '" + mode + "'");
                assertThat(script(command, "preflight.sql").text())
                        .contains(counts(plan.statementCount(), plan.statementCount(), 0, 0));
                Said applied = script(command, "apply.sql");
                assertThat(applied.status()).as("%s: %s", mode, applied).isZero();
                assertThat(world.dump()).as(mode).isEqualTo(good);
                assertThat(script(command, "verify.sql").text())
                        .contains(counts(plan.statementCount(), plan.statementCount()));
                Said inverted = script(command, "inverse.sql");
                assertThat(inverted.status()).as("%s: %s", mode, inverted).isZero();
                assertThat(world.dump()).as(mode).isEqualTo(bad);
            }
        }
    }

    private static String counts(long... counts) {
        StringBuilder text = new StringBuilder();
        for (long count : counts) {
            text.append('\t').append(count);
        }
        return text.toString();
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
                assertThat(sums(connection, "preflight.sql"))
                        .as(setting)
                        .containsSequence(
                                "" + plan.statementCount(), "" + plan.statementCount(), "0", "0");
                assertThat(server.apply(connection, read("apply.sql"))).as(setting).isTrue();
                assertThat(world.dump()).as(setting).isEqualTo(good);
                assertThat(sums(connection, "verify.sql"))
                        .as(setting)
                        .containsSequence("" + plan.statementCount(), "" + plan.statementCount());
                assertThat(server.apply(connection, read("inverse.sql"))).as(setting).isTrue();
                assertThat(world.dump()).as(setting).isEqualTo(bad);
            }
        }
    }

    /// What the last result of a script says.
    private List<String> sums(Connection connection, String name) throws Exception {
        List<String> last = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(read(name));
            while (rows || statement.getUpdateCount() >= 0) {
                if (rows) {
                    try (ResultSet row = statement.getResultSet()) {
                        while (row.next()) {
                            last.clear();
                            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                                last.add(row.getString(i));
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

    private Said script(List<String> command, String name) throws Exception {
        Process process =
                new ProcessBuilder(command)
                        .redirectInput(patch.resolve(name).toFile())
                        .redirectErrorStream(true)
                        .start();
        String text = new String(process.getInputStream().readAllBytes());
        return new Said(process.waitFor(), text);
    }
}
