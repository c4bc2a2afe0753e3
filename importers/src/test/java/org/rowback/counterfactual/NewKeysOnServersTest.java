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

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;

/// Deleted rows whose keys others took come back with keys of their own, and those that referred to them follow.
class NewKeysOnServersTest {
    @TempDir Path folder;

    @Test
    void aRowWhoseKeyIsTakenGetsANewOneOnMariaDb() throws Exception {
        try (MariaDbServer server = new MariaDbServer(folder)) {
            trial(server, "int AUTO_INCREMENT PRIMARY KEY");
        }
    }

    @Test
    void aRowWhoseKeyIsTakenGetsANewOneOnPostgres() throws Exception {
        try (PostgresLogicalServer server = new PostgresLogicalServer(folder)) {
            trial(server, "int GENERATED ALWAYS AS IDENTITY PRIMARY KEY");
        }
    }

    private void trial(Server server, String counted) throws Exception {
        try (Connection connection = server.logged()) {
            server.begin();
            server.enter(connection, "again");
            Worlds.run(connection, "CREATE TABLE owner (id " + counted + ", name varchar(20))");
            Worlds.run(
                    connection,
                    "CREATE TABLE pet (id int PRIMARY KEY, owner int, tag varchar(20) UNIQUE,"
                            + " FOREIGN KEY (owner) REFERENCES owner (id))");
            Worlds.run(connection, "INSERT INTO owner (name) VALUES ('Ann'), ('Bo')");
            Worlds.run(
                    connection, "INSERT INTO pet VALUES (10, 1, 'x'), (11, 2, 'y'), (12, 1, 'z')");
            connection.setAutoCommit(false);
            String mark = server.mark(connection);
            Worlds.run(connection, "/*bad*/ UPDATE pet SET owner = 2 WHERE id = 12");
            Worlds.run(connection, "/*bad*/ DELETE FROM pet WHERE id = 10");
            Worlds.run(connection, "/*bad*/ DELETE FROM owner WHERE id = 1");
            connection.commit();
            connection.setAutoCommit(true);
            String always = server.isPostgres() ? " OVERRIDING SYSTEM VALUE" : "";
            Worlds.run(connection, "INSERT INTO owner (id, name)" + always + " VALUES (1, 'Cy')");
            Worlds.run(connection, "INSERT INTO pet VALUES (13, 1, 'w')");
            Path patch = folder.resolve("patch");
            try (CaseFile file = server.evidence(folder.resolve("again.rowback"))) {
                RevertPlan plan =
                        RevertPlanner.plan(
                                file.history(),
                                Worlds.bad(server, mark, file.history()),
                                RevertOptions.STRICT.with(RevertOptions.Collisions.NEW_KEY),
                                ImportMonitor.NONE);
                PatchWriter.write(plan, patch, "", ImportMonitor.NONE);
            }
            String before = rows(connection);
            assertThat(Files.readString(patch.resolve("apply.sql")))
                    .contains("owner 1 (new key: id 1 -> 2000)");
            assertThat(Files.readString(patch.resolve("plan.json"))).contains("\"new key\"");
            assertThat(Worlds.look(connection, patch, "preflight.sql")).contains("ready=3");

            assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isTrue();
            assertThat(rows(connection))
                    .isEqualTo("1 Cy; 2 Bo; 2000 Ann | 10 2000 x; 11 2 y; 12 2000 z; 13 1 w");
            assertThat(Worlds.look(connection, patch, "verify.sql"))
                    .contains("as_they_should_be=3");
            assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isFalse();

            Worlds.run(connection, "INSERT INTO owner (name) VALUES ('Di')");
            assertThat(Worlds.ask(connection, "SELECT id FROM owner WHERE name = 'Di'"))
                    .isEqualTo("2001");
            Worlds.run(connection, "DELETE FROM owner WHERE name = 'Di'");
            assertThat(Worlds.applied(server, connection, patch, "inverse.sql")).isTrue();
            assertThat(rows(connection)).isEqualTo(before);

            Worlds.run(
                    connection, "INSERT INTO owner (id, name)" + always + " VALUES (2000, 'Ed')");
            String taken = rows(connection);
            assertThat(Worlds.look(connection, patch, "preflight.sql"))
                    .contains("ready=2")
                    .contains("new key: id 1 -> 2000");
            assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isFalse();
            assertThat(rows(connection)).isEqualTo(taken);
        }
    }

    private static String rows(Connection connection) throws Exception {
        return Worlds.ask(connection, "SELECT * FROM owner ORDER BY id")
                + " | "
                + Worlds.ask(connection, "SELECT * FROM pet ORDER BY id");
    }
}
