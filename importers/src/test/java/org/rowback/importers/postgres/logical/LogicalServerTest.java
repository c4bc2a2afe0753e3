package org.rowback.importers.postgres.logical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.rowback.history.filter.Catalog;
import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.LogPosition;
import org.rowback.history.model.Truth;
import org.rowback.history.patch.PatchWriter;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.history.revert.Selection;
import org.rowback.importers.live.LiveSchema;
import org.rowback.importers.postgres.EveryType;
import org.rowback.importers.postgres.PostgresServer;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// A random workload with every built-in type on a real server: all forms of its logical decoding give the same changes,
/// and a patch made of them puts the tables back.
class LogicalServerTest {
    private static final EveryType TYPES = EveryType.of(18);

    @TempDir static Path home;
    private static PostgresServer server;
    @TempDir Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = new PostgresServer(18, home, List.of("wal_level=logical"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /// The workload on a database of its own.
    private static final class Workload implements AutoCloseable {
        final String database;
        final Connection connection;
        final Random random = new Random(7);

        Workload(String database) throws SQLException {
            this.database = database;
            try (Connection c = server.connect("postgres")) {
                run(c, "CREATE DATABASE " + database);
                run(c, "ALTER DATABASE " + database + " SET TimeZone = 'Asia/Kolkata'");
            }
            connection = server.connect(database);
            for (String type : EveryType.MADE) {
                run(connection, type);
            }
            String columns = TYPES.columns();
            for (String name : List.of("part", "\"Whole \"\"T\"", "keyless")) {
                String key = name.equals("keyless") ? "id integer" : "id integer PRIMARY KEY";
                run(
                        connection,
                        "CREATE TABLE "
                                + name
                                + " ("
                                + key
                                + columns
                                + ", gen integer GENERATED ALWAYS AS (c1 / 2) STORED)");
            }
            run(connection, "ALTER TABLE \"Whole \"\"T\" REPLICA IDENTITY FULL");
            run(connection, "ALTER TABLE keyless REPLICA IDENTITY FULL");
            run(connection, "ALTER TABLE part ALTER c8 SET STORAGE EXTERNAL");
            run(
                    connection,
                    "CREATE PUBLICATION p FOR ALL TABLES WITH (publish_generated_columns ="
                            + " stored)");
            run(
                    connection,
                    "SELECT pg_create_logical_replication_slot('td_"
                            + database
                            + "', 'test_decoding'), pg_create_logical_replication_slot('po_"
                            + database
                            + "', 'pgoutput')");
        }

        String value(int type) {
            return TYPES.value(type, random);
        }

        void write(String table, int id) throws SQLException {
            int i = random.nextInt(TYPES.count());
            int j = random.nextInt(TYPES.count());
            switch (random.nextInt(6)) {
                case 0 ->
                        run(
                                connection,
                                "UPDATE "
                                        + table
                                        + " SET c"
                                        + i
                                        + " = "
                                        + value(i)
                                        + (i == j ? "" : ", c" + j + " = " + value(j))
                                        + " WHERE id = "
                                        + id);
                case 1 -> run(connection, "DELETE FROM " + table + " WHERE id = " + id);
                case 2 ->
                        run(
                                connection,
                                "UPDATE %1$s SET id = (SELECT max(id) + 1000 FROM %1$s) WHERE id = %2$d"
                                        .formatted(table, id));
                case 3 ->
                        run(
                                connection,
                                "UPDATE "
                                        + table
                                        + " SET c8 = repeat('toast', 2000) WHERE id = "
                                        + id);
                default -> insert(table, id);
            }
        }

        void insert(String table, int id) throws SQLException {
            String into = "INSERT INTO " + table + " (" + TYPES.names() + ") ";
            run(
                    connection,
                    table.equals("keyless")
                            ? into + "VALUES (" + id + TYPES.row(random) + ")"
                            : into
                                    + "SELECT "
                                    + id
                                    + TYPES.row(random)
                                    + " WHERE NOT EXISTS (SELECT 1 FROM "
                                    + table
                                    + " WHERE id = "
                                    + id
                                    + ")");
        }

        void play(int transactions) throws SQLException {
            String[] tables = {"part", "\"Whole \"\"T\"", "keyless"};
            for (int t = 0; t < transactions; t++) {
                run(connection, "BEGIN");
                for (int k = 0; k <= random.nextInt(4); k++) {
                    run(connection, "SAVEPOINT s");
                    write(tables[random.nextInt(3)], random.nextInt(30));
                    if (random.nextInt(5) == 0) {
                        run(connection, "ROLLBACK TO s");
                    }
                }
                run(connection, random.nextInt(6) == 0 ? "ROLLBACK" : "COMMIT");
            }
        }

        byte[] text() throws SQLException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            each(
                    "SELECT data FROM pg_logical_slot_peek_changes('td_"
                            + database
                            + "', NULL, NULL, 'include-timestamp', '1')",
                    rows ->
                            out.writeBytes(
                                    (rows.getString(1) + "\n").getBytes(StandardCharsets.UTF_8)));
            return out.toByteArray();
        }

        byte[] csv() throws Exception {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "COPY (SELECT * FROM pg_logical_slot_peek_changes('td_"
                                    + database
                                    + "', NULL, NULL)) TO STDOUT CSV HEADER",
                            out);
            return out.toByteArray();
        }

        byte[] pgoutput() throws SQLException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            each(
                    "SELECT data FROM pg_logical_slot_peek_binary_changes('po_"
                            + database
                            + "', NULL, NULL, 'proto_version', '1', 'publication_names', 'p')",
                    rows -> {
                        out.writeBytes(rows.getBytes(1));
                        out.write('\n');
                    });
            return out.toByteArray();
        }

        String catalog() throws Exception {
            StringWriter out = new StringWriter();
            LiveSchema.write(connection.getMetaData().getURL(), out);
            return out.toString();
        }

        List<String> dump() throws SQLException {
            List<String> rows = new ArrayList<>();
            for (String table : List.of("part", "\"Whole \"\"T\"", "keyless")) {
                each(
                        "SELECT t::text FROM " + table + " t ORDER BY 1",
                        r -> rows.add(table + r.getString(1)));
            }
            return rows;
        }

        interface Row {
            void take(ResultSet rows) throws SQLException;
        }

        private void each(String sql, Row row) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    row.take(rows);
                }
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
            try (Connection c = server.connect("postgres")) {
                run(
                        c,
                        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                                + " WHERE database = '"
                                + database
                                + "'");
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void allFormsGiveTheSameChanges() throws Exception {
        try (Workload workload = new Workload("forms")) {
            workload.play(250);
            run(workload.connection, "TRUNCATE part, keyless");
            String catalog = workload.catalog();
            try (LogicalCase text = LogicalCase.of(folder, workload.text(), catalog);
                    LogicalCase csv = LogicalCase.of(folder, workload.csv(), catalog);
                    LogicalCase binary = LogicalCase.of(folder, workload.pgoutput(), catalog)) {
                assertThat(text.changes()).hasSizeGreaterThan(100);
                assertThat(csv.changes()).isEqualTo(text.changes());
                assertThat(binary.changes()).isEqualTo(text.changes());
                assertThat(text.file.history().totals().eventsSetAside()).isZero();
                assertThat(text.findings()).doesNotContain("UNDECODABLE_VALUE");
                List<Long> lsns = lsns(binary);
                assertThat(lsns).isSorted().doesNotContain(0L);
                assertThat(lsns(csv)).isEqualTo(lsns);
                assertThat(lsns(text)).containsOnly(0L);
                long middle = lsns.get(lsns.size() / 2);
                assertThat(matching(csv, "lsn < " + LogPosition.lsn(middle)))
                        .isEqualTo(lsns.stream().filter(lsn -> lsn < middle).count());
            }
        }
    }

    private static long matching(LogicalCase read, String filter) throws Exception {
        History history = read.file.history();
        Filter asked = Filter.parse(filter, Catalog.of(history, ZoneOffset.UTC));
        long count = 0;
        try (Cursor<Change> changes = history.changes(asked.scan(), ImportMonitor.NONE)) {
            while (changes.next()) {
                count += asked.test(changes.get()) == Truth.TRUE ? 1 : 0;
            }
        }
        return count;
    }

    private static List<Long> lsns(LogicalCase read) throws Exception {
        List<Long> lsns = new ArrayList<>();
        try (Cursor<Change> changes = read.file.history().changes(Scan.ALL, ImportMonitor.NONE)) {
            while (changes.next()) {
                lsns.add(changes.get().transaction().lsn());
            }
        }
        return lsns;
    }

    @Test
    void aPatchPutsTheTablesBack() throws Exception {
        try (Workload workload = new Workload("patch")) {
            for (String table : List.of("part", "\"Whole \"\"T\"", "keyless")) {
                for (int id = 0; id < 30; id++) {
                    workload.insert(table, id);
                }
            }
            run(
                    workload.connection,
                    "INSERT INTO keyless (id, c8) VALUES (50, 'twin'), (50, 'twin'), (50, 'twin')");
            workload.play(40);
            List<String> good = workload.dump();
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < TYPES.count(); i++) {
                all.append(i == 0 ? "" : ", ")
                        .append('c')
                        .append(i)
                        .append(" = ")
                        .append(workload.value(i));
            }
            run(workload.connection, "BEGIN");
            for (String table : List.of("part", "\"Whole \"\"T\"")) {
                run(workload.connection, "UPDATE " + table + " SET " + all + " WHERE id % 3 = 0");
                run(
                        workload.connection,
                        "UPDATE " + table + " SET id = id + 5000 WHERE id % 3 = 1");
                run(workload.connection, "DELETE FROM " + table + " WHERE id % 3 = 2");
                workload.insert(table, 9999);
            }
            run(
                    workload.connection,
                    "UPDATE keyless SET c8 = 'wiped' WHERE ctid = (SELECT max(ctid) FROM keyless"
                            + " WHERE id = 50)");
            run(workload.connection, "DELETE FROM keyless WHERE id % 2 = 1");
            long xid = xid(workload.connection);
            run(workload.connection, "COMMIT");
            List<String> bad = workload.dump();
            assertThat(bad).isNotEqualTo(good);

            Path patch = folder.resolve("patch");
            try (LogicalCase read = LogicalCase.of(folder, workload.text(), workload.catalog())) {
                assertThat(read.findings()).doesNotContain("UNDECODABLE_EVENT", "TRUNCATED_TAIL");
                History history = read.file.history();
                RevertPlan plan =
                        RevertPlanner.plan(
                                history,
                                Selection.matching(
                                        Filter.parse(
                                                "xid == " + xid,
                                                Catalog.of(history, ZoneOffset.UTC))),
                                new RevertOptions(RevertOptions.Mode.STRICT, Set.of(), Set.of()),
                                ImportMonitor.NONE);
                PatchWriter.write(plan, patch, "", ImportMonitor.NONE);
            }
            run(workload.connection, Files.readString(patch.resolve("preflight.sql")));
            assertThat(workload.dump()).isEqualTo(bad);
            run(workload.connection, Files.readString(patch.resolve("apply.sql")));
            assertThat(workload.dump()).isEqualTo(good);
            run(workload.connection, Files.readString(patch.resolve("verify.sql")));

            assertThatThrownBy(
                            () ->
                                    run(
                                            workload.connection,
                                            Files.readString(patch.resolve("apply.sql"))))
                    .hasMessageContaining("nothing is changed");
            run(workload.connection, "ROLLBACK");
            assertThat(workload.dump()).isEqualTo(good);
            run(workload.connection, Files.readString(patch.resolve("inverse.sql")));
            assertThat(workload.dump()).isEqualTo(bad);
        }
    }

    private static long xid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT txid_current()")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
