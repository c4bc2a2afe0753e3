package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// Values that other tools put back wrongly or not at all, on MariaDB: each is once overwritten and once deleted, and then is
/// again what it was. `docs/rivals.md` lists them.
class RivalsValuesTest {
    @RegisterExtension static final OneBinlogServer SERVER = new OneBinlogServer();
    @TempDir Path folder;

    /// @param columns their definitions, each called `c` with a number
    /// @param values of one row
    /// @param junk what the bad UPDATE sets
    /// @param look what to compare
    /// @param global settings under which the patch is applied, `name = value`
    private void comesBack(
            String world, String columns, String values, String junk, String look, String... global)
            throws Exception {
        try (Scene scene = new Scene(SERVER.server(), world, folder)) {
            scene.good(
                    "SET SESSION sql_mode = ''",
                    "SET SESSION time_zone = '+02:00'",
                    "CREATE TABLE v (id int PRIMARY KEY, " + columns + ") CHARACTER SET utf8mb4",
                    "INSERT INTO v VALUES (1, " + values + "), (2, " + values + ")");
            String query = "SELECT id, " + look + " FROM v";
            String before = scene.all(query);
            scene.bad("UPDATE v SET " + junk + " WHERE id = 1", "DELETE FROM v WHERE id = 2");
            assertThat(scene.all(query)).isNotEqualTo(before);
            for (String setting : global) {
                String name = setting.substring(0, setting.indexOf(' '));
                scene.good("SET @kept_" + name + " = @@GLOBAL." + name, "SET GLOBAL " + setting);
            }
            try {
                scene.apply();
            } finally {
                for (String setting : global) {
                    String name = setting.substring(0, setting.indexOf(' '));
                    scene.good("SET GLOBAL " + name + " = @kept_" + name);
                }
            }
            assertThat(scene.all(query)).isEqualTo(before);
        }
    }

    /// dbtrail#786: NO_BACKSLASH_ESCAPES at the target corrupts values, zero dates stop the script; binlog2sql#60: zero
    /// dates become NULL or 1970.
    @Test
    void valuesComeBackUnderAnyModeOfTheTarget() throws Exception {
        String columns = "c1 varchar(40), c2 date, c3 datetime, c4 date, c5 timestamp NULL";
        String values =
                "'back\\\\slash \\' \" \\n %', '0000-00-00', '0000-00-00', '2020-00-31',"
                        + " '0000-00-00'";
        String junk = "c1 = 'x', c2 = NULL, c3 = NULL, c4 = NULL, c5 = NULL";
        comesBack(
                "modes",
                columns,
                values,
                junk,
                "HEX(c1), c2 + 0, c3 + 0, c4 + 0, c5 + 0",
                "sql_mode = 'NO_BACKSLASH_ESCAPES,STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE'");
        comesBack(
                "quotes",
                columns,
                values,
                junk,
                "HEX(c1), c2 + 0, c3 + 0, c4 + 0, c5 + 0",
                "sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,TRADITIONAL'");
    }

    /// dbtrail#787, maxwell#903, maxwell#1036, maxwell#1220, maxwell#1754: moments move with the time zone of who
    /// applies; binlog2sql#29, binlog2sql#90, my2sql#2, osheroff#154: fractions and signs are lost; maxwell#681.
    @Test
    void momentsComeBackUnderAnyTimeZoneOfTheTarget() throws Exception {
        comesBack(
                "zones",
                "c1 timestamp(3) NULL, c2 datetime(6), c3 time(6), c4 time(3), c5 datetime",
                "'2026-03-29 02:30:00.123', '1969-07-20 20:17:40.000001', '-00:00:00.000001',"
                        + " '-838:59:59.000', '2026-10-25 02:30:00'",
                "c1 = NULL, c2 = NOW(6), c3 = NULL, c4 = 0, c5 = NULL",
                "UNIX_TIMESTAMP(c1), c2, c3, c4, c5",
                "time_zone = '-07:30'");
    }

    /// binlog2sql#33, #70, #83, #87, #109, #119, shyiko#56, shyiko#276: text is taken for UTF-8; dbtrail PR#865: bytes
    /// that cp1252 does not define.
    @Test
    void textComesBackByteForByte() throws Exception {
        comesBack(
                "charsets",
                "c1 varchar(40) CHARACTER SET latin1, c2 varchar(40) CHARACTER SET gbk, c3 text,"
                        + " c4 varchar(20) CHARACTER SET ucs2, c5 char(9) COLLATE utf8mb4_bin",
                "CAST(0x818D8F909DE9FF27 AS CHAR CHARACTER SET binary), _gbk 0x955CD6D0CEC4,"
                        + " '\ud83d\ude00 caf\u00e9 \\\\', '\u96ea', 'trailing '",
                "c1 = 'x', c2 = 'x', c3 = 'x', c4 = 'x', c5 = 'x'",
                "HEX(c1), HEX(c2), HEX(c3), HEX(c4), HEX(c5)");
    }

    /// dbtrail#653: bytes come back as base64 text.
    @Test
    void bytesComeBackAsBytes() throws Exception {
        comesBack(
                "bytes",
                "c1 blob, c2 varbinary(20), c3 binary(6), c4 mediumblob",
                "x'00275c22ff0a1a', x'', x'010200', REPEAT(x'fe00', 5000)",
                "c1 = 'AAA=', c2 = 'x', c3 = 'x', c4 = NULL",
                "HEX(c1), HEX(c2), HEX(c3), SHA2(c4, 256)");
    }

    /// my2sql#31, shyiko#205: unsigned numbers become negative; binlog2sql#9: BIT does not match in WHERE.
    @Test
    void numbersComeBackExactly() throws Exception {
        comesBack(
                "numbers",
                "c1 bigint unsigned, c2 mediumint unsigned, c3 bit(13), c4 decimal(65,30), c5"
                        + " double, c6 float, c7 year, c8 tinyint unsigned",
                "18446744073709551615, 16777215, b'1000000000001',"
                        + " -12345678901234567890123456789012345.000000000000000000000000000001,"
                        + " 1.7976931348623157e308, 1.17549435e-38, 2155, 255",
                "c1 = 1, c2 = 1, c3 = b'1', c4 = 0, c5 = 0, c6 = 0, c7 = 2000, c8 = 0",
                "c1, c2, HEX(c3), c4, c5, c6, c7, c8");
    }

    /// osheroff#123: a SRID before the value surprises; pgMemento#110: geometry breaks the undo.
    @Test
    void geometryComesBackWithItsSystem() throws Exception {
        comesBack(
                "shapes",
                "c1 point, c2 geometry",
                "ST_GeomFromText('POINT(10.5 -0.25)', 4326), ST_GeomFromText('LINESTRING(0 0,1"
                        + " 2,3 4)')",
                "c1 = NULL, c2 = ST_GeomFromText('POINT(0 0)')",
                "ST_SRID(c1), HEX(ST_AsBinary(c1)), ST_SRID(c2), HEX(ST_AsBinary(c2))");
    }

    /// yearning#223, seata#5107: JSON compared by `=` finds no row; MariaDB's JSON is text, which normalising changes.
    @Test
    void jsonComesBackAsItWasWritten() throws Exception {
        comesBack(
                "documents",
                "c1 json, c2 longtext",
                "'{ \"b\" :1.0,\"a\": [ 1,2 ], \"a\": \"\\\\u00e9\\'\" }', '{\"k\":  1}'",
                "c1 = '{\"a\": 1}', c2 = '{}'",
                "HEX(c1), HEX(c2)");
    }

    /// Bytebase and others write generated columns, which the server refuses.
    @Test
    void generatedColumnsAreLeftToTheServer() throws Exception {
        try (Scene scene = new Scene(SERVER.server(), "generated_", folder)) {
            scene.good(
                    "CREATE TABLE g (id int PRIMARY KEY, v int, twice int AS (v * 2) STORED, more"
                            + " int AS (v + 1) VIRTUAL, unseen int INVISIBLE DEFAULT 3)",
                    "INSERT INTO g (id, v, unseen) VALUES (1, 5, 8), (2, 6, 9)");
            scene.bad("UPDATE g SET v = 0, unseen = 0 WHERE id = 1", "DELETE FROM g WHERE id = 2");
            scene.apply();
            assertThat(scene.all("SELECT id, v, twice, more, unseen FROM g"))
                    .isEqualTo("1,5,10,6,8 / 2,6,12,7,9");
        }
    }
}
