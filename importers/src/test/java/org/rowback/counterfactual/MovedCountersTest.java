package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.patch.PatchWriter;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/// Counters that move on between the evidence and the patch.
class MovedCountersTest {
    private static final String WORLD = "moved";

    @TempDir Path folder;

    @Test
    void aDifferenceIsTakenOnceFromCountersThatMoveOnOnMariaDb() throws Exception {
        try (MariaDbServer server = new MariaDbServer(folder)) {
            trial(server);
        }
    }

    @Test
    void aDifferenceIsTakenOnceFromCountersThatMoveOnOnPostgres() throws Exception {
        try (PostgresLogicalServer server = new PostgresLogicalServer(folder)) {
            trial(server);
        }
    }

    private void trial(Server server) throws Exception {
        try (Connection connection = server.logged()) {
            server.begin();
            server.enter(connection, WORLD);
            String mark = play(server, connection);
            try (CaseFile file = server.evidence(folder.resolve("moved.rowback"))) {
                RevertPlan plan =
                        RevertPlanner.plan(
                                file.history(),
                                Worlds.bad(server, mark, file.history()),
                                new RevertOptions(
                                        RevertOptions.Mode.STRICT,
                                        Set.of(),
                                        Set.of(),
                                        Set.of("n", "amount")),
                                ImportMonitor.NONE);
                Path patch = folder.resolve("patch");
                PatchWriter.write(plan, patch, "", ImportMonitor.NONE);
                assertThat(Worlds.look(connection, patch, "preflight.sql")).contains("ready=3");
                Worlds.run(connection, "UPDATE counter SET n = n + 7, amount = amount - 0.5");

                assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isTrue();
                assertThat(counters(connection)).isEqualTo("117 119.50 x; 27 0.10 y; 107 1.00 z");
                assertThat(Worlds.look(connection, patch, "verify.sql"))
                        .contains("as_they_should_be=3");
                assertThat(Worlds.look(connection, patch, "preflight.sql"))
                        .contains("already_reverted=3");

                Worlds.run(connection, "UPDATE counter SET note = 'bad' WHERE id = 1");
                assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isFalse();
                assertThat(counters(connection)).startsWith("117 119.50 bad");
                Worlds.run(connection, "UPDATE counter SET note = 'x' WHERE id = 1");

                assertThat(Worlds.applied(server, connection, patch, "inverse.sql")).isTrue();
                assertThat(counters(connection)).isEqualTo("67 19.50 bad; 7 0.10 y; 7 1.00 z");
                assertThat(Worlds.applied(server, connection, patch, "inverse.sql")).isFalse();
                Worlds.run(connection, "UPDATE counter SET n = 32760 WHERE id = 3");
                assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isFalse();
                assertThat(counters(connection)).isEqualTo("67 19.50 bad; 7 0.10 y; 32760 1.00 z");
                Worlds.run(connection, "UPDATE counter SET n = 7 WHERE id = 3");
                assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isTrue();
                assertThat(counters(connection)).startsWith("117 119.50 x; 27");
            }
        }
    }

    /// Row 1 is spoiled in three columns, the others in a counter only.
    private static String play(Server server, Connection connection) throws SQLException {
        Worlds.run(
                connection,
                "CREATE TABLE counter (id int PRIMARY KEY, n smallint NOT NULL,"
                        + " amount decimal(6,2), note varchar(20))");
        Worlds.run(
                connection,
                "INSERT INTO counter VALUES (1, 100, 110, 'x'), (2, 20, 0.60, 'y'), (3, 100, 1.50,"
                        + " 'z')");
        connection.setAutoCommit(false);
        String mark = server.mark(connection);
        Worlds.run(
                connection,
                "/*bad*/ UPDATE counter SET n = n - 50, amount = amount - 100, note = 'bad' WHERE"
                        + " id = 1");
        Worlds.run(connection, "/*bad*/ UPDATE counter SET n = n - 20 WHERE id = 2");
        Worlds.run(connection, "/*bad*/ UPDATE counter SET n = n - 100 WHERE id = 3");
        connection.commit();
        connection.setAutoCommit(true);
        Worlds.run(connection, "UPDATE counter SET n = n + 10, amount = amount + 10 WHERE id = 1");
        return mark;
    }

    private static String counters(Connection connection) throws SQLException {
        return Worlds.ask(connection, "SELECT n, amount, note FROM counter ORDER BY id");
    }
}
