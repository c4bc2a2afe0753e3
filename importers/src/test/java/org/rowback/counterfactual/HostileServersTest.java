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

/// Hostile names and values through every script, under session settings of PostgreSQL that change how SQL is read: nothing but
/// the planned rows changes, verify.sql counts them all, and inverse.sql brings back exactly what was.
class HostileServersTest {
    private static final String WORLD = "hostile";

    @TempDir Path folder;
    private Path patch = Path.of("");
    private RevertPlan plan;

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
}
