package org.rowback.importers.postgres.logical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.filter.Catalog;
import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.patch.PatchWriter;
import org.rowback.history.query.History;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.history.revert.Selection;
import org.rowback.importers.live.LiveSchema;
import org.rowback.importers.live.PatchCheck;
import org.rowback.importers.live.PatchCheck.Outcome;
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
import java.util.Set;

/// Patches on a real server: what they do to sequences, and what a check of them says and leaves.
class PatchOnServerTest {
    private static final List<String> TABLES =
            List.of("serial", "always", "shared", "down", "leaf", "ahead");

    @TempDir static Path home;
    private static PostgresServer server;
    @TempDir Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = new PostgresServer(17, home, List.of("wal_level=logical"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement s = connection.createStatement()) {
            for (String statement : statements) {
                s.execute(statement);
            }
        }
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (Statement s = connection.createStatement();
                ResultSet row = s.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /// A database with rows whose keys come from sequences in every way, and a transaction that deletes them.
    private Connection database(String name) throws SQLException {
        try (Connection admin = server.connect("postgres")) {
            run(admin, "create database " + name);
        }
        Connection c = server.connect(name);
        run(
                c,
                "create sequence own start 100",
                "create sequence backwards increment -2 start -1 maxvalue -1 minvalue -100000",
                "create table serial (id serial primary key, v text)",
                "create table always (id bigint generated always as identity (increment 5) primary"
                        + " key, v text)",
                "create table shared (id integer primary key default nextval('own'), v text)",
                "create table down (id integer primary key default nextval('backwards'), v text)",
                "create table root (id serial, at integer, v text, primary key (id, at)) partition"
                        + " by range (at)",
                "create table leaf partition of root for values from (0) to (1000)",
                "create table ahead (id serial primary key, v text)",
                "select pg_create_logical_replication_slot('" + name + "', 'test_decoding')");
        for (String table : TABLES) {
            run(
                    c,
                    "insert into "
                            + (table.equals("leaf") ? "root (v, at)" : table + " (v)")
                            + " select 'row ' || i"
                            + (table.equals("leaf") ? ", i" : "")
                            + " from generate_series(1, 40) i");
        }
        return c;
    }

    private long bad(Connection c) throws SQLException {
        run(c, "begin");
        for (String table : TABLES) {
            run(c, "delete from " + table);
        }
        long xid = Long.parseLong(one(c, "select txid_current()"));
        run(c, "commit");
        return xid;
    }

    /// Writes the patch that undoes a transaction.
    private Path patch(Connection c, long xid, String name) throws Exception {
        ByteArrayOutputStream capture = new ByteArrayOutputStream();
        try (Statement s = c.createStatement();
                ResultSet rows =
                        s.executeQuery(
                                "select data from pg_logical_slot_peek_changes('"
                                        + name
                                        + "', null, null)")) {
            while (rows.next()) {
                capture.writeBytes((rows.getString(1) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        StringWriter catalog = new StringWriter();
        LiveSchema.write(c.getMetaData().getURL(), catalog);
        Path patch = folder.resolve("patch");
        try (LogicalCase read = LogicalCase.of(folder, capture.toByteArray(), catalog.toString())) {
            History history = read.file.history();
            Selection selection =
                    Selection.matching(
                            Filter.parse("xid == " + xid, Catalog.of(history, ZoneOffset.UTC)));
            PatchWriter.write(
                    RevertPlanner.plan(
                            history,
                            selection,
                            new RevertOptions(RevertOptions.Mode.STRICT, Set.of(), Set.of()),
                            ImportMonitor.NONE),
                    patch,
                    "",
                    ImportMonitor.NONE);
        }
        return patch;
    }

    private static List<String> contents(Connection c) throws SQLException {
        List<String> all = new ArrayList<>();
        for (String table : TABLES) {
            all.add(one(c, "select string_agg(t::text, ' ' order by t) from " + table + " t"));
        }
        for (String sequence :
                List.of("own", "backwards", "serial_id_seq", "always_id_seq", "root_id_seq")) {
            all.add(one(c, "select last_value || ' ' || is_called from " + sequence));
        }
        return all;
    }

    private static void restartSequences(Connection c) throws SQLException {
        run(
                c,
                "alter sequence own restart",
                "alter sequence backwards restart",
                "alter table serial alter id type integer",
                "alter sequence serial_id_seq restart",
                "alter sequence always_id_seq restart",
                "alter sequence root_id_seq restart",
                "select setval('ahead_id_seq', 5000)");
    }

    @Test
    void noSequenceHandsOutAKeyThatIsRestored() throws Exception {
        try (Connection c = database("sequences")) {
            long xid = bad(c);
            Path patch = patch(c, xid, "sequences");
            restartSequences(c);
            String apply = Files.readString(patch.resolve("apply.sql"));
            run(c, apply);
            for (String table : TABLES) {
                assertThat(one(c, "select count(*) from " + table)).as(table).isEqualTo("40");
            }
            run(
                    c,
                    "insert into serial (v) values ('new')",
                    "insert into always (v) values ('new')",
                    "insert into shared (v) values ('new')",
                    "insert into down (v) values ('new')",
                    "insert into root (v, at) values ('new', 1)",
                    "insert into ahead (v) values ('new')");
            assertThat(one(c, "select id from serial where v = 'new'")).isEqualTo("41");
            assertThat(one(c, "select id from always where v = 'new'")).isEqualTo("201");
            assertThat(one(c, "select id from shared where v = 'new'")).isEqualTo("140");
            assertThat(one(c, "select id from down where v = 'new'")).isEqualTo("-81");
            assertThat(one(c, "select id from leaf where v = 'new'")).isEqualTo("41");
            assertThat(one(c, "select id from ahead where v = 'new'")).isEqualTo("5001");
        }
    }

    @Test
    void aRoleThatDoesNotOwnASequenceSetsItWhereItMay() throws Exception {
        try (Connection c = database("roles")) {
            Path patch = patch(c, bad(c), "roles");
            restartSequences(c);
            run(
                    c,
                    "create role fixer",
                    "grant all on all tables in schema public to fixer",
                    "grant temporary on database roles to fixer",
                    "grant usage on all sequences in schema public to fixer",
                    "grant select on all sequences in schema public to fixer",
                    "set role fixer");
            String apply = Files.readString(patch.resolve("apply.sql"));
            assertThatThrownBy(() -> run(c, apply))
                    .hasMessageContaining("permission denied for sequence");
            run(c, "rollback", "reset role");
            assertThat(one(c, "select count(*) from serial")).isEqualTo("0");
            run(c, "grant update on all sequences in schema public to fixer", "set role fixer");
            run(c, apply);
            run(c, "reset role", "insert into serial (v) values ('new')");
            assertThat(one(c, "select id from serial where v = 'new'")).isEqualTo("41");
        }
    }

    @Test
    void aCheckSaysOfEachStatementWhatItWouldDoAndLeavesNothing() throws Exception {
        try (Connection c = database("checked")) {
            String url = c.getMetaData().getURL();
            Path patch = patch(c, bad(c), "checked");
            restartSequences(c);
            List<String> before = contents(c);
            List<Outcome> ready = PatchCheck.run(patch, url);
            assertThat(ready).hasSize(6 * 40 + 2).allMatch(Outcome::asPlanned);
            assertThat(ready.getFirst().number()).isEqualTo(1);
            assertThat(contents(c)).isEqualTo(before);

            run(c, "insert into serial values (7, 'somebody else')");
            before = contents(c);
            List<Outcome> drifted = PatchCheck.run(patch, url);
            assertThat(drifted.stream().filter(o -> !o.asPlanned()))
                    .singleElement()
                    .satisfies(
                            o -> {
                                assertThat(o.row()).contains("serial").contains("7");
                                assertThat(o.message()).contains("duplicate key");
                            });
            assertThat(contents(c)).isEqualTo(before);
            run(c, Files.readString(patch.resolve("preflight.sql")));

            run(c, "delete from serial where id = 7");
            run(c, Files.readString(patch.resolve("apply.sql")));
            before = contents(c);
            assertThat(PatchCheck.run(patch, url).stream().filter(Outcome::asPlanned))
                    .singleElement()
                    .satisfies(o -> assertThat(o.number()).isZero());
            assertThat(contents(c)).isEqualTo(before);

            Path other = Files.createDirectories(folder.resolve("other"));
            Files.writeString(other.resolve("apply.sql"), "-- Rowback patch x\n-- for mysql;\n");
            assertThatThrownBy(() -> PatchCheck.run(other, url))
                    .isInstanceOf(RowbackException.BadInput.class)
                    .hasMessageContaining("a patch not for PostgreSQL");
        }
    }
}
