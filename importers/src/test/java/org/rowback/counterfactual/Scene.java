package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.history.patch.PatchWriter;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.Scan;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.history.revert.Selection;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// A world on a real server in which something good and something bad is written, which is then undone. The evidence is
/// taken when the plan is first asked for.
final class Scene implements AutoCloseable {
    private final Server server;
    private final String world;
    private final Path folder;
    private final Connection connection;
    private final Set<String> marks = new HashSet<>();
    private RevertOptions options = RevertOptions.NONCONFLICTING;
    private Predicate<Change> chosen = _ -> true;
    private @Nullable CaseFile evidence;
    private @Nullable RevertPlan plan;
    private @Nullable Path patch;

    Scene(Server server, String world, Path folder) throws Exception {
        this.server = server;
        this.world = world;
        this.folder = folder;
        this.connection = server.logged();
        server.begin();
        server.enter(connection, world);
    }

    String world() {
        return world;
    }

    /// Where the server is, for what connects by itself.
    String url() throws SQLException {
        return connection.getMetaData().getURL();
    }

    /// Runs statements, each on its own.
    Scene good(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return this;
    }

    /// Runs statements as one bad transaction.
    Scene bad(String... statements) throws SQLException {
        connection.setAutoCommit(false);
        marks.add(server.mark(connection));
        for (String sql : statements) {
            good("/*bad*/ " + sql);
        }
        connection.commit();
        connection.setAutoCommit(true);
        return this;
    }

    /// How to plan.
    Scene with(RevertOptions how) {
        options = how;
        return this;
    }

    /// Which of the bad changes to undo.
    Scene only(Predicate<Change> which) {
        chosen = which;
        return this;
    }

    CaseFile evidence() throws Exception {
        if (evidence == null) {
            evidence = server.evidence(folder.resolve(world + ".rowback"));
        }
        return evidence;
    }

    RevertPlan plan() throws Exception {
        if (plan == null) {
            List<Long> bad = new ArrayList<>();
            try (Cursor<Change> changes =
                    evidence().history().changes(Scan.ALL, ImportMonitor.NONE)) {
                while (changes.next()) {
                    Change change = changes.get();
                    if (change.op().isRow() && server.isBad(change, marks) && chosen.test(change)) {
                        bad.add(change.id());
                    }
                }
            }
            plan =
                    RevertPlanner.plan(
                            evidence().history(),
                            Selection.ofIds("bad", bad.stream().mapToLong(i -> i).toArray()),
                            options,
                            ImportMonitor.NONE);
        }
        return plan;
    }

    /// The planned row of a table with a key, as the plan prints it.
    PlannedRow row(String table, String key) throws Exception {
        return plan().rows().stream()
                .filter(r -> r.table().table().equals(table) && r.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    Path patch() throws Exception {
        if (patch == null) {
            patch = folder.resolve("patch-" + world);
            PatchWriter.write(plan(), patch, "", ImportMonitor.NONE);
        }
        return patch;
    }

    String script(String name) throws Exception {
        return Files.readString(patch().resolve(name));
    }

    /// Runs `apply.sql`, on MariaDB with its stock client; it must succeed.
    Scene apply() throws Exception {
        return run("apply.sql");
    }

    /// Runs a script, which must succeed.
    Scene run(String name) throws Exception {
        if (server instanceof BinlogServer binlog) {
            Said said = said(binlog, name);
            assertThat(said.status()).as("%s\n%s", said.text(), script(name)).isZero();
        } else {
            server.apply(connection, script(name));
        }
        return this;
    }

    /// What a client said, and its exit status.
    record Said(int status, String text) {}

    /// Runs a script with the stock client.
    Said said(BinlogServer binlog, String name) throws Exception {
        Process process =
                new ProcessBuilder(binlog.client(world))
                        .redirectInput(patch().resolve(name).toFile())
                        .redirectErrorStream(true)
                        .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    /// What is wrong with the evidence.
    List<String> findings() throws Exception {
        List<String> found = new ArrayList<>();
        try (Cursor<Finding> findings = evidence().history().findings()) {
            while (findings.next()) {
                found.add(findings.get().toString());
            }
        }
        return found;
    }

    /// The rows of a table in order, `1,a / 2,NULL`.
    String rows(String table) throws SQLException {
        return all("SELECT * FROM " + table);
    }

    /// The rows that a query gives, sorted.
    String all(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    String cell = row.getString(i);
                    cells.add(cell == null ? "NULL" : cell);
                }
                rows.add(String.join(",", cells));
            }
        }
        rows.sort(null);
        return String.join(" / ", rows);
    }

    @Override
    public void close() throws RowbackException, SQLException {
        if (evidence != null) {
            evidence.close();
        }
        server.drop(connection, world);
        connection.close();
    }
}
