package org.rowback.importers.mysql.row;

import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/// A column type with six values, each as it is printed and as the tests' own encoder writes it.
record Sample(int type, String detail, ColumnType declared, List<Value> values) {
    record Value(String text, byte[] bytes) {}

    Value value(int index) {
        return values.get(index);
    }

    private static final Random RANDOM = new Random(20261121);

    static List<Sample> all() {
        List<Sample> all = new ArrayList<>();
        int[] widths = {1, 2, 3, 4, 8};
        int[] codes = {1, 2, 9, 3, 8};
        for (int i = 0; i < widths.length; i++) {
            int bits = 8 * widths[i];
            all.add(integers(codes[i], bits, false));
            all.add(integers(codes[i], bits, true));
        }
        for (int[] p : new int[][] {{1, 0}, {9, 9}, {10, 2}, {18, 9}, {19, 3}, {65, 30}, {65, 0}}) {
            all.add(decimals(p[0], p[1]));
        }
        for (int digits = 0; digits <= 6; digits++) {
            all.add(times(digits));
            all.add(datetimes(digits));
        }
        all.add(strings(15, "ff00", 1, "latin1", StandardCharsets.ISO_8859_1));
        all.add(strings(15, "0001", 2, "utf8mb4", StandardCharsets.UTF_8));
        all.add(strings(254, "fe50", 1, "utf8mb3", StandardCharsets.UTF_8));
        all.add(strings(252, "01", 1, "ascii", StandardCharsets.US_ASCII));
        all.add(strings(252, "02", 2, "utf16", StandardCharsets.UTF_16BE));
        all.add(strings(252, "03", 3, "ucs2", StandardCharsets.UTF_16BE));
        all.add(strings(252, "04", 4, "utf8mb4", StandardCharsets.UTF_8));
        return all;
    }

    private static Sample six(
            int type, String detail, ColumnType declared, Function<Integer, Value> value) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            values.add(value.apply(i));
        }
        return new Sample(type, detail, declared, values);
    }

    private static ColumnType type(Family family, boolean unsigned, String charset) {
        return new ColumnType(
                family.name() + " " + charset, family, unsigned, charset, List.of(), 0);
    }

    private static Sample integers(int code, int bits, boolean unsigned) {
        return six(
                code,
                "",
                type(Family.INTEGER, unsigned, ""),
                _ -> {
                    BigInteger n = new BigInteger(bits, RANDOM);
                    byte[] bytes = littleEndian(n, bits / 8);
                    boolean negative = !unsigned && n.testBit(bits - 1);
                    BigInteger value = negative ? n.subtract(BigInteger.ONE.shiftLeft(bits)) : n;
                    return new Value(value.toString(), bytes);
                });
    }

    /// Nine digits at a time, the odd ones first and last, as the format wants them.
    private static Sample decimals(int precision, int scale) {
        return six(
                246,
                String.format("%02x%02x", precision, scale),
                type(Family.DECIMAL, false, ""),
                i -> {
                    StringBuilder digits = new StringBuilder();
                    while (digits.length() < precision) {
                        digits.append(RANDOM.nextInt(10));
                    }
                    BigDecimal value = new BigDecimal(new BigInteger(digits.toString()), scale);
                    boolean negative = i % 2 == 1 && value.signum() != 0;
                    var groups = new ArrayList<Byte>();
                    String whole = digits.substring(0, precision - scale);
                    String fraction = digits.substring(precision - scale);
                    int odd = whole.length() % 9;
                    group(groups, whole.substring(0, odd));
                    for (int at = odd; at < whole.length(); at += 9) {
                        group(groups, whole.substring(at, at + 9));
                    }
                    int at = 0;
                    for (; at + 9 <= fraction.length(); at += 9) {
                        group(groups, fraction.substring(at, at + 9));
                    }
                    group(groups, fraction.substring(at));
                    byte[] bytes = new byte[groups.size()];
                    for (int k = 0; k < bytes.length; k++) {
                        bytes[k] = (byte) (negative ? ~groups.get(k) : groups.get(k));
                    }
                    bytes[0] ^= (byte) 0x80;
                    return new Value((negative ? value.negate() : value).toPlainString(), bytes);
                });
    }

    private static void group(List<Byte> out, String digits) {
        int[] bytesOf = {0, 1, 1, 2, 2, 3, 3, 4, 4, 4};
        int number = digits.isEmpty() ? 0 : Integer.parseInt(digits);
        for (int i = bytesOf[digits.length()] - 1; i >= 0; i--) {
            out.add((byte) (number >> (8 * i)));
        }
    }

    private static Sample times(int digits) {
        return six(
                19,
                String.format("%02x", digits),
                type(Family.TIME, false, ""),
                i -> {
                    int h = RANDOM.nextInt(839);
                    int m = RANDOM.nextInt(60);
                    int s = RANDOM.nextInt(60);
                    String fraction = fraction(digits);
                    boolean negative = i % 2 == 1;
                    int places = (digits + 1) / 2 * 2;
                    long integer = (long) h << 12 | m << 6 | s;
                    long packed = (integer << (4 * places)) + units(fraction, places);
                    packed = (negative ? -packed : packed) + (1L << (23 + 4 * places));
                    String text =
                            String.format("%s%02d:%02d:%02d", negative ? "-" : "", h, m, s)
                                    + (digits > 0 ? "." + fraction : "");
                    return new Value(text, bigEndian(packed, 3 + places / 2));
                });
    }

    private static Sample datetimes(int digits) {
        return six(
                18,
                String.format("%02x", digits),
                type(Family.DATETIME, false, ""),
                _ -> {
                    int year = RANDOM.nextInt(10_000);
                    int month = RANDOM.nextInt(13);
                    int day = RANDOM.nextInt(32);
                    int h = RANDOM.nextInt(24);
                    int m = RANDOM.nextInt(60);
                    int s = RANDOM.nextInt(60);
                    String fraction = fraction(digits);
                    int places = (digits + 1) / 2 * 2;
                    long integer =
                            ((year * 13L + month) << 22)
                                    + ((long) day << 17 | (long) h << 12 | m << 6 | s)
                                    + (1L << 39);
                    byte[] bytes = Arrays.copyOf(bigEndian(integer, 5), 5 + places / 2);
                    byte[] tail = bigEndian(units(fraction, places), places / 2);
                    System.arraycopy(tail, 0, bytes, 5, tail.length);
                    String text =
                            String.format(
                                            "%04d-%02d-%02d %02d:%02d:%02d",
                                            year, month, day, h, m, s)
                                    + (digits > 0 ? "." + fraction : "");
                    return new Value(text, bytes);
                });
    }

    private static String fraction(int digits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            text.append(RANDOM.nextInt(10));
        }
        return text.toString();
    }

    private static long units(String fraction, int places) {
        return places == 0 ? 0 : Long.parseLong(fraction + "0".repeat(places - fraction.length()));
    }

    private static Sample strings(
            int code, String detail, int prefix, String charset, Charset java) {
        String[] texts = {"", "a", "key-0001", "plain ascii text of some length", "x y", "Z"};
        String[] beyond = {"", "é", "grün", "naïve café", "ß", "ÿ"};
        return six(
                code,
                detail,
                type(Family.TEXT, false, charset),
                i -> {
                    boolean ascii = java.equals(StandardCharsets.US_ASCII) || i % 2 == 0;
                    String text = ascii ? texts[i] : beyond[i];
                    byte[] content = text.getBytes(java);
                    byte[] bytes = new byte[prefix + content.length];
                    for (int k = 0; k < prefix; k++) {
                        bytes[k] = (byte) (content.length >> (8 * k));
                    }
                    System.arraycopy(content, 0, bytes, prefix, content.length);
                    return new Value(text, bytes);
                });
    }

    private static byte[] littleEndian(BigInteger value, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = value.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    private static byte[] bigEndian(long value, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (value >> (8 * (length - 1 - i)));
        }
        return bytes;
    }
}
