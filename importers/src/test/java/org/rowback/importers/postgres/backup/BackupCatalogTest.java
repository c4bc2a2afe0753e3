package org.rowback.importers.postgres.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.importers.live.LiveSchema;
import org.rowback.importers.postgres.PostgresServer;
import org.rowback.importers.postgres.catalog.CatalogKey;
import org.rowback.importers.postgres.catalog.CatalogRelation;
import org.rowback.importers.postgres.catalog.CatalogSchemas;
import org.rowback.importers.postgres.catalog.CatalogWriter;
import org.rowback.importers.postgres.catalog.PostgresCatalog;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The catalog in base backups of real servers is the one that the server tells.
class BackupCatalogTest {
    private static final List<String> BEFORE =
            List.of(
                    "create schema \"Odd \"\"S\"",
                    "create type feeling as enum ('so so', 'it''s', 'z')",
                    "alter type feeling add value 'first' before 'so so'",
                    "create domain positive as numeric(12,2) check (value > 0)",
                    "create type couple as (a integer, b text)",
                    "create type \"Odd \"\"S\".\"order\" as range (subtype = float8)",
                    "create table parent (id serial primary key, code varchar(7) not null unique,"
                            + " f feeling, p positive, c couple, gone text, r \"Odd"
                            + " \"\"S\".\"order\", a feeling[], bits bit(5)[])",
                    "alter table parent drop column gone",
                    "alter table parent add column later text not null default 'it''s {a,b}'",
                    "alter table parent add column n integer default 5",
                    "create table \"Odd \"\"S\".child (a integer generated always as identity,"
                            + " parent integer references parent on delete cascade on update set"
                            + " null, code varchar(7) references parent (code), primary key (a,"
                            + " parent), check (a > 0))",
                    "create table measured (at timestamptz not null, v real, primary key (at))"
                            + " partition by range (at)",
                    "create table m1 partition of measured for values from ('2024-01-01') to"
                            + " ('2025-01-01')",
                    "create table base (x integer)",
                    "create table derived (y integer) inherits (base)",
                    "create unlogged table loose (x integer)",
                    "create table chosen (a integer not null, b integer not null unique)",
                    "alter table chosen replica identity using index chosen_b_key",
                    "create table whole (a integer)",
                    "alter table whole replica identity full",
                    "create function f() returns trigger language plpgsql as 'begin return new;"
                            + " end'",
                    "create trigger t before insert on parent for each row execute function f()",
                    "alter table parent disable trigger t",
                    "create materialized view seen as select 1 as one");

    /// Done while the files are copied.
    private static final List<String> DURING =
            List.of(
                    "create table during (id bigint primary key, t text[])",
                    "alter table parent add column meanwhile integer default 7",
                    "alter table parent drop column n",
                    "drop table whole",
                    "vacuum full pg_class",
                    "vacuum full pg_index",
                    "vacuum full parent",
                    "truncate base",
                    "create table more as select i from generate_series(1, 100) i");

    @TempDir Path folder;

    static void run(Connection connection, List<String> statements) throws Exception {
        try (Statement s = connection.createStatement()) {
            for (String statement : statements) {
                s.execute(statement);
            }
        }
    }

    static PostgresServer server(int version, Path folder) throws Exception {
        var server =
                new PostgresServer(
                        version, folder, List.of("wal_level=replica", "max_wal_senders=4"));
        try (Connection admin = server.connect("postgres")) {
            admin.createStatement().execute("create database shop");
        }
        return server;
    }

    static void fill(Connection shop) throws Exception {
        run(shop, BEFORE);
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            many.add("create table many" + i + " (id integer primary key, a text, b numeric)");
            if (i % 3 == 0) {
                many.add("drop table many" + i / 2);
                many.add("create table many" + i / 2 + " (other integer)");
            }
        }
        run(shop, many);
        run(
                shop,
                List.of(
                        "begin",
                        "create table never (a integer)",
                        "alter table parent add column never integer",
                        "rollback",
                        "begin",
                        "savepoint s",
                        "alter table parent add column never integer",
                        "rollback to s",
                        "alter table parent add column ever integer",
                        "commit"));
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void isTheServersWhateverItDidWhileItsFilesWereCopied(int version) throws Exception {
        try (PostgresServer server = server(version, folder)) {
            Path copy = folder.resolve("copy");
            PostgresCatalog expected;
            try (Connection shop = server.connect("shop");
                    Connection backup = server.connect("postgres")) {
                fill(shop);
                one(
                        backup,
                        version < 15
                                ? "select pg_start_backup('b', true, false)::text"
                                : "select pg_backup_start('b', true)::text");
                run(shop, DURING.subList(0, 3));
                copy(server.data(), copy, "base", shop);
                copy(server.data(), copy, "", null);
                String label =
                        one(
                                backup,
                                version < 15
                                        ? "select labelfile from pg_stop_backup(false)"
                                        : "select labelfile from pg_backup_stop()");
                Files.writeString(copy.resolve("backup_label"), label);
                run(shop, List.of("create table after_all (a integer)", "drop table m1"));
                expected = live(shop);
                one(shop, "select pg_switch_wal()::text");
                copy(server.data(), copy, "pg_wal", null);
            }
            same(BackupCatalog.read(copy, "shop"), expected);
            assertThatThrownBy(() -> BackupCatalog.read(copy, "none"))
                    .hasMessageContaining("it has no database none: postgres, shop");
            forget(copy.resolve("pg_wal"));
            assertThatThrownBy(() -> BackupCatalog.read(copy, "shop"))
                    .isInstanceOf(RowbackException.BadInput.class)
                    .hasMessageContaining("copy the archived segments");
        }
    }

    @Test
    void isTheServersInWhatPgBasebackupWrites() throws Exception {
        try (PostgresServer server = server(15, folder)) {
            try (Connection shop = server.connect("shop")) {
                fill(shop);
                Path copy = folder.resolve("basebackup");
                PackedBackupTest.baseBackup(server, copy);
                Path written = folder.resolve("schema.json");
                BackupCatalog.write(copy, "", written);
                try (var reader = Files.newBufferedReader(written)) {
                    same(PostgresCatalog.read("written", reader), live(shop));
                }
            }
        }
    }

    @Test
    void isTheServersInAFolderOfAServerThatWasStopped() throws Exception {
        try (PostgresServer server = server(18, folder)) {
            PostgresCatalog expected;
            try (Connection shop = server.connect("shop")) {
                fill(shop);
                expected = live(shop);
            }
            server.stop();
            same(BackupCatalog.read(server.data(), ""), expected);
            assertThatThrownBy(() -> BackupCatalog.read(server.data().resolve("base"), ""))
                    .hasMessageContaining("not a base backup: it has no PG_VERSION");
            server.start();
        }
    }

    static PostgresCatalog live(Connection connection) throws Exception {
        StringWriter out = new StringWriter();
        LiveSchema.write(connection.getMetaData().getURL(), out);
        return PostgresCatalog.read("live", new StringReader(out.toString()));
    }

    private static String one(Connection connection, String query) throws Exception {
        try (Statement s = connection.createStatement();
                ResultSet row = s.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /// Copies a data directory's folder, and between its files runs statements.
    private static void copy(
            Path from, Path to, String only, @org.jspecify.annotations.Nullable Connection between)
            throws Exception {
        List<Path> all;
        try (Stream<Path> files = Files.walk(from.resolve(only))) {
            all = files.sorted().toList();
        }
        int done = 3;
        for (int i = 0; i < all.size(); i++) {
            Path file = all.get(i);
            Path target = to.resolve(from.relativize(file).toString());
            boolean wal = from.relativize(file).startsWith("pg_wal");
            if (Files.exists(target) && !Files.isDirectory(target)
                    || wal != only.equals("pg_wal")) {
                continue;
            }
            try {
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            } catch (IOException e) {
                assertThat(file).doesNotExist();
            }
            if (between != null && i % (all.size() / DURING.size()) == 0 && done < DURING.size()) {
                run(between, DURING.subList(done, done + 1));
                done++;
            }
        }
    }

    private static void forget(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().skip(1).toList()) {
                Files.delete(file);
            }
        }
    }

    /// All that a schema file is used for; what only the server's deparser makes is left out.
    static void same(PostgresCatalog read, PostgresCatalog expected) throws Exception {
        StringWriter file = new StringWriter();
        CatalogWriter.write(read, file);
        PostgresCatalog again = PostgresCatalog.read("written", new StringReader(file.toString()));
        assertThat(schemas(again)).isEqualTo(schemas(expected));
        assertThat(again.namespaces()).isEqualTo(expected.namespaces());
        assertThat(again.objects())
                .hasSizeGreaterThan(3000)
                .containsExactlyInAnyOrderElementsOf(expected.objects());
        assertThat(sorted(again)).isEqualTo(sorted(expected));
        assertThat(again.relations()).hasSameSizeAs(expected.relations());
        for (int i = 0; i < again.relations().size(); i++) {
            assertThat(plain(again.relations().get(i)))
                    .isEqualTo(plain(expected.relations().get(i)));
        }
        assertThat(again.database().systemIdentifier())
                .isEqualTo(expected.database().systemIdentifier());
        assertThat(again.database().oid()).isEqualTo(expected.database().oid());
        assertThat(again.database().tablespace()).isEqualTo(expected.database().tablespace());
        assertThat(again.database().encoding()).isEqualTo(expected.database().encoding());
        assertThat(again.database().segmentBytes()).isEqualTo(expected.database().segmentBytes());
        assertThat(again.database().lsn()).isPositive();
    }

    private static List<SchemaVersion> schemas(PostgresCatalog catalog) {
        return catalog.relations().stream()
                .filter(r -> r.kind() == 'r' || r.kind() == 'p')
                .map(
                        r ->
                                CatalogSchemas.of(
                                        plain(r),
                                        catalog.types(),
                                        catalog::relation,
                                        Knowledge.SCHEMA_FILE,
                                        "x"))
                .toList();
    }

    private static List<?> sorted(PostgresCatalog catalog) {
        return catalog.types().all().stream()
                .sorted(Comparator.comparingLong(type -> type.oid()))
                .toList();
    }

    private static CatalogRelation plain(CatalogRelation r) {
        return new CatalogRelation(
                r.oid(),
                r.fileNode(),
                r.tablespace(),
                r.name(),
                r.kind(),
                r.persistence(),
                r.accessMethod(),
                r.identity(),
                r.toast(),
                r.parents(),
                r.isPartition(),
                r.columns().stream()
                        .map(
                                c ->
                                        new org.rowback.importers.postgres.catalog.CatalogColumn(
                                                c.number(),
                                                c.name(),
                                                c.type(),
                                                c.typmod(),
                                                c.length(),
                                                c.align(),
                                                c.byValue(),
                                                c.storage(),
                                                c.compression(),
                                                c.notNull(),
                                                c.dropped(),
                                                c.generated(),
                                                c.identity(),
                                                c.hasMissing(),
                                                c.missing(),
                                                "",
                                                ""))
                        .toList(),
                r.keys().stream().map(BackupCatalogTest::plain).toList(),
                r.sequences(),
                r.triggers().stream()
                        .map(t -> new CatalogRelation.Trigger(t.name(), t.enabled(), ""))
                        .toList());
    }

    private static CatalogKey plain(CatalogKey key) {
        return switch (key) {
            case CatalogKey.Unique u -> u;
            case CatalogKey.Foreign f ->
                    new CatalogKey.Foreign(
                            f.name(),
                            f.columns(),
                            f.parent(),
                            f.parentColumns(),
                            f.onDelete(),
                            f.onUpdate(),
                            "");
            case CatalogKey.Check c -> new CatalogKey.Check(c.name(), "");
        };
    }
}
