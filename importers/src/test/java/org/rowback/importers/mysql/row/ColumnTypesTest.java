package org.rowback.importers.mysql.row;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.ColumnValue.Undecodable;
import org.rowback.history.model.Datum;
import org.rowback.history.model.Datum.BinaryDatum;
import org.rowback.history.model.Datum.BitDatum;
import org.rowback.history.model.Datum.DateDatum;
import org.rowback.history.model.Datum.DateTimeDatum;
import org.rowback.history.model.Datum.DecimalDatum;
import org.rowback.history.model.Datum.DoubleDatum;
import org.rowback.history.model.Datum.EnumDatum;
import org.rowback.history.model.Datum.FloatDatum;
import org.rowback.history.model.Datum.GeometryDatum;
import org.rowback.history.model.Datum.IntegerDatum;
import org.rowback.history.model.Datum.SetDatum;
import org.rowback.history.model.Datum.TextDatum;
import org.rowback.history.model.Datum.TimeDatum;
import org.rowback.history.model.Datum.TimestampDatum;

import java.math.BigDecimal;
import java.util.List;

/// One value a line: the type, its bytes, what it is.
class ColumnTypesTest {
    private static final String UNSIGNED = "80";
    private static final String SIGNED = "00";

    private static Columns column(int type, String detail) {
        return new Columns().add(type, detail);
    }

    private static Columns integer(int type, String signedness) {
        return column(type, "").metadata(1, signedness);
    }

    private static ColumnType type(Family family, String sql, int digits) {
        return new ColumnType(sql, family, false, "", List.of(), digits);
    }

    private static ColumnType text(String charset) {
        return new ColumnType("varchar(9)", Family.TEXT, false, charset, List.of(), 0);
    }

    private static String shown(ColumnValue value) {
        return ((Datum) value).text();
    }

    @Test
    void decodesIntegersOfEachSize() throws Malformed {
        assertThat(integer(1, SIGNED).value("80")).isEqualTo(new IntegerDatum(-128));
        assertThat(integer(1, UNSIGNED).value("80")).isEqualTo(new IntegerDatum(128));
        assertThat(integer(2, SIGNED).value("0080")).isEqualTo(new IntegerDatum(-32768));
        assertThat(integer(2, UNSIGNED).value("ffff")).isEqualTo(new IntegerDatum(65535));
        assertThat(integer(9, SIGNED).value("000080")).isEqualTo(new IntegerDatum(-8388608));
        assertThat(integer(9, UNSIGNED).value("ffffff")).isEqualTo(new IntegerDatum(16777215));
        assertThat(integer(3, SIGNED).value("ffffffff")).isEqualTo(new IntegerDatum(-1));
        assertThat(integer(3, UNSIGNED).value("ffffffff")).isEqualTo(new IntegerDatum(4294967295L));
        assertThat(integer(8, SIGNED).value("0000000000000080"))
                .isEqualTo(new IntegerDatum(Long.MIN_VALUE));
        assertThat(integer(8, UNSIGNED).value("ffffffffffffff7f"))
                .isEqualTo(new IntegerDatum(Long.MAX_VALUE));
        assertThat(integer(8, UNSIGNED).value("ffffffffffffffff"))
                .isEqualTo(new DecimalDatum(new BigDecimal("18446744073709551615")));
        assertThat(column(13, "").value("00")).isEqualTo(new IntegerDatum(0));
        assertThat(column(13, "").value("ff")).isEqualTo(new IntegerDatum(2155));
    }

    @Test
    void keepsEveryBitOfFloatingPointNumbers() throws Malformed {
        assertThat(column(4, "04").value("00000080")).isEqualTo(new FloatDatum(-0.0f));
        assertThat(shown(column(4, "04").value("cdcccc3d"))).isEqualTo("0.1");
        assertThat(column(5, "08").value("0000000000000080")).isEqualTo(new DoubleDatum(-0.0));
        assertThat(shown(column(5, "08").value("0100000000000000"))).isEqualTo("5e-324");
        assertThat(shown(column(5, "08").value("0080e03779c34143"))).isEqualTo("1e16");
        assertThat(shown(column(5, "08").value("40de77832112dc42"))).isEqualTo("123456789012345");
    }

    @Test
    void decodesDecimalsToTheLastDigit() throws Malformed {
        assertThat(shown(column(246, "0402").value("75c8"))).isEqualTo("-10.55");
        assertThat(shown(column(246, "0f0e").value("89 3b9ac9ff 01869f")))
                .isEqualTo("9.99999999999999");
        assertThat(shown(column(246, "411e").value("80" + "00".repeat(28) + "01")))
                .isEqualTo("0.000000000000000000000000000001");
        assertThat(shown(column(246, "0100").value("80"))).isEqualTo("0");
        assertThat(column(246, "0900").value("ffffffff")).isInstanceOf(Undecodable.class);
    }

    @Test
    void decodesDecimalsOfTablesMadeBeforeMysql50() throws Malformed {
        var declared = type(Family.DECIMAL, "decimal(5,2)", 2);
        assertThat(column(0, "").value(declared, "202d31322e3334"))
                .isEqualTo(new DecimalDatum(new BigDecimal("-12.34")));
        assertThat(column(0, "").value("202d31322e3334")).isInstanceOf(Undecodable.class);
    }

    @Test
    void decodesBits() throws Malformed {
        assertThat(column(16, "0101").value("0155")).isEqualTo(new BitDatum(9, 0x155));
        assertThat(column(16, "0008").value("8000000000000001"))
                .isEqualTo(new BitDatum(64, 0x8000000000000001L));
        assertThat(column(16, "0101").value("0355")).isInstanceOf(Undecodable.class);
    }

    @Test
    void keepsZeroAndPartialDates() throws Malformed {
        assertThat(column(10, "").value("000000")).isEqualTo(new DateDatum(0, 0, 0));
        assertThat(column(10, "").value("40c80f")).isEqualTo(new DateDatum(2020, 2, 0));
        assertThat(column(14, "").value("9f1f4e")).isEqualTo(new DateDatum(9999, 12, 31));
        assertThat(column(18, "00").value("8000000000"))
                .isEqualTo(new DateTimeDatum(0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void decodesNegativeTime() throws Malformed {
        assertThat(shown(column(19, "00").value("7fffff"))).isEqualTo("-00:00:01");
        assertThat(shown(column(19, "00").value("4b9105"))).isEqualTo("-838:59:59");
        assertThat(shown(column(19, "02").value("7fffffff"))).isEqualTo("-00:00:00.01");
        assertThat(shown(column(19, "04").value("4b9105fb2d"))).isEqualTo("-838:59:58.1235");
        assertThat(shown(column(19, "06").value("7f0efafe1dc0"))).isEqualTo("-15:04:05.123456");
        assertThat(shown(column(19, "05").value("7fffff ffd8f0"))).isEqualTo("-00:00:00.01000");
        assertThat(column(11, "").value("ffffff")).isEqualTo(new TimeDatum(true, 0, 0, 1, 0, 0));
    }

    @Test
    void decodesTemporalValuesWithFractions() throws Malformed {
        assertThat(shown(column(19, "01").value("80f10514"))).isEqualTo("15:04:05.2");
        assertThat(shown(column(18, "06").value("8003820000 01e240")))
                .isEqualTo("0001-01-01 00:00:00.123456");
        assertThat(shown(column(18, "03").value("99b2c00000 04ce")))
                .isEqualTo("2024-03-00 00:00:00.123");
        assertThat(column(17, "06").value("ffffffff 0f423f"))
                .isEqualTo(new TimestampDatum(4294967295L, 999_999, 6));
        assertThat(shown(column(17, "00").value("00000000"))).isEqualTo("0000-00-00 00:00:00");
    }

    @Test
    void decodesTemporalValuesOfOldServers() throws Malformed {
        assertThat(column(7, "").value("01000000")).isEqualTo(new TimestampDatum(1, 0, 0));
        assertThat(column(12, "").value("00 00 00 00 00 00 00 00"))
                .isEqualTo(new DateTimeDatum(0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(shown(column(12, "").value("f7 7c ac 8b 68 12 00 00")))
                .isEqualTo("2024-02-29 23:59:59");
        assertThat(column(12, "").value("ffffffffffffffff")).isInstanceOf(Undecodable.class);
    }

    @Test
    void decodesMariaDbsFractionsBefore101WhereASchemaTellsTheirDigits() throws Malformed {
        Columns time = column(11, "").mariaDb();
        assertThat(shown(time.value(type(Family.TIME, "time(6)", 6), "02bf3dedbe40")))
                .isEqualTo("00:00:01.000000");
        assertThat(shown(time.value(type(Family.TIME, "time(1)", 1), "01cce05f")))
                .isEqualTo("-00:00:00.1");
        Columns stamp = column(7, "").mariaDb();
        assertThat(shown(stamp.value(type(Family.TIMESTAMP, "timestamp(2)", 2), "0000000163")))
                .isEqualTo("1970-01-01 00:00:01.99");
    }

    @Test
    void readsTextInTheCharsetOfItsCollation() throws Malformed {
        assertThat(column(15, "2800").metadata(3, "08").value("02 80 e9"))
                .isEqualTo(new TextDatum("€é", Bytes.of(Columns.hex("80e9")), "latin1"));
        assertThat(shown(column(15, "2800").metadata(3, "fcff00").value("02 c3a9"))).isEqualTo("é");
        assertThat(shown(column(254, "fe28").metadata(3, "1c").value("02 d6d0"))).isEqualTo("中");
        assertThat(shown(column(252, "02").metadata(3, "24").value("0200 8fe0"))).isEqualTo("Пр");
        assertThat(shown(column(15, "2800").value(text("utf16"), "04 d83dde00"))).isEqualTo("😀");
        assertThat(shown(column(15, "2800").value(text("swe7"), "03 7b5b5d"))).isEqualTo("äÄÅ");
    }

    @Test
    void keepsBytesWhereNobodyNamesTheCharset() throws Malformed {
        assertThat(column(15, "2800").value("02 c3a9"))
                .isEqualTo(new TextDatum("é", Bytes.of(Columns.hex("c3a9")), ""));
        assertThat(column(15, "2800").value("02 e9ff"))
                .isEqualTo(new BinaryDatum(Bytes.of(Columns.hex("e9ff"))));
    }

    @Test
    void readsCharsLongerThan255Bytes() throws Malformed {
        // CHAR(200) in utf8mb4 takes up to 800 bytes: bits 8 and 9 stand inverted in the first
        // detail byte.
        Columns wide = column(254, "ce20").metadata(3, "2d");
        assertThat(wide.sql()).isEqualTo("char(200)");
        assertThat(shown(wide.value("0300 616263"))).isEqualTo("abc");
    }

    @Test
    void putsBackTheZerosThatEndABinary() throws Malformed {
        assertThat(column(254, "fe05").metadata(3, "3f").value("02 ff01"))
                .isEqualTo(new BinaryDatum(Bytes.of(Columns.hex("ff01000000"))));
        assertThat(column(15, "0500").metadata(3, "3f").value("02 ff00"))
                .isEqualTo(new BinaryDatum(Bytes.of(Columns.hex("ff00"))));
    }

    @Test
    void namesEnumAndSetMembers() throws Malformed {
        Columns one = column(254, "f701").metadata(6, "02 01 61 02 c3a9").metadata(11, "2d");
        assertThat(one.sql()).isEqualTo("enum('a','é')");
        assertThat(one.value("02")).isEqualTo(new EnumDatum(2, "é", true));
        assertThat(one.value("00")).isEqualTo(new EnumDatum(0, "", true));
        assertThat(one.value("03")).isEqualTo(new EnumDatum(3, "", false));
        assertThat(column(254, "f702").value("2c01")).isEqualTo(new EnumDatum(300, "", false));
        Columns many = column(254, "f801").metadata(5, "02 01 61 01 62").metadata(11, "08");
        assertThat(many.value("03")).isEqualTo(new SetDatum(3, List.of("a", "b"), true));
        assertThat(many.value("00")).isEqualTo(new SetDatum(0, List.of(), true));
        assertThat(many.value("04")).isEqualTo(new SetDatum(4, List.of(), false));
        assertThat(column(254, "f808").value("0000000000000080"))
                .isEqualTo(new SetDatum(Long.MIN_VALUE, List.of(), false));
    }

    @Test
    void keepsTheSridOfAGeometry() throws Malformed {
        assertThat(column(255, "04").value("09000000 e6100000 0101000000"))
                .isEqualTo(new GeometryDatum(4326, Bytes.of(Columns.hex("0101000000"))));
        assertThat(column(255, "04").value("03000000 e61000")).isInstanceOf(Undecodable.class);
        assertThat(column(255, "04").metadata(7, "01").sql()).isEqualTo("point");
    }

    @Test
    void countsVectorsAmongCharacterColumnsOfTheMetadata() throws Malformed {
        Columns both = column(242, "04").add(15, "2800").metadata(3, "3f08").metadata(13, "03");
        assertThat(both.sql()).isEqualTo("vector(3)");
        assertThat(both.described().columns().get(1).type().charset()).isEqualTo("latin1");
        assertThat(both.map().problem()).isEmpty();
    }

    @Test
    void countsGeometriesAmongMariaDbsCharacterColumnsOfTheMetadata() throws Malformed {
        // As MariaDB 10.11 logs geometry, varchar in utf8mb4.
        Columns both = column(255, "04").add(15, "2800").metadata(3, "3f2d").mariaDb();
        assertThat(both.described().columns().get(1).type().charset()).isEqualTo("utf8mb4");
        assertThat(both.map().problem()).isEmpty();
    }

    @Test
    void printsMariaDbsAddressesAsTheServerDoes() throws Malformed {
        var inet6 = type(Family.INET, "inet6", 0);
        Columns sixteen = column(254, "fe10").mariaDb();
        assertThat(shown(sixteen.value(inet6, "00"))).isEqualTo("::");
        assertThat(shown(sixteen.value(inet6, "10 00000000000000000000000000000001")))
                .isEqualTo("::1");
        assertThat(shown(sixteen.value(inet6, "10 00000000000000000000ffff01020304")))
                .isEqualTo("::ffff:1.2.3.4");
        assertThat(shown(sixteen.value(inet6, "10 00010000000200030004000500060007")))
                .isEqualTo("1::2:3:4:5:6:7");
        assertThat(shown(sixteen.value(type(Family.UUID, "uuid", 0), "0f" + "ff".repeat(15))))
                .isEqualTo("ffffffff-ffff-ffff-ffff-ffffffffff00");
        assertThat(shown(column(254, "fe04").value(type(Family.INET, "inet4", 0), "03 010203")))
                .isEqualTo("1.2.3.0");
    }

    @Test
    void inflatesMariaDbsCompressedColumns() throws Malformed {
        Columns blob = column(140, "02").metadata(3, "3f").mariaDb();
        // A raw deflate stream of 3000 bytes, length in two bytes.
        assertThat(blob.value("1a00 8a 0bb8 edc2411100000c02a0ac6aff0eabb1071ce9a2aaaafe7e"))
                .matches(v -> v instanceof BinaryDatum b && b.bytes().length() == 3000);
        assertThat(blob.value("0200 00 78")).isEqualTo(new BinaryDatum(Bytes.of(new byte[] {'x'})));
        assertThat(blob.value("0000")).isEqualTo(new BinaryDatum(Bytes.EMPTY));
        assertThat(blob.value("0400 8a 0bb8 ff")).isInstanceOf(Undecodable.class);
        assertThat(blob.sql()).isEqualTo("blob compressed");
    }

    @Test
    void tellsAnUnknownTypeFromADamagedRow() throws Malformed {
        assertThat(column(99, "").layout().obstacle()).contains("type 99");
        assertThat(column(99, "").value("00")).isInstanceOf(Undecodable.class);
    }
}
