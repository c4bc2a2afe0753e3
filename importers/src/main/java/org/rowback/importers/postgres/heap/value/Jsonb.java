package org.rowback.importers.postgres.heap.value;

import org.rowback.importers.content.LittleEndian;

import java.nio.charset.Charset;

/// `jsonb`: a tree of containers.
///
/// | bytes | meaning |
/// |---|---|
/// | 4 | container: 28 bits how many; 0x10000000 a single value, 0x20000000 object, 0x40000000 array |
/// | 4 each | entries, of an object first all keys, then all values: 28 bits length (or, with 0x80000000, end offset), type 0x00000000 string, 0x10000000 numeric, 0x20000000 false, 0x30000000 true, 0x40000000 null, 0x50000000 container |
/// | | the values; numerics and containers are aligned to 4 |
///
/// Little-endian. Source: PostgreSQL 18 `src/include/utils/jsonb.h`, `src/backend/utils/adt/jsonb_util.c`.
final class Jsonb extends DiskType {
    private static final int COUNT = 0x0FFF_FFFF;
    private static final int SCALAR = 0x1000_0000;
    private static final int OBJECT = 0x2000_0000;
    private static final int DEEPEST = 6000;

    Jsonb() {
        super(-1, 'i');
    }

    @Override
    public void print(StringBuilder out, byte[] value, int at, int end, Charset charset)
            throws MalformedValue {
        container(out, value, at, 0, charset);
    }

    private static void container(StringBuilder out, byte[] v, int at, int depth, Charset charset)
            throws MalformedValue {
        if (depth > DEEPEST) {
            throw new MalformedValue("jsonb nested too deep");
        }
        int header = (int) LittleEndian.u32(v, at);
        int count = header & COUNT;
        boolean object = (header & OBJECT) != 0;
        int entries = object ? 2 * count : count;
        int base = at + 4 + 4 * entries;
        if (entries < 0 || base < 0 || base > v.length) {
            throw new MalformedValue("jsonb with more entries than bytes");
        }
        boolean scalar = (header & SCALAR) != 0;
        if (!scalar) {
            out.append(object ? '{' : '[');
        }
        int values = object ? offset(v, at, count) : 0;
        int keys = 0;
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.append(", ");
            }
            if (object) {
                int keyEnd = end(v, at, i, keys);
                string(out, v, base + keys, base + keyEnd, charset);
                out.append(": ");
                keys = keyEnd;
            }
            int index = object ? count + i : i;
            int valueEnd = end(v, at, index, values);
            entry(out, v, at, index, base, values, valueEnd, depth, charset);
            values = valueEnd;
        }
        if (!scalar) {
            out.append(object ? '}' : ']');
        }
    }

    private static void entry(
            StringBuilder out,
            byte[] v,
            int at,
            int index,
            int base,
            int from,
            int to,
            int depth,
            Charset charset)
            throws MalformedValue {
        int start = base + DiskType.aligned(from, 'i');
        int type = (int) LittleEndian.u32(v, at + 4 + 4 * index) & 0x7000_0000;
        switch (type) {
            case 0x0000_0000 -> string(out, v, base + from, base + to, charset);
            case 0x1000_0000 -> {
                byte[] number = Varlena.payload(v, start);
                Numerics.print(out, number, 0, number.length);
            }
            case 0x2000_0000 -> out.append("false");
            case 0x3000_0000 -> out.append("true");
            case 0x4000_0000 -> out.append("null");
            case 0x5000_0000 -> container(out, v, start, depth + 1, charset);
            default -> throw new MalformedValue("jsonb with an entry of an unknown type");
        }
    }

    /// Where entry `index` begins.
    private static int offset(byte[] v, int at, int index) {
        int from = 0;
        for (int i = 0; i < index; i++) {
            from = end(v, at, i, from);
        }
        return from;
    }

    private static int end(byte[] v, int at, int index, int from) {
        int entry = (int) LittleEndian.u32(v, at + 4 + 4 * index);
        return entry < 0 ? entry & COUNT : from + (entry & COUNT);
    }

    static void string(StringBuilder out, byte[] v, int at, int end, Charset charset)
            throws MalformedValue {
        String text = characters(v, at, end, charset);
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00");
                        Bits.hex(out, (byte) c);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
