package org.rowback.recording;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A log that is small and holds a little of everything: for tests that damage it at each of its bytes.
final class SmallLog {
    private SmallLog() {}

    /// A column, and its values in the first row and the second.
    private record Sample(String type, String first, String second) {}

    static void play(Recorder recorder) throws SQLException {
        List<Sample> samples = samples(recorder.kind);
        List<String> names = new ArrayList<>(List.of("id"));
        List<String> columns = new ArrayList<>(List.of("id int PRIMARY KEY"));
        List<String> first = new ArrayList<>(List.of("1"));
        List<String> second = new ArrayList<>(List.of("2"));
        for (Sample sample : samples) {
            names.add("c" + names.size());
            columns.add(names.getLast() + " " + sample.type);
            first.add(sample.first);
            second.add(sample.second);
        }
        recorder.define("t", "CREATE TABLE t (" + String.join(", ", columns) + ")");
        recorder.insert(
                "t",
                String.join(",", names),
                List.of(String.join(",", first), String.join(",", second)),
                List.of(1, 2));
        recorder.run("SET SESSION binlog_row_image = MINIMAL");
        recorder.update("t", "c1=c1+1", 1);
        recorder.run("SET SESSION binlog_row_image = FULL");
        if (!recorder.kind.maria) {
            recorder.run("SET SESSION binlog_row_value_options = 'PARTIAL_JSON'");
            recorder.update("t", names.getLast() + "=JSON_SET(" + names.getLast() + ",'$.a',7)", 1);
        }
        recorder.run("BEGIN");
        recorder.run("SAVEPOINT s");
        recorder.delete("t", 2);
        recorder.run("COMMIT");
        recorder.define("t", "ALTER TABLE t ADD COLUMN z int NULL");
        recorder.run("XA START 'x'");
        recorder.update("t", "z=1", 1);
        recorder.run("XA END 'x'");
        recorder.run("XA PREPARE 'x'");
        recorder.run("XA COMMIT 'x'");
    }

    private static List<Sample> samples(ServerKind kind) {
        List<Sample> all =
                new ArrayList<>(
                        List.of(
                                new Sample("tinyint", "-1", "NULL"),
                                new Sample("bigint unsigned", "18446744073709551615", "0"),
                                new Sample("decimal(20,4)", "-12345.6789", "0"),
                                new Sample("double", "1.5e300", "-0e0"),
                                new Sample("bit(12)", "b'101'", "NULL"),
                                new Sample("year", "2024", "0"),
                                new Sample("date", "'2024-02-29'", "'0000-00-00'"),
                                new Sample("time(3)", "'-01:02:03.456'", "NULL"),
                                new Sample("datetime(6)", "'2024-01-02 03:04:05.678901'", "NULL"),
                                new Sample(
                                        "timestamp(2) NULL DEFAULT NULL",
                                        "'2024-01-02 03:04:05.67'",
                                        "NULL"),
                                new Sample("varchar(300)", "'caf\u00e9'", "''"),
                                new Sample("char(4) character set latin1", "'\u00e9'", "'ab'"),
                                new Sample("text character set utf16", "'\ud83d\ude00'", "NULL"),
                                new Sample("varbinary(8)", "x'00ff'", "x''"),
                                new Sample("blob", "x'6162'", "NULL"),
                                new Sample("enum('a','b')", "'b'", "NULL"),
                                new Sample("set('x','y','z')", "'x,z'", "''"),
                                new Sample(
                                        "geometry", "ST_GeomFromText('POINT(1 2)',4326)", "NULL")));
        if (kind.mariaSince(1011)) {
            all.add(new Sample("uuid", "'123e4567-e89b-12d3-a456-426655440000'", "NULL"));
            all.add(new Sample("inet6", "'2001:db8::1'", "'::'"));
            all.add(new Sample("inet4", "'10.1.2.3'", "NULL"));
            all.add(new Sample("text compressed", "REPEAT('compress me ', 20)", "'short'"));
        }
        if (kind.mysqlSince(900)) {
            all.add(new Sample("vector(2)", "STRING_TO_VECTOR('[1,0.5]')", "NULL"));
            all.add(
                    new Sample(
                            "json",
                            "JSON_OBJECT('a',1,'b',JSON_ARRAY(1.5,true,NULL,'text'),'d',CAST('2024-01-01'"
                                + " AS DATE),'n',123.45)",
                            "'{\"a\":[]}'"));
        }
        return all;
    }
}
