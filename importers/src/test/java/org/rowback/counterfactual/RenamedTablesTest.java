package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.TableName;
import org.rowback.history.patch.PatchWriter;
import org.rowback.history.query.History;
import org.rowback.history.query.Rename;
import org.rowback.history.query.RowHistory;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.history.revert.RowState;
import org.rowback.history.simulation.Simulator;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;

/// Tables that have another name, or another table behind their name, when the patch is applied.
class RenamedTablesTest {
    @TempDir Path folder;

    @Test
    void followsTablesAcrossRenamesOnMariaDb() throws Exception {
        try (MariaDbServer server = new MariaDbServer(folder);
                Connection connection = server.logged()) {
            server.begin();
            server.enter(connection, "renamed");
            for (String sql :
                    new String[] {
                        "CREATE TABLE orders (id int PRIMARY KEY, total int, note varchar(9))",
                        "CREATE TABLE a (id int PRIMARY KEY, v int)",
                        "CREATE TABLE log (id int PRIMARY KEY, v int)",
                        "INSERT INTO orders VALUES (1, 10, 'x'), (2, 20, 'y'), (3, 30, 'z')",
                        "INSERT INTO a VALUES (1, 1), (2, 2), (3, 3)",
                        "INSERT INTO log VALUES (1, 1)",
                        "/*bad*/ UPDATE orders SET total = 0 WHERE id = 1",
                        "/*bad*/ DELETE FROM orders WHERE id = 2",
                        "/*bad*/ UPDATE a SET v = 0 WHERE id < 3",
                        "/*bad*/ DELETE FROM a WHERE id = 3",
                        "/*bad*/ UPDATE log SET v = 0",
                        // An online schema change: a copy takes the place of the table.
                        "CREATE TABLE _orders_gho LIKE orders",
                        "ALTER TABLE _orders_gho ADD COLUMN extra int",
                        "INSERT INTO _orders_gho (id, total, note) SELECT * FROM orders",
                        "rename /* gh-ost */ table `orders` to `_orders_del`, `_orders_gho` to"
                                + " `orders`",
                        "DROP TABLE _orders_del",
                        "UPDATE orders SET note = 'later' WHERE id = 1",
                        // Twice another name.
                        "RENAME TABLE a TO b",
                        "UPDATE b SET v = 7 WHERE id = 2",
                        "ALTER TABLE b RENAME TO c",
                        // A name that goes on for another table.
                        "RENAME TABLE log TO log_old",
                        "CREATE TABLE log (id int PRIMARY KEY, v int)",
                        "INSERT INTO log VALUES (1, 5)",
                        "/*bad*/ UPDATE log SET v = 6"
                    }) {
                Worlds.run(connection, sql);
            }
            Path patch = folder.resolve("patch");
            try (CaseFile file = server.evidence(folder.resolve("renamed.rowback"))) {
                RevertPlan plan =
                        RevertPlanner.plan(
                                file.history(),
                                Worlds.bad(server, "", file.history()),
                                RevertOptions.NONCONFLICTING,
                                ImportMonitor.NONE);
                assertThat(plan.warnings())
                        .anyMatch(w -> w.startsWith("renamed.a was renamed to renamed.b by"));
                assertThat(plan.rows())
                        .filteredOn(r -> r.state() == RowState.UNPROVABLE)
                        .singleElement()
                        .extracting(PlannedRow::reason)
                        .asString()
                        .startsWith("renamed.log was renamed to renamed.log_old");
                assertThat(Simulator.run(file.history(), plan, ImportMonitor.NONE).refusal())
                        .isEmpty();
                followsRowsThroughTheSameNames(file.history());
                PatchWriter.write(plan, patch, "", ImportMonitor.NONE);
            }
            assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isTrue();
            assertThat(Worlds.ask(connection, "SELECT * FROM orders ORDER BY id"))
                    .isEqualTo("1 10 later null; 2 20 y null; 3 30 z null");
            assertThat(Worlds.ask(connection, "SELECT * FROM c ORDER BY id"))
                    .isEqualTo("1 1; 2 7; 3 3");
            assertThat(Worlds.ask(connection, "SELECT * FROM log")).isEqualTo("1 5");
            assertThat(Worlds.ask(connection, "SELECT * FROM log_old")).isEqualTo("1 0");
        }
    }

    private static void followsRowsThroughTheSameNames(History history) throws Exception {
        RowKey two = new RowKey(List.of(new Datum.IntegerDatum(2)), false);
        for (String name : new String[] {"a", "b", "c"}) {
            RowHistory rows = RowHistory.of(history, id(history, name), two);
            assertThat(rows.versions())
                    .extracting(v -> v.change().loggedTable().table())
                    .containsExactly("a", "a", "b");
            assertThat(rows.names())
                    .extracting(Rename::follows)
                    .containsExactly(Rename.Follows.PROVEN, Rename.Follows.PROVEN);
        }
        RowKey one = new RowKey(List.of(new Datum.IntegerDatum(1)), false);
        RowHistory order = RowHistory.of(history, id(history, "orders"), one);
        assertThat(order.versions()).hasSize(3);
        assertThat(order.names())
                .extracting(Rename::follows)
                .containsExactly(Rename.Follows.BY_NAME);
        assertThat(RowHistory.of(history, id(history, "log_old"), one).names())
                .extracting(Rename::follows)
                .containsExactly(Rename.Follows.UNPROVEN);
    }

    private static int id(History history, String table) throws Exception {
        return history.table(new TableName("renamed", table)).orElseThrow().id();
    }
}
