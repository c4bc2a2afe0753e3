package org.rowback.importers.postgres.heap.value;

import org.rowback.importers.content.LittleEndian;

/// `numeric`: a header, then digits of base 10000, the highest first.
///
/// | header | form |
/// |---|---|
/// | `00ss ssss ssss ssss`, `01…` | long: sign, 14 bits fraction digits; then 2 bytes weight of the first digit |
/// | `10nd dddd dwww wwww` | short: sign, 6 bits fraction digits, 7 bits weight |
/// | `1100…` NaN, `1101…` Infinity, `1111…` -Infinity | |
///
/// Little-endian. Source: PostgreSQL 18 `src/backend/utils/adt/numeric.c`.
final class Numerics extends DiskType {
    private static final int DIGITS = 4;

    Numerics() {
        super(-1, 'i');
    }

    @Override
    public void print(
            StringBuilder out, byte[] value, int at, int end, java.nio.charset.Charset charset)
            throws MalformedValue {
        print(out, value, at, end);
    }

    static void print(StringBuilder out, byte[] value, int at, int end) throws MalformedValue {
        int header = LittleEndian.u16(value, at);
        switch (header & 0xF000) {
            case 0xC000 -> {
                out.append("NaN");
                return;
            }
            case 0xD000 -> {
                out.append("Infinity");
                return;
            }
            case 0xF000 -> {
                out.append("-Infinity");
                return;
            }
            default -> {}
        }
        boolean small = (header & 0x8000) != 0;
        boolean negative = (header & (small ? 0x2000 : 0x4000)) != 0;
        int scale = small ? (header & 0x1F80) >> 7 : header & 0x3FFF;
        int weight =
                small
                        ? ((header & 0x40) != 0 ? -64 : 0) | (header & 0x3F)
                        : (short) LittleEndian.u16(value, at + 2);
        int digits = at + (small ? 2 : 4);
        if ((end - digits) % 2 != 0) {
            throw new MalformedValue("a numeric with half a digit");
        }
        int count = (end - digits) / 2;
        if (negative) {
            out.append('-');
        }
        if (weight < 0) {
            out.append('0');
        }
        for (int i = 0; i <= weight; i++) {
            String group = Integer.toString(digit(value, digits, count, i));
            out.append(i == 0 ? group : "0".repeat(DIGITS - group.length()) + group);
        }
        if (scale > 0) {
            out.append('.');
            int from = out.length();
            for (int i = weight + 1; out.length() - from < scale; i++) {
                String group = Integer.toString(digit(value, digits, count, i));
                out.append("0".repeat(DIGITS - group.length())).append(group);
            }
            out.setLength(from + scale);
        }
    }

    private static int digit(byte[] value, int digits, int count, int index) throws MalformedValue {
        if (index < 0 || index >= count) {
            return 0;
        }
        int digit = LittleEndian.u16(value, digits + 2 * index);
        if (digit > 9999) {
            throw new MalformedValue("a numeric with a digit above 9999");
        }
        return digit;
    }
}
