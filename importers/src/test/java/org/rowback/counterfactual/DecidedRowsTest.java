package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.patch.PatchWriter;
import org.rowback.history.revert.Decision;
import org.rowback.history.revert.Decisions;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.history.simulation.Simulator;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the user decides, on real servers: own values and later values that are put back anyway, each guarded by what
/// is there.
class DecidedRowsTest {
    @TempDir Path folder;

    @Test
    void theUsersDecisionsArriveOnMariaDb() throws Exception {
        try (MariaDbServer server = new MariaDbServer(folder)) {
            trial(server);
        }
    }

    @Test
    void theUsersDecisionsArriveOnPostgres() throws Exception {
        try (PostgresLogicalServer server = new PostgresLogicalServer(folder)) {
            trial(server);
        }
    }

    private static Decision of(int key, String column, Decision.Choice choice) {
        return new Decision("item", Set.of("" + key), new BitSet(), column, choice);
    }

    private static Decision own(int key, String column, String text) {
        return of(key, column, new Decision.Choice.Own(Optional.of(text)));
    }

    private static Decisions decisions() {
        Decision.Choice revert = new Decision.Choice.Revert();
        return new Decisions(
                List.of(
                        of(1, "price", revert),
                        own(2, "price", "33.3"),
                        own(2, "title", "it's \u96ea \\ 'x'"),
                        own(3, "made", "2024-02-29 12:34:56"),
                        of(3, "title", new Decision.Choice.Own(Optional.empty())),
                        of(4, "", new Decision.Choice.Keep()),
                        of(5, "", revert)));
    }

    private void trial(Server server) throws Exception {
        try (Connection connection = server.logged()) {
            server.begin();
            server.enter(connection, "decided");
            Worlds.run(
                    connection,
                    "CREATE TABLE item (id int PRIMARY KEY, price decimal(10,2), title"
                            + " varchar(40), made "
                            + (server instanceof MariaDbServer
                                    ? "datetime) CHARACTER SET utf8mb4"
                                    : "timestamp)"));
            if (!(server instanceof MariaDbServer)) {
                Worlds.run(connection, "ALTER TABLE item REPLICA IDENTITY FULL");
            }
            Worlds.run(
                    connection,
                    "INSERT INTO item VALUES (1, 10, 'a', NULL), (2, 20, 'b', NULL), (3, 30, 'c',"
                            + " NULL), (4, 40, 'd', NULL)");
            connection.setAutoCommit(false);
            String mark = server.mark(connection);
            Worlds.run(
                    connection,
                    "/*bad*/ UPDATE item SET price = 0, title = 'wiped', made = '2020-01-01"
                            + " 00:00:00'");
            Worlds.run(connection, "/*bad*/ INSERT INTO item VALUES (5, 50, 'junk', NULL)");
            connection.commit();
            connection.setAutoCommit(true);
            Worlds.run(connection, "UPDATE item SET price = 77 WHERE id = 1");
            Worlds.run(connection, "UPDATE item SET price = 88 WHERE id = 2");
            Worlds.run(connection, "UPDATE item SET price = 55 WHERE id = 5");
            Path patch = folder.resolve("patch");
            try (CaseFile file = server.evidence(folder.resolve("decided.rowback"))) {
                RevertPlan plan =
                        RevertPlanner.plan(
                                file.history(),
                                Worlds.bad(server, mark, file.history()),
                                RevertOptions.STRICT.with(decisions()),
                                ImportMonitor.NONE);
                assertThat(Simulator.run(file.history(), plan, ImportMonitor.NONE).failures(9))
                        .isEmpty();
                PatchWriter.write(plan, patch, "", ImportMonitor.NONE);
            }
            String damaged = dump(connection);
            Worlds.run(connection, "UPDATE item SET price = 78 WHERE id = 1");
            assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isFalse();
            Worlds.run(connection, "UPDATE item SET price = 77 WHERE id = 1");
            assertThat(dump(connection)).isEqualTo(damaged);

            assertThat(Worlds.look(connection, patch, "preflight.sql")).contains("ready=4");
            assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isTrue();
            assertThat(dump(connection))
                    .isEqualTo(
                            "1 10.00 a null; 2 33.30 it's \u96ea \\ 'x' null; 3 30.00 null"
                                    + " 2024-02-29 12:34:56; 4 0.00 wiped 2020-01-01 00:00:00");
            assertThat(Worlds.look(connection, patch, "verify.sql"))
                    .contains("checksum=same")
                    .contains("as_they_should_be=4")
                    .doesNotContain("DIFFERS");
            Worlds.run(connection, "UPDATE item SET price = 1 WHERE id = 2");
            assertThat(Worlds.look(connection, patch, "verify.sql")).contains("checksum=DIFFERS");
            Worlds.run(connection, "UPDATE item SET price = 33.3 WHERE id = 2");
            assertThat(Worlds.applied(server, connection, patch, "inverse.sql")).isTrue();
            assertThat(dump(connection)).isEqualTo(damaged);
        }
    }

    private static String dump(Connection connection) throws Exception {
        return Worlds.ask(
                connection,
                "SELECT id, price, title, CAST(made AS char(19)) FROM item ORDER BY id");
    }
}
