package org.rowback.history.patch;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.history.revert.Selection;
import org.rowback.history.testing.InMemoryHistory;
import org.rowback.history.testing.InMemoryHistory.Row;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;

/// A table with every type, values and names chosen to break a patch; `hostile.sql` in the test resources makes it on
/// a server as the bad writes left it.
final class HostileTable {
    static final TableName NAME = new TableName("ev`il; -- db", "t'a\"b\\le*/ \u00e9");
    private static final List<Column> COLUMNS = new ArrayList<>();
    private static final List<ColumnValue> GOOD = new ArrayList<>();
    private static final List<ColumnValue> BAD = new ArrayList<>();

    static {
        add("id", "varchar(40)", Family.TEXT, text("K'ey\\"), text("K'ey\\"));
        add("i64", "bigint", Family.INTEGER, number(Long.MIN_VALUE), number(Long.MAX_VALUE));
        add("u`64", "bigint unsigned", Family.INTEGER, exact("18446744073709551615"), number(1));
        add(
                "d",
                "decimal(65,30)",
                Family.DECIMAL,
                exact("-12345678901234567890123456789012345.123456789012345678901234567891"),
                exact("99999999999999999999999999999999999.999999999999999999999999999999"));
        add("f", "float", Family.FLOAT, new Datum.FloatDatum(0.1f), new Datum.FloatDatum(1e-45f));
        add(
                "g",
                "double",
                Family.DOUBLE,
                new Datum.DoubleDatum(Math.PI * 1e200),
                new Datum.DoubleDatum(0.1));
        add(
                "ci",
                "varchar(80)",
                Family.TEXT,
                text("O'Neil \\ \u0000\n\u001a\"; DROP TABLE x; -- \ud83d\ude00"),
                text("caf\u00e9 "));
        add("l1", "varchar(40)", Family.TEXT, latin1("\u00e9\u20ac"), latin1("E"));
        add("sj", "varchar(40)", Family.TEXT, sjis("\u8868\u4e88"), sjis("\u80fd"));
        add("bin", "binary(8)", Family.BINARY, hex("00ff275c00"), hex("41"));
        add("blo", "blob", Family.BINARY, hex("5c2700ff".repeat(200)), hex("ab".repeat(400)));
        add(
                "da",
                "date",
                Family.DATE,
                new Datum.DateDatum(2010, 2, 31),
                new Datum.DateDatum(0, 0, 0));
        add(
                "ti",
                "time(3)",
                Family.TIME,
                new Datum.TimeDatum(true, 838, 59, 58, 125_000, 3),
                new Datum.TimeDatum(true, 0, 0, 0, 1_000, 3));
        add(
                "dt",
                "datetime(6)",
                Family.DATETIME,
                new Datum.DateTimeDatum(2010, 0, 0, 1, 2, 3, 4, 6),
                new Datum.DateTimeDatum(9999, 12, 31, 23, 59, 59, 999_999, 6));
        add(
                "ts",
                "timestamp(2)",
                Family.TIMESTAMP,
                new Datum.TimestampDatum(1774747800, 120_000, 2),
                Datum.TimestampDatum.mysql(0, 0, 2));
        add(
                "auto",
                "timestamp",
                Family.TIMESTAMP,
                new Datum.TimestampDatum(1000000000, 0, 0),
                new Datum.TimestampDatum(1000000000, 0, 0));
        add("yr", "year", Family.YEAR, number(0), number(2001));
        add("bi", "bit(64)", Family.BIT, new Datum.BitDatum(64, -1), new Datum.BitDatum(64, 5));
        add(
                "en",
                "enum('a','c with ''q''')",
                Family.ENUM,
                new Datum.EnumDatum(2, "c with 'q'", true),
                new Datum.EnumDatum(1, "a", true));
        add(
                "se",
                "set('x','y','z')",
                Family.SET,
                new Datum.SetDatum(5, List.of("x", "z"), true),
                new Datum.SetDatum(0, List.of(), true));
        add(
                "js",
                "json",
                Family.JSON,
                json("{\"k\": [1, 2.5, \"\u00e9'\\\\\", null]}"),
                json("{\"w\": -1}"));
        add("ge", "geometry", Family.GEOMETRY, point(4326), point(0));
        add("nu", "int", Family.INTEGER, ColumnValue.NULL, number(7));
        add("un", "int", Family.INTEGER, number(7), ColumnValue.NULL);
        add("gen", "bigint", Family.INTEGER, number(5), number(6));
    }

    static final SchemaVersion SCHEMA = schema(List.of("id"), NAME);
    static final SchemaVersion KEYLESS =
            schema(List.of(), new TableName(NAME.database(), "keyless"));

    private HostileTable() {}

    /// An UPDATE, a DELETE and an INSERT of rows with every type, with a key and without, all bad.
    static RevertPlan plan(String server) throws RowbackException {
        InMemoryHistory history = new InMemoryHistory();
        int changes = 0;
        for (SchemaVersion table : List.of(SCHEMA, KEYLESS)) {
            history.commit(
                    1_776_000_000_000_000L + changes,
                    7,
                    Row.update(table, row("U", GOOD), row("U", BAD)),
                    Row.delete(table, row("D", GOOD)),
                    Row.insert(table, row("I", BAD)));
            changes += 3;
        }
        RevertPlan plan =
                RevertPlanner.plan(
                        history,
                        Selection.ofIds(
                                "query contains 'x'\n; DROP TABLE t; -- */ \u2028",
                                LongStream.rangeClosed(1, changes).toArray()),
                        RevertOptions.STRICT,
                        ImportMonitor.NONE);
        return new RevertPlan(
                plan.id(),
                plan.description(),
                plan.options(),
                plan.selected(),
                plan.voided(),
                plan.rows(),
                plan.warnings(),
                plan.firstTimeMicros(),
                plan.lastTimeMicros(),
                plan.timeline(),
                plan.actors(),
                server,
                plan.sources(),
                0,
                plan.selection(),
                plan.atomicity());
    }

    private static ColumnValue[] row(String key, List<ColumnValue> values) {
        ColumnValue[] row = values.toArray(ColumnValue[]::new);
        row[0] = text(key + ((Datum) row[0]).text());
        return row;
    }

    private static SchemaVersion schema(List<String> key, TableName name) {
        return new SchemaVersion(
                name, COLUMNS, key, List.of(), List.of(), Knowledge.LOG_METADATA, "test");
    }

    private static void add(
            String name, String sql, Family family, ColumnValue good, ColumnValue bad) {
        String charset = family != Family.TEXT ? "" : ((Datum.TextDatum) good).charset();
        COLUMNS.add(
                new Column(
                        name,
                        Knowledge.LOG_METADATA,
                        new ColumnType(
                                sql, family, sql.contains("unsigned"), charset, List.of(), 0),
                        Knowledge.LOG_METADATA,
                        true,
                        name.equals("gen") ? Column.Generated.STORED : Column.Generated.NO,
                        name.equals("un")));
        GOOD.add(good);
        BAD.add(bad);
    }

    private static Datum number(long value) {
        return new Datum.IntegerDatum(value);
    }

    private static Datum exact(String value) {
        return new Datum.DecimalDatum(new BigDecimal(value));
    }

    private static Datum text(String value) {
        return new Datum.TextDatum(
                value, Bytes.of(value.getBytes(StandardCharsets.UTF_8)), "utf8mb4");
    }

    private static Datum latin1(String value) {
        return new Datum.TextDatum(
                value,
                Bytes.of(value.getBytes(java.nio.charset.Charset.forName("windows-1252"))),
                "latin1");
    }

    private static Datum sjis(String value) {
        return new Datum.TextDatum(
                value,
                Bytes.of(value.getBytes(java.nio.charset.Charset.forName("Shift_JIS"))),
                "sjis");
    }

    private static Datum hex(String value) {
        return new Datum.BinaryDatum(Bytes.of(HexFormat.of().parseHex(value)));
    }

    private static Datum json(String value) {
        return new Datum.JsonDatum(value, Bytes.EMPTY);
    }

    private static Datum point(int srid) {
        return new Datum.GeometryDatum(
                srid,
                Bytes.of(HexFormat.of().parseHex("010100000000000000000000400000000000000840")));
    }
}
