package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.patch.PatchWriter;
import org.rowback.history.patch.ProbeReader;
import org.rowback.history.query.History;
import org.rowback.history.query.json.JsonLines;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.history.revert.RowState;
import org.rowback.history.revert.Selection;
import org.rowback.history.simulation.Simulator;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Rows that drift on the server after the evidence was taken: the patch fails, its preflight is run there and its
/// output brought back, and the patch that is planned with it respects what was found.
class ProbeResultsTest {
    private static final String WORLD = "probed";

    private static final List<String> DRIFT =
            List.of(
                    "UPDATE customer SET balance = 77 WHERE id = 1",
                    "UPDATE customer SET balance = 0 WHERE id = 4",
                    "UPDATE customer SET note = 'mine' WHERE id = 2",
                    "DELETE FROM orders WHERE id = 100",
                    "UPDATE orders SET state = 'seen' WHERE id = 101",
                    "INSERT INTO pair VALUES (2, 'a', 99)");

    @TempDir Path folder;

    @Test
    void aPatchRespectsWhatMariaDbsClientFound() throws Exception {
        try (MariaDbServer server = new MariaDbServer(folder)) {
            trial(
                    server,
                    (connection, script, results) -> {
                        List<String> command = new ArrayList<>(server.client(WORLD));
                        command.add(1, "--batch");
                        // --no-defaults has to stay the first of the options.
                        command.remove("--no-defaults");
                        command.add(1, "--no-defaults");
                        Process process =
                                new ProcessBuilder(command)
                                        .redirectInput(script.toFile())
                                        .redirectOutput(results.toFile())
                                        .start();
                        assertThat(process.waitFor())
                                .as("%s", new String(process.getErrorStream().readAllBytes()))
                                .isZero();
                    });
        }
    }

    @Test
    void aPatchRespectsWhatWasFoundOnPostgres() throws Exception {
        try (PostgresLogicalServer server = new PostgresLogicalServer(folder)) {
            trial(server, ProbeResultsTest::askAsJson);
        }
    }

    private interface Probe {
        void run(Connection connection, Path script, Path results) throws Exception;
    }

    static void askAsJson(Connection connection, Path script, Path results) throws Exception {
        try (OutputStream out = Files.newOutputStream(results);
                Statement statement = connection.createStatement()) {
            JsonLines json = new JsonLines(new PrintStream(out, true, StandardCharsets.UTF_8));
            boolean rows = statement.execute(Files.readString(script));
            while (rows || statement.getUpdateCount() >= 0) {
                if (rows) {
                    try (ResultSet row = statement.getResultSet()) {
                        while (row.next()) {
                            json(row, json);
                        }
                    }
                }
                rows = statement.getMoreResults();
            }
            json.flush();
        }
    }

    private static void json(ResultSet row, JsonLines json) throws SQLException {
        List<String[]> fields = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            fields.add(new String[] {row.getMetaData().getColumnLabel(i), row.getString(i)});
        }
        json.object(
                out -> {
                    for (String[] field : fields) {
                        out.writeStringField(field[0], field[1]);
                    }
                });
    }

    private void trial(Server server, Probe probe) throws Exception {
        try (Connection connection = server.logged()) {
            server.begin();
            server.enter(connection, WORLD);
            String mark = WideIncident.play(connection, server);
            try (CaseFile file = server.evidence(folder.resolve("probed.rowback"))) {
                for (String drift : DRIFT) {
                    Worlds.run(connection, drift);
                }
                History history = file.history();
                Selection bad = Worlds.bad(server, mark, history);
                RevertPlan blind =
                        RevertPlanner.plan(
                                history, bad, RevertOptions.NONCONFLICTING, ImportMonitor.NONE);
                Path patch = folder.resolve("blind");
                PatchWriter.write(blind, patch, "", ImportMonitor.NONE);
                assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isFalse();
                Path results = folder.resolve("results");
                probe.run(connection, patch.resolve("preflight.sql"), results);

                RevertPlan plan =
                        RevertPlanner.plan(
                                history,
                                bad,
                                RevertOptions.NONCONFLICTING,
                                ProbeReader.read(results),
                                ImportMonitor.NONE);
                assertThat(plan.id()).isNotEqualTo(blind.id());
                assertThat(state(plan, "customer", "1")).isEqualTo(RowState.CONFLICT_BY_VALUE);
                assertThat(state(plan, "customer", "2")).isEqualTo(RowState.CONFLICT_BY_VALUE);
                assertThat(state(plan, "customer", "4")).isEqualTo(RowState.ALREADY_REVERTED);
                assertThat(state(plan, "orders", "100")).isEqualTo(RowState.ALREADY_REVERTED);
                assertThat(state(plan, "orders", "101")).isEqualTo(RowState.CONFLICT_BY_VALUE);
                assertThat(state(plan, "pair", "(2,'a')")).isEqualTo(RowState.CONFLICT_BY_VALUE);
                assertThat(Simulator.run(history, plan, ImportMonitor.NONE).refusal()).isEmpty();
                Path second = folder.resolve("second");
                PatchWriter.write(plan, second, "", ImportMonitor.NONE);
                assertThat(Worlds.applied(server, connection, second, "apply.sql")).isTrue();
                assertThat(Worlds.ask(connection, "SELECT name FROM customer WHERE id = 1"))
                        .isEqualTo("Ann");
                assertThat(Worlds.ask(connection, "SELECT balance FROM customer WHERE id = 1"))
                        .isEqualTo("77.00");
                assertThat(Worlds.ask(connection, "SELECT note FROM customer WHERE id = 2"))
                        .isEqualTo("mine");
                assertThat(Worlds.ask(connection, "SELECT state FROM orders WHERE id = 101"))
                        .isEqualTo("seen");
                assertThat(Worlds.ask(connection, "SELECT v FROM pair WHERE a = 2 AND b = 'a'"))
                        .isEqualTo("99");
                assertThat(Worlds.ask(connection, "SELECT count(*) FROM pair WHERE a = 2"))
                        .isEqualTo("2");
                assertThat(Worlds.ask(connection, "SELECT count(*) FROM orders WHERE id IN (3, 4)"))
                        .isEqualTo("2");
                refusesOtherResults(history, bad, results);
            }
        }
    }

    /// Of another plan, and cut off.
    private static void refusesOtherResults(History history, Selection bad, Path results)
            throws Exception {
        assertThatThrownBy(
                        () ->
                                RevertPlanner.plan(
                                        history,
                                        bad,
                                        new RevertOptions(
                                                RevertOptions.Mode.NONCONFLICTING,
                                                Set.of(),
                                                Set.of("name")),
                                        ProbeReader.read(results),
                                        ImportMonitor.NONE))
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageContaining("these results are of patch");
        List<String> lines = Files.readAllLines(results);
        Files.write(results, lines.subList(0, lines.size() - 1));
        assertThatThrownBy(() -> ProbeReader.read(results))
                .hasMessageContaining("something is missing");
    }

    private static RowState state(RevertPlan plan, String table, String key) {
        return plan.rows().stream()
                .filter(r -> r.table().table().equals(table) && r.key().equals(key))
                .map(PlannedRow::state)
                .findFirst()
                .orElseThrow();
    }
}
