package org.rowback.importers.postgres.heap.value;

import org.rowback.importers.content.LittleEndian;

/// Geometric types: coordinates are doubles. Source: PostgreSQL 18 `src/include/utils/geo_decls.h`, `geo_ops.c`.
final class Geometry {
    private static final int POINT = 16;

    private Geometry() {}

    static void number(StringBuilder out, byte[] v, int at) {
        Floats.print(out, Double.longBitsToDouble(LittleEndian.u64(v, at)));
    }

    static void point(StringBuilder out, byte[] v, int at) {
        out.append('(');
        number(out, v, at);
        out.append(',');
        number(out, v, at + 8);
        out.append(')');
    }

    static void points(StringBuilder out, byte[] v, int at, int count) throws MalformedValue {
        if (count < 0 || count > (v.length - at) / POINT) {
            throw new MalformedValue("more points than bytes");
        }
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.append(',');
            }
            point(out, v, at + i * POINT);
        }
    }

    /// Number of points, whether it is closed, padding, points.
    static void path(StringBuilder out, byte[] v, int at) throws MalformedValue {
        boolean closed = LittleEndian.u32(v, at + 4) != 0;
        out.append(closed ? '(' : '[');
        points(out, v, at + 12, (int) LittleEndian.u32(v, at));
        out.append(closed ? ')' : ']');
    }

    /// Number of points, the box around them, points.
    static void polygon(StringBuilder out, byte[] v, int at) throws MalformedValue {
        out.append('(');
        points(out, v, at + 4 + 2 * POINT, (int) LittleEndian.u32(v, at));
        out.append(')');
    }

    static void line(StringBuilder out, byte[] v, int at) {
        out.append('{');
        number(out, v, at);
        out.append(',');
        number(out, v, at + 8);
        out.append(',');
        number(out, v, at + 16);
        out.append('}');
    }

    static void circle(StringBuilder out, byte[] v, int at) {
        out.append('<');
        point(out, v, at);
        out.append(',');
        number(out, v, at + POINT);
        out.append('>');
    }
}
