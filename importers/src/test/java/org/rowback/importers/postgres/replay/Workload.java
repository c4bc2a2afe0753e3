package org.rowback.importers.postgres.replay;

import org.postgresql.PGConnection;
import org.rowback.importers.postgres.EveryType;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;

/// Plays writes of every kind on a server, the same for the same seed.
final class Workload {
    private static final int ROUNDS = 240;

    private final Connection connection;
    private final Random random;
    private final EveryType types;
    private int copied = 100_000;

    /// @param version of the server
    Workload(Connection connection, int version, long seed) {
        this.connection = connection;
        types = EveryType.of(version);
        random = new Random(seed);
    }

    private void run(String... statements) throws SQLException {
        try (Statement s = connection.createStatement()) {
            for (String statement : statements) {
                s.execute(statement);
            }
        }
    }

    /// Makes the tables and fills them.
    void prepare() throws SQLException, IOException {
        boolean infinite = !RawWal.one(connection, "show server_version").startsWith("13.");
        for (String statement : resource("types.sql").split(";\n")) {
            if (!statement.isBlank()) {
                // numeric has infinities from 14 on
                run(infinite ? statement : statement.replace(",'Infinity',", ",'NaN',"));
            }
        }
        for (String made : EveryType.MADE) {
            run(made);
        }
        for (String name : List.of("every", "every_full")) {
            run(
                    "create table "
                            + name
                            + " (id int primary key"
                            + types.columns()
                            + ", gen int generated always as (c1 / 2) stored)");
        }
        run("alter table every_full replica identity full");
        run(
                "create schema s2",
                "create table t (id int primary key, v text, n int, note text)",
                "create index on t (n)",
                "create table whole (id int primary key, v text, doc text)",
                "alter table whole replica identity full",
                "create table keyless (a int, b text)",
                "alter table keyless replica identity full",
                "create table big (id bigint primary key, doc text, z int)",
                "alter table big alter doc set storage external",
                "create table big2 (id uuid primary key, doc text)",
                "create table part (id int, at date, v text, primary key (id, at)) partition by"
                        + " range (at)",
                "create table part1 partition of part for values from ('2024-01-01') to"
                        + " ('2025-01-01')",
                "create table part2 partition of part for values from ('2025-01-01') to"
                        + " ('2026-01-01')",
                "create unlogged table unl (id int primary key)",
                "create table altered (id int primary key, a int, b text)",
                "create table emptied (id int primary key, v text)",
                "create table vacuumed (id int primary key, v text)",
                "insert into vacuumed select i, 'x' from generate_series(1, 30) i",
                "insert into unl select generate_series(1, 10)",
                "insert into t select i, 'value ' || i, i from generate_series(1, 400) i",
                "insert into whole select i, 'v', repeat(md5(i::text), 100) from"
                        + " generate_series(1, 50) i",
                "insert into keyless select i, 'k' || i from generate_series(1, 30) i",
                "insert into big select i, repeat(md5(i::text), 200), 0 from"
                        + " generate_series(1, 20) i",
                "insert into big2 select md5(i::text)::uuid, string_agg(md5((i * 1000 + k)::text),"
                        + " '') from generate_series(1, 10) i, generate_series(1, 200) k group by"
                        + " i",
                "insert into part select i, date '2024-06-01' + i, 'p' || i from"
                        + " generate_series(1, 100) i",
                "insert into altered select i, i, 'b' || i from generate_series(1, 30) i",
                "insert into emptied select i, 'x' from generate_series(1, 30) i");
    }

    /// Writes at random.
    void play() throws SQLException, IOException {
        run(
                "update types set i2 = coalesce(i2, 0) + 1",
                "update types set t = 'again' where id = 1",
                "delete from types where id = 0");
        for (int round = 0; round < ROUNDS; round++) {
            round();
            if (round % 50 == 25) {
                run("checkpoint");
            }
            if (round == 60) {
                run(
                        "alter table altered add column c int default 42",
                        "update altered set a = a + 1",
                        "alter table altered rename column b to bb",
                        "insert into altered values (1000, 1, 'new', 7)");
            }
            if (round == 90) {
                run(
                        "alter table altered drop column a",
                        "alter table altered alter c type bigint",
                        "update altered set c = c + 1",
                        "vacuum full big",
                        "vacuum full t",
                        "cluster big2 using big2_pkey");
            }
            if (round == 120) {
                run("delete from vacuumed", "vacuum vacuumed", "insert into vacuumed values (1)");
            }
            if (round % 40 == 10) {
                run("vacuum t", "vacuum freeze keyless", "analyze");
            }
        }
        run(
                "update altered set bb = bb || '.'",
                "truncate emptied",
                "insert into emptied values (1, 'new')",
                "create table late (id int primary key, v text)",
                "insert into late values (1, 'a'), (2, 'b')",
                "create table gone (id int primary key)",
                "insert into gone values (1)",
                "drop table gone");
    }

    private int id() {
        return 1 + random.nextInt(500);
    }

    private void round() throws SQLException, IOException {
        int id = id();
        List<String> one =
                switch (random.nextInt(20)) {
                    case 0 -> List.of("update t set n = n + 1 where id = " + id);
                    case 1 -> List.of("update t set v = v || '!' where id % 17 = " + id % 17);
                    case 2 -> List.of("update t set note = 'x' where id % 23 = " + id % 23);
                    case 3 -> List.of("delete from t where id = " + id);
                    case 4 ->
                            List.of(
                                    "insert into t values (%d, 'again', 1) on conflict (id) do update set v = excluded.v || t.v"
                                            .formatted(id));
                    case 5 -> List.of("insert into t values (1, 'no') on conflict do nothing");
                    case 6 -> List.of("update whole set v = v || 'w' where id % 7 = " + id % 7);
                    case 7 -> List.of("update whole set id = -id where id = " + id % 50);
                    case 8 ->
                            List.of(
                                    "update keyless set b = b || 'y' where a % 5 = " + id % 5,
                                    "delete from keyless where a = " + id % 30,
                                    "insert into keyless values (" + id % 30 + ", 'twice')");
                    case 9 ->
                            List.of(
                                    "update big set z = z + 1 where id % 4 = " + id % 4,
                                    "update big set doc = reverse(doc) || 'q' where id = "
                                            + id % 20);
                    case 10 ->
                            List.of(
                                    "update big2 set doc = md5(doc) || doc where id = (select id"
                                            + " from big2 order by id offset "
                                            + id % 10
                                            + " limit 1)");
                    case 11 -> List.of("update part set at = at + 200 where id = " + id % 100);
                    case 12 ->
                            List.of(
                                    "begin",
                                    "insert into t values ("
                                            + (id + 1000)
                                            + ", 'sp') on conflict do nothing",
                                    "savepoint a",
                                    "update t set v = 'gone' where id % 5 = 0",
                                    "rollback to a",
                                    "savepoint b",
                                    "update t set v = v || 'sub' where id % 31 = " + id % 31,
                                    "release b",
                                    "delete from emptied where id = " + id % 30,
                                    "commit");
                    case 13 -> List.of("begin", "delete from t", "rollback");
                    case 14 ->
                            List.of(
                                    "begin",
                                    "update t set n = -n where id % 29 = " + id % 29,
                                    "prepare transaction 'p'",
                                    random.nextBoolean()
                                            ? "commit prepared 'p'"
                                            : "rollback prepared 'p'");
                    case 15 ->
                            List.of(
                                    "begin",
                                    "create table if not exists made (id int primary key)",
                                    "insert into made values (" + copied + ")",
                                    "truncate made",
                                    "insert into made values (" + copied + " + 1)",
                                    "commit");
                    case 16 -> List.of(every("every", id % 40), every("every_full", id % 40));
                    case 17 -> List.of(every("every_full", id % 40), every("every", id % 40));
                    default -> List.of();
                };
        if (one.isEmpty()) {
            copy();
        }
        run(one.toArray(String[]::new));
    }

    /// Writes a row of every type.
    private String every(String table, int id) {
        int column = random.nextInt(types.count());
        return switch (random.nextInt(6)) {
            case 0, 1 ->
                    "update %s set c%d = %s where id = %d"
                            .formatted(table, column, types.value(column, random), id);
            case 2 -> "delete from %s where id = %d".formatted(table, id);
            case 3 ->
                    "update %1$s set id = (select max(id) + 1000 from %1$s), c8 = repeat(md5(c8), 300) where id = %2$d"
                            .formatted(table, id);
            default ->
                    "insert into %s (%s) values (%d%s) on conflict do nothing"
                            .formatted(table, types.names(), id, types.row(random));
        };
    }

    private void copy() throws SQLException, IOException {
        var rows = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            rows.append(copied++).append("\tcopied\t").append(i).append("\t\\N\n");
        }
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy t from stdin", new StringReader(rows.toString()));
    }

    static String resource(String name) throws IOException {
        try (var in = Workload.class.getResourceAsStream("/postgres-wal/" + name)) {
            return new String(
                    java.util.Objects.requireNonNull(in).readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
