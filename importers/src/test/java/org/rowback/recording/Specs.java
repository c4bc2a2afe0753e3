package org.rowback.recording;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// The columns of the type matrix, by table. Every type that a server has is in one of them.
final class Specs {
    private final ServerKind kind;
    private final Map<String, List<Spec>> tables = new LinkedHashMap<>();

    private Specs(ServerKind kind) {
        this.kind = kind;
        integers();
        numbers();
        bits();
        temporal();
        texts();
        charsets();
        binaries();
        labels();
        geometries();
        if (kind.mysqlSince(800)) {
            tables.put(
                    "t_json",
                    List.of(new Spec("j", "JSON", JsonLiterals.EXTREMES, JsonLiterals::any)));
        }
        if (kind.mysqlSince(900)) {
            vectors();
        }
        if (kind.mariaSince(1011)) {
            addresses();
            compressed();
        }
    }

    /// Table name to columns beside `id`.
    static Map<String, List<Spec>> of(ServerKind kind) {
        return new Specs(kind).tables;
    }

    private void integers() {
        List<Spec> specs = new ArrayList<>();
        int[] bytes = {1, 2, 3, 4, 8};
        String[] names = {"tinyint", "smallint", "mediumint", "int", "bigint"};
        for (int i = 0; i < names.length; i++) {
            int bits = bytes[i] * 8;
            BigInteger half = BigInteger.ONE.shiftLeft(bits - 1);
            BigInteger top = half.shiftLeft(1).subtract(BigInteger.ONE);
            specs.add(
                    new Spec(
                            "i" + bits,
                            names[i],
                            List.of(
                                    half.negate().toString(),
                                    half.subtract(BigInteger.ONE).toString(),
                                    "0",
                                    "-1"),
                            r -> new BigInteger(bits, r).subtract(half).toString()));
            specs.add(
                    new Spec(
                            "u" + bits,
                            names[i] + " unsigned",
                            List.of("0", top.toString(), half.toString(), "1"),
                            r -> new BigInteger(bits, r).toString()));
        }
        specs.add(
                new Spec(
                        "z",
                        "int(8) unsigned zerofill",
                        List.of("0", "4294967295"),
                        r -> "" + r.nextInt(1000)));
        specs.add(new Spec("b", "bool", List.of("0", "1"), r -> "" + r.nextInt(2)));
        specs.add(
                new Spec(
                        "y",
                        "year",
                        List.of("0", "1901", "2155", "1970"),
                        r -> "" + (1901 + r.nextInt(255))));
        tables.put("t_int", specs);
    }

    private void numbers() {
        List<Spec> specs = new ArrayList<>();
        specs.add(
                new Spec(
                        "f",
                        "float",
                        List.of("-3.402823e38", "3.402823e38", "1.4e-45", "-0e0", "0.1"),
                        r -> "" + (float) r.nextGaussian() * 1e10));
        specs.add(
                new Spec(
                        "fu",
                        "float(9,4)",
                        List.of("0", "-99999.9999"),
                        r -> "" + r.nextInt(90000) / 7f));
        specs.add(
                new Spec(
                        "d",
                        "double",
                        List.of(
                                "-1.7976931348623157e308",
                                "1.7976931348623157e308",
                                "4.9e-324",
                                "-0e0",
                                "0.1"),
                        r -> Double.toString(Math.scalb(r.nextGaussian(), r.nextInt(1800) - 900))));
        specs.add(
                new Spec(
                        "du",
                        "double(12,3)",
                        List.of("0", "-999999999.999"),
                        r -> "" + r.nextInt() / 7.0));
        int[][] decimals = {
            {65, 30}, {10, 2}, {20, 0}, {9, 9}, {1, 0}, {4, 4}, {18, 9}, {19, 10}, {65, 0},
            {30, 30}, {38, 17}
        };
        for (int[] p : decimals) {
            BigDecimal top =
                    new BigDecimal(BigInteger.TEN.pow(p[0]).subtract(BigInteger.ONE), p[1]);
            BigDecimal least = new BigDecimal(BigInteger.ONE, p[1]);
            specs.add(
                    new Spec(
                            "d" + p[0] + "_" + p[1],
                            "decimal(" + p[0] + "," + p[1] + ")",
                            List.of(
                                    top.toPlainString(),
                                    top.negate().toPlainString(),
                                    "0",
                                    least.toPlainString(),
                                    least.negate().toPlainString()),
                            r -> decimal(r, p[0], p[1])));
        }
        specs.add(
                new Spec(
                        "du12_4",
                        "decimal(12,4) unsigned",
                        List.of("0", "99999999.9999"),
                        r -> decimal(r, 12, 4).replace("-", "")));
        tables.put("t_num", specs);
    }

    private static String decimal(Random r, int digits, int scale) {
        BigInteger unscaled = new BigInteger(1 + r.nextInt(digits * 3), r);
        unscaled = unscaled.mod(BigInteger.TEN.pow(digits));
        return new BigDecimal(r.nextBoolean() ? unscaled : unscaled.negate(), scale)
                .toPlainString();
    }

    private void bits() {
        List<Spec> specs = new ArrayList<>();
        for (int width : new int[] {1, 3, 8, 9, 16, 17, 33, 47, 63, 64}) {
            specs.add(
                    new Spec(
                            "b" + width,
                            "bit(" + width + ")",
                            List.of(
                                    "b'0'",
                                    "b'" + "1".repeat(width) + "'",
                                    "b'1" + "0".repeat(width - 1) + "'",
                                    "b'1'"),
                            r -> "b'" + new BigInteger(width, r).toString(2) + "'"));
        }
        tables.put("t_bit", specs);
    }

    private void temporal() {
        List<Spec> specs = new ArrayList<>();
        specs.add(
                new Spec(
                        "d",
                        "date",
                        List.of(
                                "'0000-00-00'",
                                "'9999-12-31'",
                                "'1000-01-01'",
                                "'2024-00-00'",
                                "'2024-11-00'",
                                "'0000-11-30'",
                                "'0001-01-01'"),
                        r -> "'" + date(r) + "'"));
        for (int fsp = 0; fsp <= 6; fsp++) {
            int digits = fsp;
            specs.add(
                    new Spec(
                            "t" + fsp,
                            "time(" + fsp + ")",
                            List.of(
                                    "'-838:59:59'",
                                    "'838:59:59'",
                                    "'-00:00:00.999999'",
                                    "'00:00:00'",
                                    "'-00:00:01.100000'",
                                    "'-01:00:00.000001'",
                                    "'-12:34:56.780000'"),
                            r -> "'" + (r.nextBoolean() ? "-" : "") + time(r, 838, digits) + "'"));
            specs.add(
                    new Spec(
                            "dt" + fsp,
                            "datetime(" + fsp + ")",
                            List.of(
                                    "'0000-00-00 00:00:00'",
                                    "'9999-12-31 23:59:59'",
                                    "'1000-01-01 00:00:00.000001'",
                                    "'2024-00-00 10:11:12'",
                                    "'2024-02-00 00:00:01.5'",
                                    "'0001-01-01 00:00:00'"),
                            r -> "'" + date(r) + " " + time(r, 24, digits) + "'"));
            specs.add(
                    new Spec(
                            "ts" + fsp,
                            "timestamp(" + fsp + ") null default null",
                            List.of(
                                    "'0000-00-00 00:00:00'",
                                    "'2038-01-19 03:14:07'",
                                    "'1970-01-01 00:00:01'",
                                    "'2024-03-31 01:30:00.999999'"),
                            r ->
                                    "'"
                                            + (1971 + r.nextInt(66))
                                            + date(r).substring(4)
                                            + " "
                                            + time(r, 24, digits)
                                            + "'"));
        }
        tables.put("t_time", specs);
    }

    private static String date(Random r) {
        return String.format(
                Locale.ROOT,
                "%04d-%02d-%02d",
                1000 + r.nextInt(9000),
                1 + r.nextInt(12),
                1 + r.nextInt(28));
    }

    private static String time(Random r, int hours, int digits) {
        String fraction = String.format(Locale.ROOT, "%06d", r.nextInt(1_000_000));
        return String.format(
                        Locale.ROOT,
                        "%02d:%02d:%02d",
                        r.nextInt(hours),
                        r.nextInt(60),
                        r.nextInt(60))
                + (digits == 0 ? "" : "." + fraction.substring(0, digits));
    }

    private static final String WILD =
            "aZ09 ';\\\"%_`\n"
                    + "\t\u00e9\u00df\u0416\u4e2d\u65e5\u20ac\u05d0\u0e01\ud83d\ude00\ud83e\udd8a";

    private static String text(Random r, String alphabet, int atMost) {
        int[] points = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int left = r.nextInt(atMost + 1); left > 0; left--) {
            text.appendCodePoint(points[r.nextInt(points.length)]);
        }
        return utf8(text.toString());
    }

    static String utf8(String text) {
        return text.isEmpty()
                ? "''"
                : "_utf8mb4 x'"
                        + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8))
                        + "'";
    }

    private void texts() {
        List<Spec> specs = new ArrayList<>();
        Map<String, Integer> types = new LinkedHashMap<>();
        types.put("char(10)", 10);
        types.put("char(255)", 200);
        types.put("varchar(10)", 10);
        types.put("varchar(63)", 63);
        types.put("varchar(64)", 64);
        types.put("varchar(300)", 290);
        types.put("tinytext", 50);
        types.put("text", 400);
        types.put("mediumtext", 400);
        types.put("longtext", 400);
        int n = 0;
        for (var type : types.entrySet()) {
            boolean large = type.getKey().equals("mediumtext") || type.getKey().equals("longtext");
            specs.add(
                    new Spec(
                            "c" + n++,
                            type.getKey() + " character set utf8mb4",
                            List.of(
                                    "''",
                                    "'trailing  '",
                                    large ? "REPEAT('long', 17000)" : "'0'",
                                    "NULL"),
                            r -> text(r, WILD, type.getValue())));
        }
        specs.add(
                new Spec(
                        "u3",
                        "varchar(80) character set utf8",
                        List.of("''"),
                        r -> text(r, "ab\u00e9\u0416\u4e2d", 80)));
        specs.add(
                new Spec(
                        "cu3",
                        "char(200) character set utf8",
                        List.of("''"),
                        r -> text(r, "ab\u00e9\u0416\u4e2d", 100)));
        specs.add(
                new Spec(
                        "l1",
                        "char(20) character set latin1",
                        List.of("''", "'x '"),
                        r -> text(r, "ab\u00e9\u00df\u20ac", 20)));
        specs.add(
                new Spec(
                        "v255",
                        "varchar(255) character set latin1",
                        List.of("REPEAT('v',255)"),
                        r -> text(r, "ab\u00e9\u00df\u20ac", 20)));
        specs.add(
                new Spec(
                        "v256",
                        "varchar(256) character set latin1",
                        List.of("REPEAT('v',256)"),
                        r -> text(r, "ab\u00e9\u00df\u20ac", 20)));
        tables.put("t_text", specs);
    }

    private void charsets() {
        String[] narrow =
                ("latin1 latin2 latin5 latin7 cp850 cp852 cp866 cp1250 cp1251 cp1256 cp1257 koi8r"
                     + " koi8u greek hebrew tis620 ascii macroman macce dec8 hp8 swe7 keybcs2"
                     + " armscii8 geostd8")
                        .split(" ");
        List<Spec> specs = new ArrayList<>();
        for (String charset : narrow) {
            List<String> chunks = new ArrayList<>();
            for (int from = 1; from < 256; from += 51) {
                StringBuilder hex = new StringBuilder();
                for (int b = from; b < Math.min(256, from + 51); b++) {
                    if (!charset.equals("ascii") && !charset.equals("swe7") || b < 128) {
                        hex.append(String.format(Locale.ROOT, "%02x", b));
                    }
                }
                chunks.add(hex.isEmpty() ? "''" : "_" + charset + " x'" + hex + "'");
            }
            specs.add(
                    new Spec(
                            charset,
                            "varchar(60) character set " + charset,
                            chunks,
                            r -> chunks.get(r.nextInt(5))));
        }
        tables.put("t_narrow", specs);

        List<Spec> wide = new ArrayList<>();
        Map<String, String> alphabets = new LinkedHashMap<>();
        alphabets.put("gbk", "a1\u4e2d\u6587\u6570\u636e\u20ac\uff01");
        alphabets.put("gb2312", "a1\u4e2d\u6587\u6570\u636e");
        alphabets.put("big5", "a1\u4e2d\u6587\u8cc7\u6599");
        alphabets.put("sjis", "a1\\\u65e5\u672c\u8a9e\uff76\u8868\u80fd");
        alphabets.put("cp932", "a1\\\u65e5\u672c\u8a9e\uff76\u8868\u2460\u9ad9");
        alphabets.put("ujis", "a1\u65e5\u672c\u8a9e\uff76\u8868");
        alphabets.put("eucjpms", "a1\u65e5\u672c\u8a9e\uff76\u2460");
        alphabets.put("euckr", "a1\ud55c\uad6d\uc5b4");
        alphabets.put("ucs2", "a1\u00e9\u4e2d\u20ac");
        alphabets.put("utf16", "a1\u00e9\u4e2d\ud83d\ude00");
        alphabets.put("utf16le", "a1\u00e9\u4e2d\ud83d\ude00");
        alphabets.put("utf32", "a1\u00e9\u4e2d\ud83d\ude00");
        alphabets.put("utf8", "a1\u00e9\u4e2d");
        alphabets.put("utf8mb4", "a1\u00e9\u4e2d\ud83d\ude00");
        if (kind.mysqlSince(800)) {
            alphabets.put("gb18030", "a1\u4e2d\u6587\u00e9\ud83d\ude00\u20ac");
        }
        alphabets.forEach(
                (charset, alphabet) -> {
                    wide.add(
                            new Spec(
                                    "v_" + charset,
                                    "varchar(40) character set " + charset,
                                    List.of("''", utf8(alphabet)),
                                    r -> text(r, alphabet, 40)));
                    wide.add(
                            new Spec(
                                    "c_" + charset,
                                    "char(20) character set " + charset,
                                    List.of("''", utf8(alphabet), "'x  '"),
                                    r -> text(r, alphabet, 20)));
                    wide.add(
                            new Spec(
                                    "t_" + charset,
                                    "text character set " + charset,
                                    List.of("''", utf8(alphabet)),
                                    r -> text(r, alphabet, 60)));
                });
        tables.put("t_wide", wide);
    }

    private static String bytes(Random r, int atMost) {
        byte[] bytes = new byte[r.nextInt(atMost + 1)];
        r.nextBytes(bytes);
        return "x'" + HexFormat.of().formatHex(bytes) + "'";
    }

    private void binaries() {
        List<Spec> specs = new ArrayList<>();
        Map<String, Integer> types = new LinkedHashMap<>();
        types.put("binary(1)", 1);
        types.put("binary(10)", 10);
        types.put("binary(255)", 60);
        types.put("varbinary(10)", 10);
        types.put("varbinary(255)", 60);
        types.put("varbinary(256)", 60);
        types.put("varbinary(3000)", 60);
        types.put("tinyblob", 100);
        types.put("blob", 200);
        types.put("mediumblob", 200);
        types.put("longblob", 200);
        types.put("char(12) character set binary", 12);
        types.put("varchar(12) character set binary", 12);
        int n = 0;
        for (var type : types.entrySet()) {
            boolean large = type.getKey().equals("mediumblob") || type.getKey().equals("longblob");
            specs.add(
                    new Spec(
                            "b" + n++,
                            type.getKey(),
                            List.of(
                                    "''",
                                    "x'00'",
                                    large ? "REPEAT(x'00ff20', 23000)" : "x'20'",
                                    type.getValue() > 4 ? "x'61000000'" : "x'61'",
                                    type.getValue() > 4 ? "x'6100202000'" : "x'ff'"),
                            r -> bytes(r, type.getValue())));
        }
        tables.put("t_bin", specs);
    }

    private void labels() {
        List<Spec> specs = new ArrayList<>();
        specs.add(
                new Spec(
                        "e",
                        "enum('a','b','c with ''quote''','d,comma')",
                        List.of("'a'", "0", "4"),
                        r -> "" + (1 + r.nextInt(4))));
        StringBuilder many = new StringBuilder("enum(");
        for (int i = 1; i <= 300; i++) {
            many.append(i == 1 ? "" : ",").append("'m").append(i).append('\'');
        }
        specs.add(
                new Spec(
                        "e300",
                        many + ")",
                        List.of("1", "255", "256", "300", "0"),
                        r -> "" + (1 + r.nextInt(300))));
        specs.add(
                new Spec(
                        "el",
                        "enum('caf\u00e9','\u00df','') character set latin1",
                        List.of("1", "2", "3"),
                        r -> "" + (1 + r.nextInt(3))));
        specs.add(
                new Spec(
                        "eu",
                        "enum('\u4e2d','\ud83d\ude00') character set utf8mb4",
                        List.of("1", "2"),
                        r -> "" + (1 + r.nextInt(2))));
        for (int members : new int[] {3, 8, 9, 24, 33, 64}) {
            StringBuilder set = new StringBuilder("set(");
            for (int i = 1; i <= members; i++) {
                set.append(i == 1 ? "" : ",").append("'s").append(i).append('\'');
            }
            BigInteger all = BigInteger.ONE.shiftLeft(members).subtract(BigInteger.ONE);
            specs.add(
                    new Spec(
                            "s" + members,
                            set + ")",
                            List.of(
                                    "0",
                                    all.toString(),
                                    "1",
                                    BigInteger.ONE.shiftLeft(members - 1).toString()),
                            r -> new BigInteger(members, r).toString()));
        }
        tables.put("t_label", specs);
    }

    private void geometries() {
        List<Spec> specs = new ArrayList<>();
        Map<String, String> shapes = new LinkedHashMap<>();
        shapes.put("point", "POINT(1.5 -2.25)");
        shapes.put("linestring", "LINESTRING(0 0,1 1,2.5 3)");
        shapes.put("polygon", "POLYGON((0 0,10 0,10 10,0 10,0 0),(2 2,4 2,4 4,2 4,2 2))");
        shapes.put("multipoint", "MULTIPOINT(0 0,5 5)");
        shapes.put("multilinestring", "MULTILINESTRING((0 0,1 1),(2 2,3 3))");
        shapes.put("multipolygon", "MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))");
        shapes.put("geometrycollection", "GEOMETRYCOLLECTION(POINT(1 1),LINESTRING(0 0,1 1))");
        List<String> all = new ArrayList<>();
        shapes.forEach(
                (type, wkt) -> {
                    String literal = "ST_GeomFromText('" + wkt + "')";
                    String withSrid = "ST_GeomFromText('" + wkt + "',4326)";
                    all.add(literal);
                    all.add(withSrid);
                    specs.add(
                            new Spec(
                                    "g_" + type,
                                    type,
                                    List.of(literal, withSrid),
                                    r -> r.nextBoolean() ? literal : withSrid));
                });
        specs.add(
                new Spec(
                        "g",
                        "geometry",
                        all,
                        r ->
                                "ST_GeomFromText('POINT("
                                        + r.nextInt(80)
                                        + " "
                                        + r.nextGaussian()
                                        + ")',4326)"));
        tables.put("t_geo", specs);
    }

    private void vectors() {
        tables.put(
                "t_vector",
                List.of(
                        new Spec(
                                "v",
                                "vector(4)",
                                List.of(
                                        "STRING_TO_VECTOR('[1,2,3,4]')",
                                        "STRING_TO_VECTOR('[-0,0.1,3.4e38]')"),
                                r ->
                                        "STRING_TO_VECTOR('["
                                                + r.nextFloat()
                                                + ","
                                                + r.nextFloat()
                                                + "]')"),
                        new Spec(
                                "vd",
                                "vector",
                                List.of("STRING_TO_VECTOR('[1]')"),
                                r -> "STRING_TO_VECTOR('[" + r.nextFloat() + "]')")));
    }

    private void addresses() {
        tables.put(
                "t_address",
                List.of(
                        new Spec(
                                "u",
                                "uuid",
                                List.of(
                                        "'00000000-0000-0000-0000-000000000000'",
                                        "'ffffffff-ffff-ffff-ffff-ffffffffffff'",
                                        "'123e4567-e89b-12d3-a456-426655440000'"),
                                r -> "'" + new java.util.UUID(r.nextLong(), r.nextLong()) + "'"),
                        new Spec(
                                "i4",
                                "inet4",
                                List.of("'0.0.0.0'", "'255.255.255.255'"),
                                r -> "'10." + r.nextInt(256) + "." + r.nextInt(256) + ".1'"),
                        new Spec(
                                "i6",
                                "inet6",
                                List.of(
                                        "'::'",
                                        "'::ffff:10.1.2.3'",
                                        "'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'",
                                        "'2001:db8::1'",
                                        "'::10.0.0.1'"),
                                r ->
                                        "'2001:db8:"
                                                + Integer.toHexString(r.nextInt(65536))
                                                + "::"
                                                + Integer.toHexString(r.nextInt(65536))
                                                + ":0:1'"),
                        new Spec(
                                "j",
                                "json",
                                List.of("'{\"a\":[1,2.50,null]}'"),
                                r -> "'[" + r.nextInt() + "]'")));
    }

    private void compressed() {
        List<Spec> specs = new ArrayList<>();
        String[] types = {
            "varchar(1000) compressed",
            "text compressed",
            "longtext compressed",
            "varbinary(1000) compressed",
            "blob compressed",
            "tinytext compressed character set latin1"
        };
        for (int i = 0; i < types.length; i++) {
            String type = types[i];
            boolean binary = type.contains("b");
            int size = type.startsWith("tiny") ? 20 : 90;
            specs.add(
                    new Spec(
                            "c" + i,
                            type.startsWith("varchar") || type.equals("text compressed")
                                    ? type + " character set utf8mb4"
                                    : type,
                            List.of(
                                    "''",
                                    "'short'",
                                    "REPEAT('compress me ', " + size / 10 * 2 + ")",
                                    "REPEAT('x', " + size * 2 + ")"),
                            r ->
                                    binary
                                            ? bytes(r, size)
                                            : "REPEAT('ab"
                                                    + r.nextInt(99)
                                                    + "', "
                                                    + r.nextInt(size / 2)
                                                    + ")"));
        }
        tables.put("t_compressed", specs);
    }
}
