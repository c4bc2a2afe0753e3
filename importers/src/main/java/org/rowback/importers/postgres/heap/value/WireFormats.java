package org.rowback.importers.postgres.heap.value;

import org.rowback.importers.content.LittleEndian;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// PostgreSQL's own types that hold no others, as their send functions write them.
///
/// Most are the fields that lie on disk, in the same order and big-endian: those are turned round and printed as from
/// disk. The others:
///
/// | type | bytes, big-endian |
/// |---|---|
/// | text, varchar, char, name, json, xml, refcursor | the text |
/// | jsonb, jsonpath | 1 version (1), then the text |
/// | bytea, uuid, macaddr, macaddr8 | the bytes |
/// | numeric | 2 how many digits, 2 weight, 2 sign, 2 fraction digits, then digits of base 10000, 2 each |
/// | inet, cidr | 1 family, 1 bits of the netmask, 1 whether cidr, 1 bytes of address, address |
/// | bit, bit varying | 4 how many bits, then the bits, the first highest |
/// | tid | 4 block, 2 line pointer |
/// | path | 1 whether it is closed, 4 how many points, points of 8 and 8 |
/// | polygon | 4 how many points, points of 8 and 8 |
/// | tsvector | 4 how many lexemes, for each: the text, 0, 2 how many positions, 2 each |
/// | tsquery | 4 how many items, for each 1 kind: 1 operand (1 weights, 1 prefix, text, 0), 2 operator (1 which; of a phrase 2 distance) |
/// | txid_snapshot, pg_snapshot | 4 how many, 8 lowest, 8 next, 8 each |
/// | int2vector, oidvector | as arrays of their elements |
///
/// Source: PostgreSQL 18 the `…send` functions in `src/backend/utils/adt`.
final class WireFormats {
    private static final Set<Long> TEXT =
            Set.of(19L, 25L, 114L, 142L, 194L, 705L, 1042L, 1043L, 1790L, 2275L);
    private static final Set<Long> BYTES = Set.of(16L, 18L, 774L, 829L, 2950L);
    private static final Map<Long, int[]> FIELDS = new HashMap<>();

    static {
        fields("21", 2);
        fields("23 26 28 29 700 1082", 4);
        fields("24 2202 2203 2204 2205 2206 3734 3769 4089 4096 4191", 4);
        fields("20 701 790 1083 1114 1184 3220 5069", 8);
        fields("1186", 8, 4, 4);
        fields("1266", 8, 4);
        fields("600", 8, 8);
        fields("628 718", 8, 8, 8);
        fields("601 603", 8, 8, 8, 8);
    }

    private WireFormats() {}

    private static void fields(String oids, int... widths) {
        for (String oid : oids.split(" ")) {
            FIELDS.put(Long.valueOf(oid), widths);
        }
    }

    /// Whether the bytes are the text.
    static boolean isText(long oid) {
        return TEXT.contains(oid);
    }

    /// Prints a value.
    ///
    /// @return false where the type is not one of these
    static boolean print(StringBuilder out, long oid, ByteBuffer in) throws MalformedValue {
        int[] fields = FIELDS.get(oid);
        if (fields != null) {
            disk(out, oid, turned(in, fields));
            return true;
        }
        if (isText(oid)) {
            out.append(characters(in));
            return true;
        }
        if (BYTES.contains(oid)) {
            int length = DiskFormats.get(oid).orElseThrow().length();
            byte[] value = new byte[length];
            in.get(value);
            disk(out, oid, value);
            return true;
        }
        switch ((int) oid) {
            case 17 -> {
                byte[] value = rest(in);
                Bits.hex(out.append("\\x"), value, 0, value.length);
            }
            case 22, 30 -> vector(out, in, oid == 22 ? 21 : 26);
            case 27 ->
                    out.append('(')
                            .append(in.getInt() & 0xFFFF_FFFFL)
                            .append(',')
                            .append(in.getShort() & 0xFFFF)
                            .append(')');
            case 602 -> path(out, in);
            case 604 -> {
                out.append('(');
                points(out, in);
                out.append(')');
            }
            case 650, 869 -> network(out, oid, in);
            case 1560, 1562 -> {
                byte[] value = new byte[in.remaining()];
                LittleEndian.put32(value, 0, in.getInt());
                in.get(value, 4, value.length - 4);
                disk(out, oid, value);
            }
            case 1700 -> numeric(out, in);
            case 2970, 5038 -> snapshot(out, oid, in);
            case 3614 -> WireTextSearch.vector(out, in);
            case 3615 -> WireTextSearch.query(out, in);
            case 3802, 4072 -> {
                int version = in.get();
                if (version != 1) {
                    throw new MalformedValue("json of the unknown version " + version);
                }
                out.append(characters(in));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void disk(StringBuilder out, long oid, byte[] value) throws MalformedValue {
        DiskFormats.get(oid)
                .orElseThrow()
                .print(out, value, 0, value.length, StandardCharsets.UTF_8);
    }

    private static byte[] turned(ByteBuffer in, int... widths) {
        int length = java.util.Arrays.stream(widths).sum();
        byte[] value = new byte[length];
        int at = 0;
        for (int width : widths) {
            for (int i = width - 1; i >= 0; i--) {
                value[at + i] = in.get();
            }
            at += width;
        }
        return value;
    }

    private static byte[] rest(ByteBuffer in) {
        byte[] value = new byte[in.remaining()];
        in.get(value);
        return value;
    }

    /// All that is left, as text.
    static String characters(ByteBuffer in) throws MalformedValue {
        byte[] value = rest(in);
        return DiskType.characters(value, 0, value.length, StandardCharsets.UTF_8);
    }

    /// Text up to a zero.
    static String string(ByteBuffer in) throws MalformedValue {
        int from = in.position();
        int end = from;
        while (in.get(end) != 0) {
            end++;
        }
        byte[] value = new byte[end - from];
        in.get(value);
        in.get();
        return DiskType.characters(value, 0, value.length, StandardCharsets.UTF_8);
    }

    private static void vector(StringBuilder out, ByteBuffer in, long element)
            throws MalformedValue {
        int dimensions = in.getInt();
        in.getInt();
        if (in.getInt() != element || dimensions < 0 || dimensions > 1) {
            throw new MalformedValue("a vector that is not of one dimension");
        }
        int count = dimensions == 0 ? 0 : in.getInt();
        if (dimensions == 1) {
            in.getInt();
        }
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : " ");
            in.getInt();
            disk(out, element, turned(in, element == 21 ? 2 : 4));
        }
    }

    private static void path(StringBuilder out, ByteBuffer in) throws MalformedValue {
        boolean closed = in.get() != 0;
        out.append(closed ? '(' : '[');
        points(out, in);
        out.append(closed ? ')' : ']');
    }

    private static void points(StringBuilder out, ByteBuffer in) throws MalformedValue {
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : ",");
            disk(out, 600, turned(in, 8, 8));
        }
    }

    private static void network(StringBuilder out, long oid, ByteBuffer in) throws MalformedValue {
        byte family = in.get();
        byte bits = in.get();
        in.get();
        byte[] value = new byte[2 + (in.get() & 0xFF)];
        value[0] = family;
        value[1] = bits;
        in.get(value, 2, value.length - 2);
        disk(out, oid, value);
    }

    /// As the long form on disk.
    private static void numeric(StringBuilder out, ByteBuffer in) throws MalformedValue {
        int digits = in.getShort() & 0xFFFF;
        short weight = in.getShort();
        int sign = in.getShort() & 0xFFFF;
        int scale = in.getShort() & 0x3FFF;
        if (sign != 0 && sign != 0x4000 && sign != 0xC000 && sign != 0xD000 && sign != 0xF000) {
            throw new MalformedValue("a numeric with an unknown sign");
        }
        byte[] value = new byte[4 + 2 * digits];
        put16(value, 0, sign < 0xC000 ? sign | scale : sign);
        put16(value, 2, weight);
        for (int i = 0; i < digits; i++) {
            put16(value, 4 + 2 * i, in.getShort());
        }
        Numerics.print(out, value, 0, value.length);
    }

    private static void snapshot(StringBuilder out, long oid, ByteBuffer in) throws MalformedValue {
        int count = in.getInt(in.position());
        int[] widths = new int[3 + Math.clamp(count, 0, in.remaining() / 8)];
        java.util.Arrays.fill(widths, 8);
        widths[0] = 4;
        disk(out, oid, turned(in, widths));
    }

    private static void put16(byte[] value, int at, int number) {
        value[at] = (byte) number;
        value[at + 1] = (byte) (number >> 8);
    }
}
