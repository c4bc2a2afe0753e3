package org.rowback.recording;

import java.util.List;
import java.util.Random;

/// JSON documents as SQL expressions: every kind of value that MySQL's binary form has.
final class JsonLiterals {
    private JsonLiterals() {}

    static final List<String> EXTREMES =
            List.of(
                    "'null'",
                    "'true'",
                    "'{}'",
                    "'[]'",
                    "'\"\"'",
                    "'[-32768,32767,65535,-2147483648,2147483647,4294967295,-9223372036854775808,9223372036854775807,18446744073709551615]'",
                    "'[0.1,1e100,-1e-300,1.7976931348623157e308,4.9e-324,-0.0,1.0,3.5,100000000000000000000,1e15,1e16,123456789012345680]'",
                    "JSON_ARRAY(CAST('12345678901234567890.123456789' AS DECIMAL(65,30)),"
                            + " CAST('-0.50' AS DECIMAL(5,2)), CAST(0 AS DECIMAL(1,0)))",
                    "JSON_OBJECT('d',CAST('2024-02-29' AS DATE),'t',CAST('-12:34:56.789' AS"
                            + " TIME(6)),'dt',CAST('2024-02-29 23:59:59.000001' AS"
                            + " DATETIME(6)),'ts',TIMESTAMP('2001-01-01 00:00:00'))",
                    "JSON_OBJECT('bit',b'1010','blob',x'00ff7f','bin',CAST('abc' AS"
                            + " BINARY),'year',CAST(2024 AS YEAR))",
                    "JSON_OBJECT('geo',ST_GeomFromText('POINT(1 2)'))",
                    "JSON_ARRAY(REPEAT('a',127),REPEAT('b',128),REPEAT('c',16383),REPEAT('d',16384))",
                    "JSON_OBJECT('big',REPEAT('x',70000),'n',1,'deep',JSON_ARRAY(1,JSON_OBJECT('k','v')))",
                    "JSON_ARRAY(JSON_ARRAY(REPEAT('y',66000),true,null,12,-12,70000,1.5),JSON_OBJECT())",
                    Specs.utf8(
                            "{\"\u00e9\":\"\ud83d\ude00\",\"quote\\\"\":\"\\\\ \\u0001 \\n"
                                    + "\\t/\",\"\":0,\"long key that is longer than others\":[1]}"),
                    "'{\"a\":{\"b\":{\"c\":[{\"d\":[[[1]]]}]}},\"z\":[true,false,null]}'",
                    "JSON_ARRAY(CAST('838:59:59' AS TIME), CAST('00:00:00' AS TIME),"
                            + " CAST('-00:00:00.5' AS TIME(1)), CAST('9999-12-31 23:59:59' AS"
                            + " DATETIME))");

    static String any(Random random) {
        return "CAST(" + Specs.utf8(value(random, 3)) + " AS JSON)";
    }

    private static String value(Random r, int depth) {
        return switch (r.nextInt(depth == 0 ? 6 : 9)) {
            case 0 -> "null";
            case 1 -> r.nextBoolean() ? "true" : "false";
            case 2 -> Integer.toString(r.nextInt() >> r.nextInt(31));
            case 3 -> Long.toString(r.nextLong());
            case 4 -> Double.toString(r.nextGaussian() * Math.pow(10, r.nextInt(40) - 20));
            case 5 -> string(r);
            case 6, 7 -> object(r, depth - 1);
            default -> array(r, depth - 1);
        };
    }

    private static String object(Random r, int depth) {
        StringBuilder out = new StringBuilder("{");
        int members = r.nextInt(6);
        for (int i = 0; i < members; i++) {
            out.append(i == 0 ? "" : ",")
                    .append("\"k")
                    .append(r.nextInt(20))
                    .append("\":")
                    .append(value(r, depth));
        }
        return out.append('}').toString();
    }

    private static String array(Random r, int depth) {
        StringBuilder out = new StringBuilder("[");
        int members = r.nextInt(6);
        for (int i = 0; i < members; i++) {
            out.append(i == 0 ? "" : ",").append(value(r, depth));
        }
        return out.append(']').toString();
    }

    private static String string(Random r) {
        String[] some = {
            "",
            "a",
            "\u00e9t\u00e9",
            "\ud83e\udd8a fox",
            "it's",
            "tab\\t",
            "quote \\\" back \\\\",
            "\\u0007 bell",
            "</script>"
        };
        return "\"" + some[r.nextInt(some.length)] + r.nextInt(100) + "\"";
    }
}
