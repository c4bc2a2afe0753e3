package org.rowback.importers.postgres.heap.value;

import org.rowback.history.model.ColumnType;
import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.type.PostgresTypes;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;

/// PostgreSQL's own types as they lie on disk, by OID. Source: PostgreSQL 18 `src/include/catalog/pg_type.dat`, and each
/// type's output function.
final class DiskFormats {
    private static final int CENTS = 100;

    /// Ranges, the types of their bounds, and multiranges.
    private static final long[][] RANGES = {
        {3904, 23, 4451},
        {3906, 1700, 4532},
        {3908, 1114, 4533},
        {3910, 1184, 4534},
        {3912, 1082, 4535},
        {3926, 20, 4536}
    };

    private static final Map<Long, DiskType> TYPES = new HashMap<>();

    /// Reads one value.
    private interface Printer {
        void print(StringBuilder out, byte[] v, int at, int end, Charset charset)
                throws MalformedValue;
    }

    static {
        add(16, 1, 'c', (out, v, at, _, _) -> out.append(v[at] == 0 ? 'f' : 't'));
        add(17, -1, 'i', (out, v, at, end, _) -> Bits.hex(out.append("\\x"), v, at, end));
        add(18, 1, 'c', (out, v, at, _, charset) -> character(out, v, at, charset));
        add(19, 64, 'c', DiskFormats::name);
        add(20, 8, 'd', (out, v, at, _, _) -> out.append(LittleEndian.u64(v, at)));
        add(21, 2, 's', (out, v, at, _, _) -> out.append((short) LittleEndian.u16(v, at)));
        add(23, 4, 'i', (out, v, at, _, _) -> out.append((int) LittleEndian.u32(v, at)));
        add(27, 6, 's', DiskFormats::tid);
        for (long oid : new long[] {26, 28, 29}) {
            add(oid, 4, 'i', (out, v, at, _, _) -> out.append(LittleEndian.u32(v, at)));
        }
        for (long oid : new long[] {24, 2202, 2205, 3734, 3769, 4089, 4096, 4191}) {
            add(oid, 4, 'i', (out, v, at, _, _) -> object(out, v, at, "-"));
        }
        for (long oid : new long[] {2203, 2204}) {
            add(oid, 4, 'i', (out, v, at, _, _) -> object(out, v, at, "0"));
        }
        add(2206, 4, 'i', (out, v, at, _, _) -> type(out, v, at));
        for (long oid : new long[] {25, 114, 1042, 1043, 1790}) {
            add(oid, -1, 'i', DiskFormats::text);
        }
        add(-2, -2, 'c', DiskFormats::text);
        add(
                142,
                -1,
                'i',
                (out, v, at, end, c) -> Xml.print(out, DiskType.characters(v, at, end, c)));
        add(22, -1, 'i', (out, v, at, _, c) -> vector(out, v, at, 21, c));
        add(30, -1, 'i', (out, v, at, _, c) -> vector(out, v, at, 26, c));
        geometry();
        add(650, -1, 'i', (out, v, at, end, _) -> Networks.print(out, v, at, end, true));
        add(869, -1, 'i', (out, v, at, end, _) -> Networks.print(out, v, at, end, false));
        add(829, 6, 'i', (out, v, at, _, _) -> Networks.mac(out, v, at, at + 6));
        add(774, 8, 'i', (out, v, at, _, _) -> Networks.mac(out, v, at, at + 8));
        add(
                700,
                4,
                'i',
                (out, v, at, _, _) ->
                        Floats.print(out, Float.intBitsToFloat((int) LittleEndian.u32(v, at))));
        add(701, 8, 'd', (out, v, at, _, _) -> Geometry.number(out, v, at));
        add(790, 8, 'd', (out, v, at, _, _) -> money(out, LittleEndian.u64(v, at)));
        times();
        for (long oid : new long[] {1560, 1562}) {
            add(oid, -1, 'i', (out, v, at, end, _) -> Bits.print(out, v, at, end));
        }
        TYPES.put(1700L, new Numerics());
        add(2950, 16, 'c', (out, v, at, _, _) -> Bits.uuid(out, v, at));
        for (long oid : new long[] {2970, 5038}) {
            add(oid, -1, 'd', (out, v, at, _, _) -> snapshot(out, v, at));
        }
        add(
                3220,
                8,
                'd',
                (out, v, at, _, _) ->
                        out.append(
                                org.rowback.importers.postgres.wal.Lsn.text(
                                        LittleEndian.u64(v, at))));
        add(
                5069,
                8,
                'd',
                (out, v, at, _, _) -> out.append(Long.toUnsignedString(LittleEndian.u64(v, at))));
        add(3614, -1, 'i', (out, v, at, _, c) -> TextSearch.vector(out, v, at, c));
        add(3615, -1, 'i', (out, v, at, _, c) -> TextSearch.query(out, v, at, c));
        TYPES.put(3802L, new Jsonb());
        TYPES.put(4072L, new JsonPath());
        TYPES.put(1033L, new UnknownType("aclitem", 16, 'd'));
        TYPES.put(194L, new UnknownType("pg_node_tree", -1, 'i'));
        TYPES.put(2277L, new ArrayType('d', ',', DiskFormats::elements));
        ranges();
        arrays();
    }

    private DiskFormats() {}

    static java.util.Optional<DiskType> get(long oid) {
        return java.util.Optional.ofNullable(TYPES.get(oid));
    }

    private static void geometry() {
        add(600, 16, 'd', (out, v, at, _, _) -> Geometry.point(out, v, at));
        add(
                601,
                32,
                'd',
                (out, v, at, _, _) -> {
                    out.append('[');
                    Geometry.points(out, v, at, 2);
                    out.append(']');
                });
        add(602, -1, 'd', (out, v, at, _, _) -> Geometry.path(out, v, at));
        add(603, 32, 'd', (out, v, at, _, _) -> Geometry.points(out, v, at, 2));
        add(604, -1, 'd', (out, v, at, _, _) -> Geometry.polygon(out, v, at));
        add(628, 24, 'd', (out, v, at, _, _) -> Geometry.line(out, v, at));
        add(718, 24, 'd', (out, v, at, _, _) -> Geometry.circle(out, v, at));
    }

    private static void times() {
        add(1082, 4, 'i', (out, v, at, _, _) -> Temporals.date(out, (int) LittleEndian.u32(v, at)));
        add(1083, 8, 'd', (out, v, at, _, _) -> Temporals.time(out, LittleEndian.u64(v, at)));
        add(
                1114,
                8,
                'd',
                (out, v, at, _, _) -> Temporals.timestamp(out, LittleEndian.u64(v, at), false));
        add(
                1184,
                8,
                'd',
                (out, v, at, _, _) -> Temporals.timestamp(out, LittleEndian.u64(v, at), true));
        add(
                1186,
                16,
                'd',
                (out, v, at, _, _) ->
                        Temporals.interval(
                                out,
                                (int) LittleEndian.u32(v, at + 12),
                                (int) LittleEndian.u32(v, at + 8),
                                LittleEndian.u64(v, at)));
        add(
                1266,
                12,
                'd',
                (out, v, at, _, _) ->
                        Temporals.timeWithZone(
                                out, LittleEndian.u64(v, at), (int) LittleEndian.u32(v, at + 8)));
    }

    /// The type of the bounds of a range or multirange of PostgreSQL's own.
    static long bound(long oid) {
        for (long[] range : RANGES) {
            if (range[0] == oid || range[2] == oid) {
                return range[1];
            }
        }
        throw new IllegalArgumentException("no range " + oid);
    }

    private static void ranges() {
        for (long[] range : RANGES) {
            DiskType bound = type(range[1]);
            char align = bound.align() == 'd' ? 'd' : 'i';
            TYPES.put(range[0], new Ranges(align, false, () -> bound));
            TYPES.put(range[2], new Ranges(align, true, () -> bound));
        }
    }

    private static void arrays() {
        String pairs =
                """
                1000 16 1001 17 1002 18 1003 19 1005 21 1006 22 1007 23 1008 24 1009 25 1010 27 1011 28 1012 29 1013 30
                1014 1042 1015 1043 1016 20 1017 600 1018 601 1019 602 1020 603 1021 700 1022 701 1027 604 1028 26
                1034 1033 1040 829 775 774 1041 869 651 650 1115 1114 1182 1082 1183 1083 1185 1184 1187 1186 1231 1700
                1270 1266 1561 1560 1563 1562 199 114 143 142 791 790 2951 2950 3643 3614 3645 3615 3807 3802 3221 3220
                3905 3904 3907 3906 3909 3908 3911 3910 3913 3912 3927 3926 719 718 629 628 2949 2970 4073 4072 6150 4451
                6151 4532 6152 4533 6153 4534 6155 4535 6157 4536 271 5069 5039 5038 2201 1790 2207 2202 2208 2203
                2209 2204 2210 2205 2211 2206 3735 3734 3770 3769 4090 4089 4097 4096 4192 4191
                """;
        String[] oids = pairs.strip().split("\\s+");
        for (int i = 0; i < oids.length; i += 2) {
            long element = Long.parseLong(oids[i + 1]);
            DiskType type = type(element);
            TYPES.put(
                    Long.parseLong(oids[i]),
                    new ArrayType(
                            type.align() == 'd' ? 'd' : 'i',
                            element == 603 ? ';' : ',',
                            _ -> type));
        }
    }

    private static DiskType elements(long oid) {
        DiskType type = TYPES.get(oid);
        return type == null ? new UnknownType("with OID " + oid, -1, 'i') : type;
    }

    private static DiskType type(long oid) {
        DiskType type = TYPES.get(oid);
        if (type == null) {
            throw new IllegalStateException("no type " + oid);
        }
        return type;
    }

    private static void add(long oid, int length, char align, Printer printer) {
        TYPES.put(
                oid,
                new DiskType(length, align) {
                    @Override
                    public void print(
                            StringBuilder out, byte[] value, int at, int end, Charset charset)
                            throws MalformedValue {
                        printer.print(out, value, at, end, charset);
                    }
                });
    }

    private static void text(StringBuilder out, byte[] v, int at, int end, Charset charset)
            throws MalformedValue {
        out.append(DiskType.characters(v, at, end, charset));
    }

    private static void name(StringBuilder out, byte[] v, int at, int end, Charset charset)
            throws MalformedValue {
        int to = at;
        while (to < end && v[to] != 0) {
            to++;
        }
        text(out, v, at, to, charset);
    }

    /// Bytes above 127 print in octal from 16 on, as they are before.
    private static void character(StringBuilder out, byte[] v, int at, Charset charset)
            throws MalformedValue {
        if (v[at] < 0) {
            out.append('\\').append(Integer.toOctalString(v[at] & 0xFF));
        } else if (v[at] != 0) {
            text(out, v, at, at + 1, charset);
        }
    }

    private static void tid(StringBuilder out, byte[] v, int at, int end, Charset charset) {
        long block = (long) LittleEndian.u16(v, at) << 16 | LittleEndian.u16(v, at + 2);
        out.append('(').append(block).append(',').append(LittleEndian.u16(v, at + 4)).append(')');
    }

    /// An object's OID, which the server takes and prints for one whose name it does not find.
    ///
    /// @param none what stands for no object
    private static void object(StringBuilder out, byte[] v, int at, String none) {
        long oid = LittleEndian.u32(v, at);
        out.append(oid == 0 ? none : Long.toString(oid));
    }

    /// `regtype`: PostgreSQL's own types have the same OIDs everywhere, and every search path begins with them.
    private static void type(StringBuilder out, byte[] v, int at) {
        ColumnType own = PostgresTypes.BUILTIN.type(LittleEndian.u32(v, at), -1);
        if (own.equals(ColumnType.UNKNOWN)) {
            object(out, v, at, "-");
        } else {
            out.append(own.sql());
        }
    }

    private static void vector(StringBuilder out, byte[] v, int at, long element, Charset charset)
            throws MalformedValue {
        int count = (int) LittleEndian.u32(v, at + 12);
        if (count < 0 || count > v.length) {
            throw new MalformedValue("a vector with more elements than bytes");
        }
        var elements = new Elements(type(element), v, at, at + 20);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.append(' ');
            }
            elements.next(out, charset);
        }
    }

    /// As with lc_monetary C.
    private static void money(StringBuilder out, long cents) {
        java.math.BigInteger[] parts =
                java.math.BigInteger.valueOf(cents)
                        .abs()
                        .divideAndRemainder(java.math.BigInteger.valueOf(CENTS));
        out.append(cents < 0 ? "-$" : "$");
        String whole = parts[0].toString();
        for (int i = 0; i < whole.length(); i++) {
            if (i > 0 && (whole.length() - i) % 3 == 0) {
                out.append(',');
            }
            out.append(whole.charAt(i));
        }
        int rest = parts[1].intValue();
        out.append('.').append(rest < 10 ? "0" : "").append(rest);
    }

    private static void snapshot(StringBuilder out, byte[] v, int at) {
        int count = (int) LittleEndian.u32(v, at);
        out.append(LittleEndian.u64(v, at + 4)).append(':').append(LittleEndian.u64(v, at + 12));
        out.append(':');
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : ",").append(LittleEndian.u64(v, at + 20 + 8 * i));
        }
    }
}
