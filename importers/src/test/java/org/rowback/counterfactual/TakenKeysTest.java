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

/// Deleted rows whose keys others took before they could come back.
class TakenKeysTest {
    @TempDir Path folder;

    @Test
    void aRowWhoseKeyIsTakenGoesToQuarantineOnMariaDb() throws Exception {
        try (MariaDbServer server = new MariaDbServer(folder)) {
            trial(server);
        }
    }

    @Test
    void aRowWhoseKeyIsTakenGoesToQuarantineOnPostgres() throws Exception {
        try (PostgresLogicalServer server = new PostgresLogicalServer(folder)) {
            trial(server);
        }
    }

    private void trial(Server server) throws Exception {
        try (Connection connection = server.logged()) {
            server.begin();
            server.enter(connection, "taken");
            Worlds.run(connection, "CREATE TABLE owner (id int PRIMARY KEY, name varchar(20))");
            Worlds.run(
                    connection,
                    "CREATE TABLE pet (id int PRIMARY KEY, owner int, tag varchar(20) UNIQUE,"
                            + " FOREIGN KEY (owner) REFERENCES owner (id))");
            Worlds.run(connection, "INSERT INTO owner VALUES (1, 'Ann'), (2, 'Bo')");
            Worlds.run(connection, "INSERT INTO pet VALUES (10, 1, 'x'), (11, 2, 'y')");
            connection.setAutoCommit(false);
            String mark = server.mark(connection);
            Worlds.run(connection, "/*bad*/ DELETE FROM pet");
            Worlds.run(connection, "/*bad*/ DELETE FROM owner");
            connection.commit();
            connection.setAutoCommit(true);
            Worlds.run(connection, "INSERT INTO owner VALUES (1, 'Cy')");
            Path patch = folder.resolve("patch");
            try (CaseFile file = server.evidence(folder.resolve("taken.rowback"))) {
                RevertPlan plan =
                        RevertPlanner.plan(
                                file.history(),
                                Worlds.bad(server, mark, file.history()),
                                RevertOptions.STRICT.with(RevertOptions.Collisions.QUARANTINE),
                                ImportMonitor.NONE);
                PatchWriter.write(plan, patch, "", ImportMonitor.NONE);
            }
            assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isFalse();
            assertThat(Worlds.ask(connection, "SELECT count(*) FROM pet")).isEqualTo("0");

            for (int i = 0; i < 2; i++) {
                server.apply(connection, Files.readString(patch.resolve("prepare.sql")));
            }
            assertThat(Worlds.look(connection, patch, "preflight.sql")).contains("ready=4");
            assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isTrue();
            assertThat(Worlds.ask(connection, "SELECT * FROM owner ORDER BY id"))
                    .isEqualTo("1 Cy; 2 Bo");
            assertThat(Worlds.ask(connection, "SELECT * FROM pet")).isEqualTo("11 2 y");
            assertThat(Worlds.ask(connection, "SELECT * FROM rowback_quarantine_owner"))
                    .isEqualTo("1 Ann");
            assertThat(Worlds.ask(connection, "SELECT * FROM rowback_quarantine_pet"))
                    .isEqualTo("10 1 x");
            assertThat(Worlds.look(connection, patch, "verify.sql"))
                    .contains("as_they_should_be=4");
            assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isFalse();
            assertThat(Worlds.applied(server, connection, patch, "inverse.sql")).isTrue();
            assertThat(Worlds.ask(connection, "SELECT count(*) FROM rowback_quarantine_pet"))
                    .isEqualTo("0");
            assertThat(Worlds.ask(connection, "SELECT * FROM owner")).isEqualTo("1 Cy");
        }
    }
}
