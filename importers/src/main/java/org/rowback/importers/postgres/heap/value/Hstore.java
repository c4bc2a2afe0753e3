package org.rowback.importers.postgres.heap.value;

import org.rowback.importers.content.LittleEndian;

import java.nio.charset.Charset;

/// `hstore`: how many pairs (28 bits; the highest bit says that it is of the present form), then for each key and each
/// value 4 bytes: where it ends (30 bits), 0x40000000 NULL; then the characters.
///
/// Source: PostgreSQL 18 `contrib/hstore/hstore.h`, `hstore_io.c`.
final class Hstore extends DiskType {
    private static final int ENDS = 0x3FFF_FFFF;
    private static final int NULL = 0x4000_0000;

    Hstore() {
        super(-1, 'i');
    }

    @Override
    public void print(StringBuilder out, byte[] value, int at, int end, Charset charset)
            throws MalformedValue {
        int header = (int) LittleEndian.u32(value, at);
        if (header >= 0 && header != 0) {
            throw new MalformedValue("an hstore of a form older than PostgreSQL 9.0");
        }
        int count = header & 0x0FFF_FFFF;
        int base = at + 4 + 8 * count;
        if (base < 0 || base > value.length) {
            throw new MalformedValue("an hstore with more pairs than bytes");
        }
        int from = 0;
        for (int i = 0; i < 2 * count; i++) {
            int entry = (int) LittleEndian.u32(value, at + 4 + 4 * i);
            if (i > 0) {
                out.append(i % 2 == 0 ? ", " : "=>");
            }
            int to = entry & ENDS;
            if (i % 2 == 1 && (entry & NULL) != 0) {
                out.append("NULL");
            } else {
                quoted(out, characters(value, base + from, base + to, charset));
            }
            from = to;
        }
    }

    static void quoted(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }
}
