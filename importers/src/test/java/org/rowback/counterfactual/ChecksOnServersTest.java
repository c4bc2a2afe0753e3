package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.patch.PatchWriter;
import org.rowback.history.patch.ProbeReader;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.history.revert.RowState;
import org.rowback.history.revert.Selection;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// A value that is put back beside one that is kept may be what no CHECK allows: that row is left out, and the patch
/// works.
class ChecksOnServersTest {
    @TempDir Path folder;

    @Test
    void leavesOutTheRowThatMariaDbWouldRefuse() throws Exception {
        try (MariaDbServer server = new MariaDbServer(folder)) {
            trial(server);
        }
    }

    @Test
    void leavesOutTheRowThatPostgresWouldRefuse() throws Exception {
        try (PostgresLogicalServer server = new PostgresLogicalServer(folder)) {
            trial(server);
        }
    }

    private void trial(Server server) throws Exception {
        try (Connection connection = server.logged()) {
            server.begin();
            server.enter(connection, "checked");
            Worlds.run(
                    connection,
                    "CREATE TABLE span (id int PRIMARY KEY, low int, high numeric(9,2), kind"
                            + " varchar(9), CONSTRAINT upward CHECK (low <= high), CONSTRAINT known"
                            + " CHECK (kind IN ('a', 'b') AND low BETWEEN 0 AND 99))");
            Worlds.run(
                    connection,
                    "INSERT INTO span VALUES (1, 5, 9, 'a'), (2, 5, 9, 'a'), (3, 5, 9, 'b')");
            connection.setAutoCommit(false);
            String mark = server.mark(connection);
            Worlds.run(connection, "/*bad*/ UPDATE span SET low = 1 WHERE id < 3");
            Worlds.run(connection, "/*bad*/ DELETE FROM span WHERE id = 3");
            connection.commit();
            connection.setAutoCommit(true);
            Worlds.run(connection, "UPDATE span SET high = 3 WHERE id = 1");
            assertThatThrownBy(() -> Worlds.run(connection, "UPDATE span SET low = 5 WHERE id = 1"))
                    .isInstanceOf(SQLException.class);
            Path patch = folder.resolve("patch");
            try (CaseFile file = server.evidence(folder.resolve("checked.rowback"))) {
                RevertPlan plan =
                        RevertPlanner.plan(
                                file.history(),
                                Worlds.bad(server, mark, file.history()),
                                RevertOptions.NONCONFLICTING,
                                ImportMonitor.NONE);
                List<PlannedRow> blocked =
                        plan.rows().stream().filter(r -> r.state() == RowState.BLOCKED).toList();
                assertThat(blocked).hasSize(1);
                assertThat(blocked.getFirst().key()).isEqualTo("1");
                assertThat(blocked.getFirst().reason())
                        .contains("CHECK upward (")
                        .contains("would not hold");
                PatchWriter.write(plan, patch, "", ImportMonitor.NONE);
            }
            assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isTrue();
            assertThat(Worlds.ask(connection, "SELECT id, low, high FROM span ORDER BY id"))
                    .isEqualTo("1 1 3.00; 2 5 9.00; 3 5 9.00");
            assertThat(Worlds.look(connection, patch, "verify.sql"))
                    .contains("as_they_should_be=2");
        }
    }

    @Test
    void preflightAsksMariaDbForWhatOnlyItCanJudge() throws Exception {
        try (MariaDbServer server = new MariaDbServer(folder)) {
            asked(server);
        }
    }

    @Test
    void preflightAsksPostgresForWhatOnlyItCanJudge() throws Exception {
        try (PostgresLogicalServer server = new PostgresLogicalServer(folder)) {
            asked(server);
        }
    }

    private void asked(Server server) throws Exception {
        try (Connection connection = server.logged()) {
            server.begin();
            server.enter(connection, "asked");
            Worlds.run(
                    connection,
                    "CREATE TABLE part (id int PRIMARY KEY, name varchar(9), kind varchar(9), day"
                        + " date, n numeric(9,2), CONSTRAINT fits CHECK (char_length(name) +"
                        + " char_length(kind) <= 6), CONSTRAINT soon CHECK (extract(year from day)"
                        + " + n < 2030))");
            Worlds.run(
                    connection,
                    "INSERT INTO part VALUES (1, 'abc', 'x', '2020-01-01', 1), (2, 'abc', 'x',"
                            + " '2020-01-01', 1), (3, 'abc', 'x', '2020-01-01', 1), (4, 'abc', 'x',"
                            + " '2020-01-01', 1)");
            connection.setAutoCommit(false);
            String mark = server.mark(connection);
            Worlds.run(connection, "/*bad*/ UPDATE part SET name = 'a' WHERE id < 3");
            Worlds.run(connection, "/*bad*/ UPDATE part SET day = '2010-01-01' WHERE id = 3");
            Worlds.run(connection, "/*bad*/ DELETE FROM part WHERE id = 4");
            connection.commit();
            connection.setAutoCommit(true);
            Worlds.run(connection, "UPDATE part SET kind = 'uvwxy' WHERE id = 1");
            Worlds.run(connection, "UPDATE part SET n = 15 WHERE id = 3");
            Path patch = folder.resolve("blind");
            Path results = folder.resolve("results");
            try (CaseFile file = server.evidence(folder.resolve("asked.rowback"))) {
                Selection bad = Worlds.bad(server, mark, file.history());
                RevertPlan blind =
                        RevertPlanner.plan(
                                file.history(),
                                bad,
                                RevertOptions.NONCONFLICTING,
                                ImportMonitor.NONE);
                PatchWriter.write(blind, patch, "", ImportMonitor.NONE);
                assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isFalse();
                ProbeResultsTest.askAsJson(connection, patch.resolve("preflight.sql"), results);
                RevertPlan plan =
                        RevertPlanner.plan(
                                file.history(),
                                bad,
                                RevertOptions.NONCONFLICTING,
                                ProbeReader.read(results),
                                ImportMonitor.NONE);
                assertThat(plan.rows())
                        .filteredOn(r -> r.state() == RowState.BLOCKED)
                        .extracting(r -> r.key() + " " + r.reason().replaceAll(" \\(.*\\) ", " "))
                        .containsExactlyInAnyOrder(
                                "1 CHECK fits refuses it (found by preflight)",
                                "3 CHECK soon refuses it (found by preflight)");
                patch = folder.resolve("patch");
                PatchWriter.write(plan, patch, "", ImportMonitor.NONE);
            }
            assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isTrue();
            assertThat(Worlds.ask(connection, "SELECT id, name, n FROM part ORDER BY id"))
                    .isEqualTo("1 a 1.00; 2 abc 1.00; 3 abc 15.00; 4 abc 1.00");
        }
    }
}
