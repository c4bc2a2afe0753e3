package org.rowback.importers.postgres;

import java.util.List;
import java.util.Random;

/// Columns of every built-in type, and of made ones, with values to fill them at random.
public final class EveryType {
    /// What makes the types that are not built in.
    public static final List<String> MADE =
            List.of(
                    "CREATE TYPE feeling AS ENUM ('so so', 'it''s')",
                    "CREATE DOMAIN positive AS integer CHECK (VALUE > 0)",
                    "CREATE TYPE couple AS (a integer, b text)");

    private static final List<Type> ALL =
            List.of(
                    new Type(13, "smallint", "-32768", "7"),
                    new Type(13, "integer", "2147483647", "0"),
                    new Type(13, "bigint", "-9223372036854775808", "1"),
                    new Type(13, "numeric", "NaN", "1.500", "123456789012345678901234567890.123"),
                    new Type(13, "numeric(12,2)", "0.10", "-5"),
                    new Type(13, "real", "NaN", "-0", "3.4028235e38", "0.1"),
                    new Type(13, "double precision", "Infinity", "5e-324", "0.1", "-0"),
                    new Type(13, "boolean", "t", "f"),
                    new Type(13, "text", "it's \\ \"q\"\n:[x] $rowback$ é☃", "", "\u0001\t%_;--"),
                    new Type(13, "varchar(30)", "BEGIN 7\nCOMMIT 7", "x"),
                    new Type(13, "char(8)", "ab", "a\\b'"),
                    new Type(13, "name", "n", "N\"m"),
                    new Type(13, "\"char\"", "x", "'"),
                    new Type(13, "bytea", "\\x00ff27", "\\x"),
                    new Type(13, "date", "0044-03-15 BC", "infinity", "2024-02-29"),
                    new Type(13, "time", "24:00:00", "04:05:06.789"),
                    new Type(13, "timetz", "04:05:06.789+02", "00:00:00-15:59"),
                    new Type(
                            13,
                            "timestamp",
                            "-infinity",
                            "2024-02-29 23:59:59.125",
                            "0001-01-01 00:00:00 BC"),
                    new Type(13, "timestamp(0)", "2024-02-29 23:59:59", "1970-01-01 00:00:00"),
                    new Type(
                            13,
                            "timestamptz",
                            "1970-01-01 00:00:00+00",
                            "2026-03-29 02:30:00.123456+02",
                            "infinity"),
                    new Type(
                            13,
                            "interval",
                            "1 year 2 mons -3 days +04:05:06.789",
                            "00:00:00",
                            "-1 mons"),
                    new Type(13, "json", "{\"a\":  1, \"a\": \"é'\\\\\"}", "null"),
                    new Type(13, "jsonb", "{\"b\": [1, 2.50, null]}", "{}"),
                    new Type(13, "xml", "<a>it's</a>", "<b/>"),
                    new Type(
                            13,
                            "uuid",
                            "10b335d9-1f5f-2a33-957a-a6d9048c9c88",
                            "00000000-0000-0000-0000-000000000000"),
                    new Type(13, "inet", "10.1.2.3", "::1/64"),
                    new Type(13, "cidr", "10.0.0.0/8", "::/0"),
                    new Type(13, "macaddr", "08:00:2b:01:02:03", "00:00:00:00:00:00"),
                    new Type(13, "macaddr8", "08:00:2b:01:02:03:04:05", "00:00:00:00:00:00:00:00"),
                    new Type(13, "bit(5)", "10101", "00000"),
                    new Type(13, "varbit", "1010111", ""),
                    new Type(13, "money", "1.50", "-3"),
                    new Type(13, "point", "(1,2.5)", "(-0,0)"),
                    new Type(13, "box", "(3,4),(1,2)", "(0,0),(0,0)"),
                    new Type(13, "path", "[(1,2),(3,4)]", "((1,2),(3,4))"),
                    new Type(13, "circle", "<(1,2),3>", "<(0,0),0>"),
                    new Type(13, "tsvector", "'a':1 'it''s':2A", "'x'"),
                    new Type(13, "tsquery", "'a' & 'b'", "!'x'"),
                    new Type(13, "pg_lsn", "0/16B3748", "0/0"),
                    new Type(13, "int4range", "[1,5)", "empty"),
                    new Type(13, "tstzrange", "[\"2024-01-01 00:00:00+00\",)", "(,)"),
                    new Type(13, "integer[]", "{1,NULL,-3}", "[0:1]={7,8}", "{{1,2},{3,4}}"),
                    new Type(13, "text[]", "{\"a,b\",NULL,\"q\\\"\"}", "{}"),
                    new Type(13, "feeling", "so so", "it's"),
                    new Type(13, "positive", "5", "77"),
                    new Type(13, "couple", "(1,\"x y\")", "(,)"),
                    new Type(14, "numeric", "-Infinity", "Infinity"),
                    new Type(14, "int4multirange", "{[1,3),[5,7)}", "{}"));

    private final List<Type> types;

    /// @param since the version that brought it
    private record Type(int since, String name, String... values) {}

    private EveryType(List<Type> types) {
        this.types = types;
    }

    /// The types that a version of the server has.
    public static EveryType of(int version) {
        return new EveryType(ALL.stream().filter(t -> t.since <= version).toList());
    }

    public int count() {
        return types.size();
    }

    /// `, c0 type, c1 type …` for CREATE TABLE.
    public String columns() {
        var columns = new StringBuilder();
        for (int i = 0; i < types.size(); i++) {
            columns.append(", c").append(i).append(' ').append(types.get(i).name);
        }
        return columns.toString();
    }

    /// `id, c0, c1 …` for INSERT.
    public String names() {
        var names = new StringBuilder("id");
        for (int i = 0; i < types.size(); i++) {
            names.append(", c").append(i);
        }
        return names.toString();
    }

    /// A value of a column, or NULL, as SQL.
    public String value(int column, Random random) {
        Type type = types.get(column);
        int pick = random.nextInt(1 + type.values.length);
        return pick == 0 ? "NULL" : literal(type.values[pick - 1]) + "::" + type.name;
    }

    /// `, value, value …` of all columns.
    public String row(Random random) {
        var row = new StringBuilder();
        for (int i = 0; i < types.size(); i++) {
            row.append(", ").append(value(i, random));
        }
        return row.toString();
    }

    private static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
