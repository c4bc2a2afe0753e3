package org.rowback.importers.postgres.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowback.history.model.Bytes;
import org.rowback.importers.postgres.PostgresServer;
import org.rowback.importers.postgres.logical.LogicalCase;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Values that name the server's objects: raw WAL gives the very names that test_decoding printed, those of that moment.
class ObjectNamesTest {
    /// Made before the first row.
    private static final List<String> MADE =
            List.of(
                    "create schema other",
                    "create schema \"Odd space\"",
                    "create role \"Odd é\"",
                    "create role plain",
                    "create role \"with\"\"quote\"",
                    "create role \"select\"",
                    "create type other.\"Mood\" as enum ('a')",
                    "create type feeling as enum ('so so')",
                    "create table t0 (id integer primary key)",
                    "create table other.t0 (id integer)",
                    "create table other.\"Odd \"\"t\" (id integer)",
                    "create table \"select\" (id integer)",
                    "create sequence other.made_seq",
                    "create view public.pg_tables as select 1 as one",
                    "create function public.version() returns text language sql as $$select '1'$$",
                    "create function only_one() returns int language sql as 'select 1'",
                    "create function other.only_one() returns int language sql as 'select 1'",
                    "create function twice(int) returns int language sql as 'select 1'",
                    "create function twice(feeling[], other.\"Mood\") returns int language sql as"
                            + " 'select 1'",
                    "create function abs(text) returns int language sql as 'select 1'",
                    "create function negated(feeling) returns int language sql as 'select 1'",
                    "create collation mine from \"C\"",
                    "create collation other.mine from \"C\"",
                    "create text search configuration other.words (copy = english)",
                    "create text search dictionary mine (template = simple)",
                    "create operator @#@ (procedure = int4pl, leftarg = integer, rightarg ="
                            + " integer)",
                    "create operator other.@@@@ (procedure = negated, rightarg = feeling)",
                    "create type names as (a regclass, b regtype[], c regprocedure)",
                    "create domain name_domain as regclass",
                    "create domain acl_domain as aclitem[]");

    /// A type, then values. From a version on where it says so.
    private static final String TYPES =
            """
            regclass ¦ - ¦ 999999 ¦ pg_class ¦ pg_catalog.pg_tables ¦ public.pg_tables ¦ t0 ¦ t0_pkey ¦ other.t0
            regclass ¦ other."Odd ""t" ¦ "select" ¦ other.made_seq ¦ information_schema.tables ¦ pg_class_oid_index
            regclass[] ¦ {t0,NULL,"other.\\"Odd \\"\\"t\\"",-} ¦ {}
            regtype ¦ feeling ¦ feeling[] ¦ other."Mood" ¦ other."Mood"[] ¦ record ¦ pg_class ¦ t0 ¦ names ¦ name_domain
            regtype ¦ integer ¦ 999999 ¦ other.t0 ¦ cstring ¦ "any" ¦ anyarray ¦ _t0 ¦ trigger
            regtype[] ¦ {feeling,integer,NULL}
            regproc ¦ - ¦ 999999 ¦ now ¦ only_one ¦ other.only_one ¦ 1397 ¦ 89 ¦ public.version
            regprocedure ¦ - ¦ 999999 ¦ now() ¦ abs(integer) ¦ abs(text) ¦ twice(integer) ¦ twice(feeling[],other."Mood")
            regprocedure ¦ other.only_one() ¦ public.version() ¦ version() ¦ format(text,"any") ¦ only_one()
            regoper ¦ 0 ¦ 999999 ¦ 551 ¦ @#@ ¦ |/ ¦ other.@@@@
            regoperator ¦ 0 ¦ 999999 ¦ +(integer,integer) ¦ -(NONE,integer) ¦ @#@(integer,integer) ¦ other.@@@@(NONE,feeling)
            regcollation ¦ - ¦ 999999 ¦ "C" ¦ "default" ¦ mine ¦ other.mine
            regconfig ¦ - ¦ 999999 ¦ english ¦ other.words
            regdictionary ¦ - ¦ 999999 ¦ simple ¦ english_stem ¦ mine
            regrole ¦ - ¦ 999999 ¦ postgres ¦ "Odd é" ¦ plain ¦ "select" ¦ "with""quote"
            regrole[] ¦ {postgres,"\\"Odd é\\""}
            regnamespace ¦ - ¦ 999999 ¦ public ¦ pg_catalog ¦ "Odd space" ¦ other
            aclitem ¦ postgres=arwdDxt/postgres ¦ =r/postgres ¦ "Odd é"=a*w*X*U/plain ¦ plain=Tc/postgres ¦ plain=/plain
            aclitem[] ¦ {postgres=arwdDxt/postgres,=r/postgres,"\\"Odd é\\"=C/plain","\\"with\\"\\"quote\\"=r/plain"} ¦ {}
            acl_domain ¦ {plain=r/select}
            15 aclitem ¦ plain=s*A/plain
            17 aclitem ¦ plain=m*/plain
            names ¦ (t0,"{feeling,integer}","other.only_one()") ¦ (,,) ¦ (other.t0,{},"abs(text)")
            names[] ¦ {"(t0,\\"{feeling,integer}\\",\\"other.only_one()\\")",NULL}
            name_domain ¦ t0 ¦ other.made_seq
            """;

    /// After the first rows: what they refer to gets other names, which later rows have.
    private static final List<String> RENAMED =
            List.of(
                    "alter table t0 rename to t1",
                    "alter index t0_pkey rename to \"T1\"",
                    "alter table other.t0 set schema public",
                    "alter sequence other.made_seq rename to another_seq",
                    "alter schema other rename to \"Another\"",
                    "alter type feeling rename to mood",
                    "alter function only_one() rename to only_two",
                    "alter function \"Another\".only_one() set schema public",
                    "alter operator \"Another\".@@@@ (none, mood) set schema public",
                    "alter collation mine rename to \"Mine\"",
                    "alter text search configuration \"Another\".words rename to word",
                    "alter text search dictionary mine rename to yours",
                    "alter role plain rename to \"Plain\"",
                    "drop view public.pg_tables",
                    "drop function public.version()",
                    "drop collation \"Another\".mine");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {13, 15, 18})
    void areThoseOfTheMomentAsTheServerPrintsThem(int version) throws Exception {
        try (var server = new PostgresServer(version, folder, List.of("wal_level=logical"))) {
            byte[] capture;
            Bytes before;
            Bytes after;
            String from;
            try (Connection c = server.connect("postgres")) {
                from = RawWal.one(c, "select pg_walfile_name(pg_current_wal_lsn())");
                RawWal.one(
                        c, "select pg_create_logical_replication_slot('s', 'test_decoding')::text");
                run(c, MADE);
                before = RawWal.catalog(c);
                List<String> tables = fill(c, version);
                c.createStatement().execute("checkpoint");
                run(c, RENAMED);
                for (String table : tables) {
                    c.createStatement().execute("update " + table + " set n = n + 1");
                    c.createStatement().execute("delete from " + table + " where n % 2 = 0");
                }
                // Kept outside of its row.
                c.createStatement()
                        .execute("create table wide (id integer primary key, v regclass[])");
                c.createStatement().execute("alter table wide alter v set storage external");
                c.createStatement()
                        .execute(
                                "insert into wide select 1, array_agg(case g % 2 when 0 then"
                                        + " 't1'::regclass else 'pg_class' end)"
                                        + " from generate_series(1, 2000) g");
                capture =
                        RawWal.capture(
                                c,
                                "pg_logical_slot_peek_changes('s', null, null,"
                                        + " 'skip-empty-xacts', '1')");
                after = RawWal.catalog(c);
            }
            assertThat(new String(capture, StandardCharsets.UTF_8))
                    .contains("'t0'", "'t1'", "'plain=Tc/postgres'", "\"Another\".");
            String schema = new String(after.array(), StandardCharsets.UTF_8);
            for (Bytes catalog : List.of(after, before)) {
                var history = new HistoryList(List.of(catalog));
                RawWal.run(RawWal.segments(server.wal(), from), history);
                try (LogicalCase read = LogicalCase.of(folder, capture, schema)) {
                    long values = SameChanges.hold("test_decoding", read, history.changes);
                    assertThat(values).isGreaterThan(400);
                }
            }
        }
    }

    private static void run(Connection c, List<String> statements) throws Exception {
        try (Statement s = c.createStatement()) {
            for (String statement : statements) {
                s.execute(statement);
            }
        }
    }

    private static List<String> fill(Connection c, int version) throws Exception {
        List<String> tables = new ArrayList<>();
        try (Statement s = c.createStatement()) {
            for (String line : TYPES.lines().toList()) {
                String[] cells = line.split(" ¦ ", -1);
                String type = cells[0];
                if (type.matches("\\d.*")) {
                    if (Integer.parseInt(type.substring(0, 2)) > version) {
                        continue;
                    }
                    type = type.substring(3);
                }
                String name = "v" + tables.size();
                s.execute(
                        "create table "
                                + name
                                + " (id integer primary key, n integer, v "
                                + type
                                + ")");
                s.execute("alter table " + name + " replica identity full");
                for (int i = 1; i < cells.length; i++) {
                    String literal = cells[i].strip().replace("'", "''");
                    s.execute(
                            "insert into %s values (%d, %d, '%s')".formatted(name, i, i, literal));
                }
                s.execute("insert into " + name + " values (0, 0, null)");
                tables.add(name);
            }
        }
        return tables;
    }
}
