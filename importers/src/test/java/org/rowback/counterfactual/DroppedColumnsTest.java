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
import org.rowback.history.simulation.Simulator;

import java.nio.file.Path;
import java.sql.Connection;

/// Columns that bad hands dropped and somebody added again, on a real server.
class DroppedColumnsTest {
    @TempDir Path folder;

    @Test
    void putsTheValuesOfDroppedColumnsBackOnMariaDb() throws Exception {
        try (MariaDbServer server = new MariaDbServer(folder);
                Connection connection = server.logged()) {
            server.begin();
            server.enter(connection, "dropped");
            for (String sql :
                    new String[] {
                        "CREATE TABLE stock (id int PRIMARY KEY, place varchar(9), n int NOT NULL,"
                                + " note text, at timestamp NULL)",
                        "INSERT INTO stock VALUES (1, 'a', 10, 'x', NULL), (2, 'b', 20, 'y', NULL),"
                                + " (3, 'c', 30, NULL, NULL), (4, 'd', 40, 'w', NULL)",
                        "/*bad*/ ALTER TABLE stock DROP COLUMN n, DROP `note`",
                        "UPDATE stock SET place = 'e' WHERE id = 2",
                        "DELETE FROM stock WHERE id = 4",
                        "ALTER TABLE stock ADD COLUMN n int NOT NULL DEFAULT -1 AFTER place, ADD"
                                + " note text",
                        "UPDATE stock SET n = 7 WHERE id = 1",
                        "INSERT INTO stock (id, place, n, note) VALUES (5, 'new', 50, 'v')"
                    }) {
                Worlds.run(connection, sql);
            }
            Path patch = folder.resolve("patch");
            try (CaseFile file = server.evidence(folder.resolve("dropped.rowback"))) {
                RevertPlan plan =
                        RevertPlanner.plan(
                                file.history(),
                                Worlds.marked(file.history()),
                                RevertOptions.NONCONFLICTING,
                                ImportMonitor.NONE);
                assertThat(Simulator.run(file.history(), plan, ImportMonitor.NONE).refusal())
                        .isEmpty();
                assertThat(plan.rows())
                        .filteredOn(r -> r.key().equals("(table)"))
                        .singleElement()
                        .extracting(r -> r.reason())
                        .asString()
                        .contains("dropped n, and the log proves its value in 4 of the 4 rows")
                        .contains("dropped note, and the log proves its value in 4 of the 4 rows");
                assertThat(plan.rows())
                        .filteredOn(r -> r.state().isLeftOut() && r.undo().isEmpty())
                        .extracting(r -> r.key() + " " + r.reason())
                        .allMatch(r -> r.startsWith("(table)"));
                PatchWriter.write(plan, patch, "", ImportMonitor.NONE);
            }
            String before = Worlds.ask(connection, "SELECT id, place, n, note FROM stock");
            assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isTrue();
            assertThat(Worlds.ask(connection, "SELECT id, place, n, note FROM stock ORDER BY id"))
                    .isEqualTo("1 a 7 x; 2 e 20 y; 3 c 30 null; 5 new 50 v");
            assertThat(Worlds.applied(server, connection, patch, "inverse.sql")).isTrue();
            assertThat(Worlds.ask(connection, "SELECT id, place, n, note FROM stock"))
                    .isEqualTo(before);
        }
    }
}
