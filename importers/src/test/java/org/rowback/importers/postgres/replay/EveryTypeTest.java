package org.rowback.importers.postgres.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Op;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.Scan;
import org.rowback.importers.postgres.PostgresServer;
import org.rowback.importers.postgres.logical.LogicalCase;
import org.rowback.importers.postgres.replay.HistoryList.Written;
import org.rowback.importers.postgres.type.PostgresValues;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Each of the server's own types, and each kind of made one: raw WAL and pgoutput's binary columns give the very text
/// that the server prints.
class EveryTypeTest {
    /// A type, then values. From a version on where it says so.
    private static final String TYPES =
            """
            boolean ¦ t ¦ f
            smallint ¦ -32768 ¦ 32767
            integer ¦ -2147483648 ¦ 0 ¦ 2147483647
            bigint ¦ -9223372036854775808 ¦ 9223372036854775807
            oid ¦ 0 ¦ 4294967295
            xid ¦ 3 ¦ 4294967295
            cid ¦ 7
            tid ¦ (0,1) ¦ (4294967295,65535)
            real ¦ NaN ¦ -Infinity ¦ 1e-45 ¦ 3.4028235e+38 ¦ 0.1 ¦ -0 ¦ 16777216
            double precision ¦ NaN ¦ Infinity ¦ 5e-324 ¦ 1.7976931348623157e+308 ¦ 0.1 ¦ -0 ¦ 1e15 ¦ 123456789012345.6
            numeric ¦ NaN ¦ 0 ¦ -0.000 ¦ 1.500 ¦ 10000 ¦ 0.0001 ¦ 123456789012345678901234567890.1234567890 ¦ -9999.9999
            numeric(30,10) ¦ 1 ¦ -0.0000000001
            text ¦ it's "q" \\ é☃ ¦
            character varying(20) ¦ a ¦ b
            character(6) ¦ ab ¦ é
            name ¦ n ¦ N"m
            "char" ¦ x ¦ '
            bytea ¦ \\x00ff27 ¦ \\x
            json ¦ {"a":  1, "a": "é"} ¦ null
            jsonb ¦ {"b": [1, 2.50, null, true, {"c": {}}], "a": "\\u0041\\n\\""} ¦ [] ¦ "x" ¦ 12345678901234567890.5
            xml ¦ <a>it's</a> ¦ <?xml version="1.0" standalone="yes"?><b/>
            date ¦ 4713-11-24 BC ¦ infinity ¦ -infinity ¦ 2024-02-29 ¦ 5874897-12-31
            time ¦ 00:00:00 ¦ 24:00:00 ¦ 04:05:06.789
            time(2) ¦ 04:05:06.78
            time with time zone ¦ 04:05:06.789+02 ¦ 00:00:00-15:59:59 ¦ 23:59:59.999999+05:30
            timestamp ¦ -infinity ¦ 2024-02-29 23:59:59.125 ¦ 0001-01-01 00:00:00 BC ¦ 294276-12-31 23:59:59.999999
            timestamp with time zone ¦ infinity ¦ 1970-01-01 00:00:00+00 ¦ 2026-03-29 02:30:00.123456+02 ¦ 0044-03-15 12:00:00+00 BC
            interval ¦ 1 year 2 mons -3 days +04:05:06.789 ¦ 0 ¦ -1 mons ¦ -00:00:00.000001 ¦ 178000000 years
            interval day to second(3) ¦ 3 days 04:05:06.789
            point ¦ (1,2.5) ¦ (-0,1e300) ¦ (NaN,Infinity)
            lseg ¦ [(0,0),(1,2.5)]
            line ¦ {1,-1,0} ¦ {0.5,2,1e-10}
            box ¦ (3,4),(1,2) ¦ (0,0),(0,0)
            path ¦ [(1,2),(3,4)] ¦ ((1,2),(3,4),(5,6))
            polygon ¦ ((0,0),(1,0),(1,1)) ¦ ((1.5,2.5))
            circle ¦ <(1,2),3>
            inet ¦ 10.1.2.3 ¦ 10.1.2.3/8 ¦ ::1 ¦ ::ffff:1.2.3.4 ¦ 2001:db8::/32 ¦ 1:0:0:2::3
            cidr ¦ 10.0.0.0/8 ¦ ::/0 ¦ 2001:db8::/32
            macaddr ¦ 08:00:2b:01:02:03
            macaddr8 ¦ 08:00:2b:01:02:03:04:05
            bit(5) ¦ 10101 ¦ 00000
            bit varying ¦ 1010111 ¦ 1 ¦ 11111111 ¦
            money ¦ $1.50 ¦ -$92,233,720,368,547,758.08 ¦ $0.00 ¦ $1,234.05
            uuid ¦ 10b335d9-1f5f-2a33-957a-a6d9048c9c88
            tsvector ¦ 'a':1 'it''s':2A,3B,16383C ¦ 'x' ¦ 'b\\\\c' ¦
            tsquery ¦ 'a' & 'b' ¦ !'x' ¦ 'a' <-> 'b' ¦ ( 'a' | 'b' ) <3> !( 'c':AB & 'd':* ) & 'e' ¦ 'x' <-> ( 'y' <-> 'z' ) ¦
            pg_lsn ¦ 0/0 ¦ FFFFFFFF/FFFFFFFF ¦ 0/16B3748
            txid_snapshot ¦ 10:20:10,14,15 ¦ 1:1:
            13 xid8 ¦ 18446744073709551615 ¦ 3
            13 pg_snapshot ¦ 10:20:10,14,15
            int2vector ¦ 1 2 -3 ¦
            oidvector ¦ 1 4294967295 ¦
            refcursor ¦ c
            regtype ¦ integer ¦ text[] ¦ "char" ¦ character ¦ timestamp without time zone ¦ bit varying[] ¦ regtype ¦ - ¦ 999999
            regtype[] ¦ {"double precision",NULL,bytea[]}
            regclass ¦ - ¦ 999999
            regproc ¦ - ¦ 999999
            regoper ¦ 0
            regoperator ¦ 0
            regrole ¦ -
            regnamespace ¦ - ¦ 999999
            jsonpath ¦ $ ¦ $."a"[*]?(@."b" > 1) ¦ strict $."x"
            jsonpath ¦ $.*."a\\"b"[0,1 to last,$."i"] ¦ $.**{2 to 3}.** ¦ $.**{last} ¦ $.**{1 to last}.**{4} ¦ null ¦ "x" ¦ true
            jsonpath ¦ $."a" + 1 * 2 - -$."b" % 3 ¦ ($."a" + 1) * +2 ¦ -(1 + 2) ¦ 1.5 / (2 - 3)
            jsonpath ¦ $?(!(@."a" == 1 && @."b" != "x") || (@."c" <= 2 || @."d" >= 3) && @."e" < 4) ¦ $?((@ > 1) is unknown)
            jsonpath ¦ $?(exists (@."a") && @."b" starts with $"v") ¦ $?(@ like_regex "^a.*\\d" flag "isxq") ¦ $?(@ like_regex "x")
            jsonpath ¦ $.type() ¦ $.size().abs().floor().ceiling().double().keyvalue() ¦ $.datetime() ¦ $.datetime("HH24") ¦ ($."a" > 1).type()
            16 jsonpath ¦ (1.5).type() ¦ (-1).abs()
            17 jsonpath ¦ $.bigint().boolean().date().integer().number().string() ¦ $.decimal(6,2).decimal(3).decimal() ¦ $.time(2).time_tz().timestamp(1).timestamp_tz()
            int4range ¦ [1,5) ¦ empty ¦ (,) ¦ [7,)
            int8range ¦ [1,5) ¦ (,9223372036854775807)
            numrange ¦ (1.50,2.5] ¦ [0,0]
            14 numrange ¦ [-Infinity,1)
            daterange ¦ [2024-01-01,2024-02-01) ¦ [2024-01-01,infinity)
            tsrange ¦ ["2024-01-01 00:00:00","2024-01-02 00:00:00.5"]
            tstzrange ¦ ["2024-01-01 00:00:00+00",) ¦ (,)
            14 int4multirange ¦ {[1,3),[5,7)} ¦ {} ¦ {(,)}
            14 nummultirange ¦ {[1.0,3),(5,7.25]}
            14 tstzmultirange ¦ {["2024-01-01 00:00:00+00","2024-01-02 00:00:00+00"),["2024-02-01 00:00:00+00",)}
            14 datemultirange ¦ {[2024-01-01,2024-02-01)}
            14 numeric ¦ Infinity ¦ -Infinity
            15 interval ¦ 2562047788:00:54.775807
            17 interval ¦ infinity ¦ -infinity
            integer[] ¦ {1,NULL,-3} ¦ [0:1]={7,8} ¦ {{1,2},{3,4}} ¦ [-2:-1][3:4]={{1,2},{3,4}} ¦ {}
            smallint[] ¦ {1,2}
            bigint[] ¦ {{{1},{2}},{{3},{4}}}
            text[] ¦ {"a,b",NULL,"q\\"","NULL","","x\\\\y",é,"{}"," s"} ¦ {} ¦ [0:0]={a}
            box[] ¦ {(3,4),(1,2);(1,1),(0,0)} ¦ {NULL}
            boolean[] ¦ {t,f,NULL}
            numeric[] ¦ {1.50,NaN}
            timestamp with time zone[] ¦ {"2024-01-01 00:00:00+00",infinity}
            jsonb[] ¦ {"{\\"a\\": 1}",NULL,"[]"}
            json[] ¦ {"{\\"a\\":  1}"}
            bytea[] ¦ {"\\\\x00ff",NULL}
            uuid[] ¦ {10b335d9-1f5f-2a33-957a-a6d9048c9c88}
            inet[] ¦ {10.1.2.3,::1/64}
            interval[] ¦ {"1 day",00:00:01}
            point[] ¦ {"(1,2)"}
            path[] ¦ {"((1,2),(3,4))"}
            tsvector[] ¦ {"'a':1"}
            xml[] ¦ {<a/>}
            bit(3)[] ¦ {101,000}
            character(3)[] ¦ {"a  "}
            character varying(4)[] ¦ {a,b}
            int4range[] ¦ {"[1,5)",empty}
            oidvector[] ¦ {"1 2"}
            money[] ¦ {$1.00,"$1,000.00"}
            feeling ¦ so so ¦ it's
            feeling[] ¦ {"so so",it's,NULL}
            feeling_domain ¦ it's
            positive ¦ 5
            positive[] ¦ {1,2}
            numbers ¦ {1,2,3}
            couple ¦ (1,"x y") ¦ (,) ¦ (2,"a""b\\\\c") ¦ (,"")
            couple[] ¦ {"(1,\\"x y\\")",NULL}
            nested ¦ ("(1,""x y"")","{1,2}","so so",5,"[1,2)") ¦ (,,,,)
            feeling_range ¦ ["so so",it's) ¦ empty
            float_range ¦ [1.5,2.5]
            hstore ¦ "a"=>"b", "c\\"d"=>NULL, "e f"=>"" ¦
            citext ¦ MiXed ¦ é
            hstore[] ¦ {"\\"a\\"=>\\"b\\""}
            14 feeling_multirange ¦ {["so so",it's)}
            """;

    private static final List<String> MADE =
            List.of(
                    "create extension hstore",
                    "create extension citext",
                    "create type feeling as enum ('so so', 'it''s')",
                    "create domain feeling_domain as feeling",
                    "create domain positive as integer check (value > 0)",
                    "create domain numbers as integer[]",
                    "create type couple as (a integer, b text)",
                    "create type feeling_range as range (subtype = feeling)",
                    "create type float_range as range (subtype = float8)",
                    "create type nested as (c couple, n integer[], f feeling, p positive, r"
                            + " int4range)");

    /// Types whose names alone do not say how they are read.
    private static final Pattern MADE_OF =
            Pattern.compile("feeling|couple|nested|float_range|positive\\[|hstore\\[");

    @TempDir Path folder;

    /// What a table of one column was given.
    private record Table(String name, String type, List<String> texts) {}

    @ParameterizedTest
    @ValueSource(ints = {13, 15, 18})
    void printsAsTheServerDoes(int version) throws Exception {
        try (var server = new PostgresServer(version, folder, List.of("wal_level=logical"))) {
            List<Table> tables;
            byte[] capture;
            Bytes catalog;
            String from;
            try (Connection c = server.connect("postgres")) {
                from = RawWal.one(c, "select pg_walfile_name(pg_current_wal_lsn())");
                for (String made : MADE) {
                    c.createStatement().execute(made);
                }
                c.createStatement().execute("create publication p for all tables");
                RawWal.one(c, "select pg_create_logical_replication_slot('p', 'pgoutput')::text");
                tables = fill(c, version);
                capture =
                        RawWal.capture(
                                c,
                                "pg_logical_slot_peek_binary_changes('p', null, null,"
                                        + " 'publication_names', 'p', 'proto_version', '1'"
                                        + (version < 14 ? ")" : ", 'binary', 'true')"));
                catalog = RawWal.catalog(c);
            }
            var history = new HistoryList(List.of(catalog));
            RawWal.run(RawWal.segments(server.wal(), from), history);
            Map<String, List<ColumnValue>> raw = new TreeMap<>();
            history.changes.stream()
                    .filter(w -> w.op() == Op.INSERT)
                    .map(Written::after)
                    .forEach(
                            image ->
                                    raw.computeIfAbsent(
                                                    image.orElseThrow().schema().table().table(),
                                                    _ -> new ArrayList<>())
                                            .add(image.orElseThrow().value(1)));
            compare("raw WAL", tables, raw);
            String schema = new String(catalog.array(), StandardCharsets.UTF_8);
            try (LogicalCase read = LogicalCase.of(folder, capture, schema)) {
                assertThat(read.findings()).doesNotContain("UNDECODABLE_VALUE");
                compare("pgoutput", tables, values(read));
            }
            if (version >= 14) {
                withoutCatalog(capture, tables);
            }
        }
    }

    /// A made type's values stay bytes where nothing says what they are made of.
    private void withoutCatalog(byte[] capture, List<Table> tables) throws Exception {
        try (LogicalCase read = LogicalCase.of(folder, capture, "")) {
            Map<String, List<ColumnValue>> values = values(read);
            Map<Boolean, List<Table>> made =
                    tables.stream()
                            .collect(
                                    Collectors.partitioningBy(t -> MADE_OF.matcher(t.type).find()));
            compare("pgoutput without catalog", made.get(false), values);
            assertThat(made.get(true)).hasSizeGreaterThan(8);
            for (Table table : made.get(true)) {
                assertThat(values.get(table.name).getFirst())
                        .as(table.type)
                        .isInstanceOf(ColumnValue.Undecodable.class);
            }
        }
    }

    private static List<Table> fill(Connection c, int version) throws Exception {
        List<Table> tables = new ArrayList<>();
        try (Statement s = c.createStatement()) {
            for (String line : TYPES.lines().toList()) {
                String[] cells = line.split(" ¦", -1);
                String type = cells[0];
                if (type.matches("\\d.*")) {
                    if (Integer.parseInt(type.substring(0, 2)) > version) {
                        continue;
                    }
                    type = type.substring(3);
                }
                String name = "t" + tables.size();
                s.execute("create table " + name + " (id integer primary key, v " + type + ")");
                for (int i = 1; i < cells.length; i++) {
                    String literal = cells[i].strip().replace("'", "''");
                    s.execute("insert into " + name + " values (" + i + ", '" + literal + "')");
                }
                s.execute("insert into " + name + " values (0, null)");
                List<String> texts = new ArrayList<>();
                try (ResultSet rows =
                        s.executeQuery(
                                "select case when num_nulls(v) = 0 then format('%s', v) end"
                                        + " from "
                                        + name
                                        + " order by id = 0, id")) {
                    while (rows.next()) {
                        texts.add(rows.getString(1));
                    }
                }
                tables.add(new Table(name, type, texts));
            }
        }
        return tables;
    }

    private static Map<String, List<ColumnValue>> values(LogicalCase read) throws Exception {
        Map<String, List<ColumnValue>> values = new TreeMap<>();
        try (Cursor<Change> changes = read.file.history().changes(Scan.ALL, ImportMonitor.NONE)) {
            while (changes.next()) {
                Change change = changes.get();
                values.computeIfAbsent(change.table().table(), _ -> new ArrayList<>())
                        .add(change.after().orElseThrow().value(1));
            }
        }
        return values;
    }

    private static void compare(
            String form, List<Table> tables, Map<String, List<ColumnValue>> read) {
        List<String> wrong = new ArrayList<>();
        for (Table table : tables) {
            List<ColumnValue> values = read.get(table.name);
            for (int i = 0; i < table.texts.size(); i++) {
                String text = table.texts.get(i);
                ColumnValue expected =
                        text == null
                                ? ColumnValue.NULL
                                : PostgresValues.read(ofServer(table.type), text);
                ColumnValue value = values == null ? ColumnValue.NULL : values.get(i);
                if (!expected.equals(value)) {
                    wrong.add(table.type + " " + text + ": " + value);
                }
            }
        }
        assertThat(wrong).as(form).isEmpty();
    }

    /// As the catalog names it.
    private static ColumnType ofServer(String type) {
        return org.rowback.importers.postgres.type.PostgresTypes.BUILTIN.named(
                switch (type) {
                    case "time" -> "time without time zone";
                    case "time(2)" -> "time(2) without time zone";
                    case "timestamp" -> "timestamp without time zone";
                    case "positive" -> "integer";
                    case "citext" -> "text";
                    default -> type;
                });
    }
}
