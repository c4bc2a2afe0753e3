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

/// Deleted rows whose keys rows of the same patch hold, which it moves away before.
class FreedKeysTest {
    @TempDir Path folder;

    @Test
    void preflightCountsAKeyThatThePatchFreesAsFreeOnMariaDb() throws Exception {
        try (MariaDbServer server = new MariaDbServer(folder)) {
            trial(server);
        }
    }

    @Test
    void preflightCountsAKeyThatThePatchFreesAsFreeOnPostgres() throws Exception {
        try (PostgresLogicalServer server = new PostgresLogicalServer(folder)) {
            trial(server);
        }
    }

    private void trial(Server server) throws Exception {
        try (Connection connection = server.logged()) {
            server.begin();
            server.enter(connection, "freed");
            Worlds.run(connection, "CREATE TABLE pet (id int PRIMARY KEY, tag varchar(20))");
            Worlds.run(connection, "INSERT INTO pet VALUES (1, 'a'), (2, 'b'), (3, 'c')");
            connection.setAutoCommit(false);
            String mark = server.mark(connection);
            Worlds.run(connection, "/*bad*/ DELETE FROM pet WHERE id = 1");
            Worlds.run(connection, "/*bad*/ UPDATE pet SET id = 1 WHERE id = 2");
            connection.commit();
            connection.setAutoCommit(true);
            Path patch = folder.resolve("patch");
            try (CaseFile file = server.evidence(folder.resolve("freed.rowback"))) {
                RevertPlan plan =
                        RevertPlanner.plan(
                                file.history(),
                                Worlds.bad(server, mark, file.history()),
                                RevertOptions.STRICT,
                                ImportMonitor.NONE);
                PatchWriter.write(plan, patch, "", ImportMonitor.NONE);
            }
            assertThat(Worlds.look(connection, patch, "preflight.sql"))
                    .contains("ready=2")
                    .contains("not_as_planned=0");
            assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isTrue();
            assertThat(Worlds.ask(connection, "SELECT * FROM pet ORDER BY id"))
                    .isEqualTo("1 a; 2 b; 3 c");
            assertThat(Worlds.look(connection, patch, "preflight.sql"))
                    .contains("already_reverted=1");
        }
    }
}
