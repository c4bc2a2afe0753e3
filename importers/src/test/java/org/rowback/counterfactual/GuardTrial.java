package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.Datum;
import org.rowback.history.patch.PatchWriter;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.Scan;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.history.revert.Selection;
import org.rowback.history.revert.Undo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Alters on the server, one at a time, each value that a statement of a patch demands, and runs the patch: it must fail
/// as a whole and change nothing. Unaltered it must run.
final class GuardTrial {
    /// A command that reads a script from its standard input and runs it in the world's database or schema.
    interface Client {
        List<String> command(String world);
    }

    private static final String WORLD = "guarded";

    private final Server server;
    private final Client client;
    private final Connection connection;
    private final Path patch;
    private final RevertPlan plan;
    private final List<String> unnoticed = new ArrayList<>();
    private int alterations;

    private GuardTrial(Server server, Client client, Connection connection, Path folder)
            throws Exception {
        this.server = server;
        this.client = client;
        this.connection = connection;
        server.begin();
        if (server.isPostgres()) {
            run("SET synchronous_commit = on");
        }
        server.enter(connection, WORLD);
        String mark = WideIncident.play(connection, server);
        patch = folder.resolve("patch");
        try (CaseFile file = server.evidence(folder.resolve("guarded.rowback"))) {
            List<Long> bad = new ArrayList<>();
            try (Cursor<Change> changes = file.history().changes(Scan.ALL, ImportMonitor.NONE)) {
                while (changes.next()) {
                    if (changes.get().op().isRow() && server.isBad(changes.get(), Set.of(mark))) {
                        bad.add(changes.get().id());
                    }
                }
            }
            plan =
                    RevertPlanner.plan(
                            file.history(),
                            Selection.ofIds(
                                    "the bad ones",
                                    bad.stream().mapToLong(Long::longValue).toArray()),
                            new RevertOptions(
                                    RevertOptions.Mode.NONCONFLICTING, Set.of(), Set.of()),
                            ImportMonitor.NONE);
            PatchWriter.write(plan, patch, "", ImportMonitor.NONE);
        }
        for (String table : WideIncident.TABLES) {
            run("CREATE TABLE kept_" + table + " AS SELECT * FROM " + table);
        }
        run(
                server.isPostgres()
                        ? "SET session_replication_role = replica"
                        : "SET SESSION foreign_key_checks = 0");
    }

    /// @return how many alterations there were
    static int of(Server server, Client client, Path folder) throws Exception {
        try (Connection connection = server.logged()) {
            GuardTrial trial = new GuardTrial(server, client, connection, folder);
            trial.alterEach();
            trial.unaltered();
            return trial.alterations;
        }
    }

    /// `GuardTrial postgres FOLDER`: on PostgreSQL 18, with the `psql` that is installed. `GuardTrial mysql FOLDER`: with the
    /// server and client that are installed ([InstalledServer] says how they are found). `GuardTrial mariadb FOLDER`: with those
    /// that come with the tests. `mvn -Ptrial -pl importers -am process-test-classes
    /// -Dtrial='org.rowback.counterfactual.GuardTrial mysql FOLDER'` runs it; `-Dmysql.bin=FOLDER` goes before the class.
    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[1]).toAbsolutePath());
        int alterations;
        switch (args[0]) {
            case "postgres" -> {
                try (PostgresLogicalServer server = new PostgresLogicalServer(folder)) {
                    alterations = of(server, server::client, folder);
                }
            }
            case "mysql" -> {
                try (InstalledServer server = InstalledServer.mysql(folder)) {
                    alterations = of(server, server::client, folder);
                    System.out.println("MySQL " + server.version());
                }
            }
            case "mariadb" -> {
                try (MariaDbServer server = new MariaDbServer(folder)) {
                    alterations = of(server, server::client, folder);
                }
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.println(
                args[0] + ": the patch failed whole at each of " + alterations + " altered values");
    }

    /// What a client said, and its exit status.
    private record Said(int status, String text) {}

    private Said script(String name) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(client.command(WORLD))
                        .redirectInput(patch.resolve(name).toFile())
                        .redirectErrorStream(true)
                        .start();
        String text = new String(process.getInputStream().readAllBytes());
        return new Said(process.waitFor(), text);
    }

    private String quoted(String name) {
        return server.isPostgres() ? '"' + name + '"' : '`' + name + '`';
    }

    private void alterEach() throws Exception {
        assertThat(plan.statementCount()).isEqualTo(15);
        for (var row : plan.statements()) {
            Undo undo = row.undo().orElseThrow();
            String name = row.number() + ": " + undo.kind() + " " + undo.table().table() + " ";
            String where = where(undo);
            if (undo.kind() == Undo.Kind.INSERT) {
                if (!undo.isKeyless()) {
                    alter(name + "is there", undo, insert(undo));
                }
                continue;
            }
            alter(name + "is gone", undo, "DELETE FROM " + table(undo) + where);
            for (Cell cell : undo.expect()) {
                for (String value : others(cell)) {
                    alter(
                            name + cell.name() + " = " + value,
                            undo,
                            "UPDATE "
                                    + table(undo)
                                    + " SET "
                                    + quoted(cell.name())
                                    + " = "
                                    + value
                                    + where);
                }
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    /// Values that differ from what the cell holds, some of them hardly.
    private List<String> others(Cell cell) {
        String column = quoted(cell.name());
        List<String> others = new ArrayList<>();
        if (cell.column().nullable()) {
            others.add("NULL");
        }
        // MariaDB's JSON is text that must be JSON.
        boolean json = cell.name().equals("doc");
        Family family = json ? Family.JSON : cell.column().type().family();
        switch (family) {
            case INTEGER, DECIMAL -> {
                others.add("COALESCE(" + column + ", 0) + 50");
                others.add("COALESCE(" + column + ", 0)");
            }
            case FLOAT, DOUBLE -> others.add("COALESCE(" + column + ", 0) * 1.0001 + 0.001");
            case TEXT -> {
                others.add("UPPER(" + column + ")");
                others.add("CONCAT(" + column + ", ' ')");
                others.add("COALESCE(" + column + ", '')");
            }
            case DATE -> others.add("'1970-01-02'");
            case DATETIME, TIMESTAMP -> {
                others.add("'1970-01-02 03:04:05.000001'");
                others.add(
                        server.isPostgres()
                                ? column + " + INTERVAL '0.000001 second'"
                                : column + " + INTERVAL 1 MICROSECOND");
            }
            case BINARY -> others.add("'other bytes'");
            case JSON -> others.add("'{\"a\": [1, 2, {\"b\": 0}]}'");
            case BOOLEAN -> others.add("NOT " + column);
            default -> throw new IllegalStateException("no other value for " + cell.column());
        }
        return others;
    }

    private void alter(String what, Undo undo, String sql) throws Exception {
        String before = dump();
        run(sql);
        String altered = dump();
        if (!altered.equals(before)) {
            alterations++;
            Said said = script("apply.sql");
            if (said.status() == 0 || !dump().equals(altered)) {
                unnoticed.add(what + ": " + said);
            }
            restore();
            assertThat(dump()).isEqualTo(before);
        }
    }

    private void unaltered() throws Exception {
        String before = dump();
        Said said = script("apply.sql");
        assertThat(said.status()).describedAs("%s", said).isZero();
        assertThat(dump()).isNotEqualTo(before);
        String mended = dump();
        assertThat(script("apply.sql").status()).isNotZero();
        assertThat(dump()).isEqualTo(mended);
        assertThat(script("inverse.sql").status()).isZero();
        assertThat(dump()).isEqualTo(before);
    }

    private void restore() throws SQLException {
        for (String table : WideIncident.TABLES.reversed()) {
            run("DELETE FROM " + table);
        }
        for (String table : WideIncident.TABLES) {
            run("INSERT INTO " + table + " SELECT * FROM kept_" + table);
        }
    }

    private String table(Undo undo) {
        return quoted(undo.table().table());
    }

    /// The one row, found by literals of this test's own: none of its keys needs more.
    private String where(Undo undo) {
        List<Cell> named = undo.isKeyless() ? undo.expect() : undo.key();
        return named.stream()
                .map(c -> quoted(c.name()) + " = " + literal(c))
                .collect(Collectors.joining(" AND ", " WHERE ", ""));
    }

    private static String literal(Cell cell) {
        return "'" + ((Datum) cell.value()).text() + "'";
    }

    /// Another row with the key that the statement wants to give.
    private String insert(Undo undo) {
        String columns =
                undo.key().stream().map(c -> quoted(c.name())).collect(Collectors.joining(", "));
        String values =
                undo.key().stream().map(GuardTrial::literal).collect(Collectors.joining(", "));
        return "INSERT INTO " + table(undo) + " (" + columns + ") VALUES (" + values + ")";
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Everything in the tables.
    private String dump() throws SQLException {
        StringBuilder out = new StringBuilder();
        for (String table : WideIncident.TABLES) {
            List<String> rows = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    StringBuilder line = new StringBuilder();
                    for (int i = 1; i <= columns; i++) {
                        line.append('|').append(row.getString(i));
                        if (row.getObject(i) instanceof byte[] bytes) {
                            line.append(HexFormat.of().formatHex(bytes));
                        }
                    }
                    rows.add(line.toString());
                }
            }
            rows.sort(null);
            out.append(table).append('\n').append(String.join("\n", rows)).append('\n');
        }
        return out.toString();
    }
}
