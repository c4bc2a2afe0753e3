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

/// Documents of which bad and good writers changed different parts.
class MergedDocumentsTest {
    private static final String WORLD = "merged";

    @TempDir Path folder;

    @Test
    void putsBackBadPathsOnPostgresAlsoWhereOthersChangedSince() throws Exception {
        try (PostgresLogicalServer server = new PostgresLogicalServer(folder);
                Connection connection = server.logged()) {
            server.begin();
            server.enter(connection, WORLD);
            Worlds.run(connection, "CREATE TABLE docs (id int PRIMARY KEY, doc jsonb)");
            Worlds.run(
                    connection,
                    "INSERT INTO docs VALUES (1, '{\"price\": 10, \"tags\": [1], \"in\":"
                            + " {\"it''s\": 1, \"b\": 2}}'), (2, '{\"a\": 1}')");
            connection.setAutoCommit(false);
            String mark = server.mark(connection);
            Worlds.run(
                    connection,
                    "UPDATE docs SET doc = jsonb_set(doc #- '{in,it''s}', '{price}', '0') ||"
                            + " '{\"junk\": true}' WHERE id = 1");
            Worlds.run(connection, "UPDATE docs SET doc = '{\"a\": 2}' WHERE id = 2");
            connection.commit();
            connection.setAutoCommit(true);
            Worlds.run(
                    connection, "UPDATE docs SET doc = jsonb_set(doc, '{in,b}', '3') WHERE id = 1");
            Worlds.run(connection, "UPDATE docs SET doc = '{\"a\": 3}' WHERE id = 2");
            Path patch = patch(server, mark);

            Worlds.run(
                    connection,
                    "UPDATE docs SET doc = jsonb_set(doc, '{tags}', '[7]') WHERE id = 1");
            assertThat(Worlds.look(connection, patch, "preflight.sql")).contains("ready=1");
            assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isTrue();
            assertThat(docs(connection))
                    .isEqualTo(
                            "{\"in\": {\"b\": 3, \"it's\": 1}, \"tags\": [7], \"price\": 10};"
                                    + " {\"a\": 3}");
            assertThat(Worlds.look(connection, patch, "verify.sql"))
                    .contains("as_they_should_be=1");
            assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isFalse();
            assertThat(Worlds.applied(server, connection, patch, "inverse.sql")).isTrue();
            assertThat(docs(connection))
                    .isEqualTo(
                            "{\"in\": {\"b\": 3}, \"junk\": true, \"tags\": [7], \"price\": 0};"
                                    + " {\"a\": 3}");
            Worlds.run(
                    connection,
                    "UPDATE docs SET doc = jsonb_set(doc, '{price}', '1') WHERE id = 1");
            assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isFalse();
        }
    }

    @Test
    void putsBackDocumentsWholeOnMariaDbWhereTheirSpellingIsProven() throws Exception {
        try (MariaDbServer server = new MariaDbServer(folder);
                Connection connection = server.logged()) {
            server.begin();
            server.enter(connection, WORLD);
            Worlds.run(connection, "CREATE TABLE docs (id int PRIMARY KEY, doc json)");
            Worlds.run(
                    connection,
                    "INSERT INTO docs VALUES (1, '{\"b\":1,\"a\":1}'), (2, '{\"a\":1,\"b\":1}')");
            Worlds.run(
                    connection, "/*bad*/ UPDATE docs SET doc = REPLACE(doc, '\"a\":1', '\"a\":0')");
            Worlds.run(
                    connection,
                    "UPDATE docs SET doc = REPLACE(doc, '\"b\":1', '\"b\":2') WHERE id = 1");
            Worlds.run(connection, "UPDATE docs SET doc = '{\"a\": 0, \"b\": 2}' WHERE id = 2");
            Path patch = patch(server, "");
            assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isTrue();
            assertThat(docs(connection)).isEqualTo("{\"b\":2,\"a\":1}; {\"a\": 0, \"b\": 2}");
            assertThat(Worlds.applied(server, connection, patch, "inverse.sql")).isTrue();
            Worlds.run(connection, "UPDATE docs SET doc = '{\"b\":3,\"a\":0}' WHERE id = 1");
            assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isFalse();
        }
    }

    private Path patch(Server server, String mark) throws Exception {
        try (CaseFile file = server.evidence(folder.resolve("merged.rowback"))) {
            RevertPlan plan =
                    RevertPlanner.plan(
                            file.history(),
                            Worlds.bad(server, mark, file.history()),
                            RevertOptions.NONCONFLICTING,
                            ImportMonitor.NONE);
            Path patch = folder.resolve("patch");
            PatchWriter.write(plan, patch, "", ImportMonitor.NONE);
            return patch;
        }
    }

    private static String docs(Connection connection) throws SQLException {
        return Worlds.ask(connection, "SELECT doc FROM docs ORDER BY id");
    }
}
