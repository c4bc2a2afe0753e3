package org.rowback.importers.postgres.heap.value;

import org.rowback.importers.content.LittleEndian;

import java.nio.charset.Charset;
import java.util.List;
import java.util.function.Supplier;

/// Composite values: a row with its header (23 bytes, of which a varlena's header takes the first 4).
///
/// Source: PostgreSQL 18 `record_out` in `src/backend/utils/adt/rowtypes.c`, `src/include/access/htup_details.h`.
final class Composite extends DiskType {
    private final Supplier<List<Field>> fields;

    /// A column of the type.
    ///
    /// @param dropped whether it is gone; its values still lie in old rows
    record Field(DiskType type, boolean dropped) {}

    Composite(Supplier<List<Field>> fields) {
        super(-1, 'd');
        this.fields = fields;
    }

    @Override
    public void print(StringBuilder out, byte[] value, int at, int end, Charset charset)
            throws MalformedValue {
        int start = at - 4;
        int natts = LittleEndian.u16(value, start + 18) & 0x7FF;
        boolean nulls = (LittleEndian.u16(value, start + 20) & 1) != 0;
        int walk = start + (value[start + 22] & 0xFF);
        var text = new StringBuilder();
        boolean first = true;
        out.append('(');
        List<Field> all = fields.get();
        for (int i = 0; i < all.size(); i++) {
            Field field = all.get(i);
            if (!field.dropped && !first) {
                out.append(',');
            }
            first &= field.dropped;
            if (i >= natts || (nulls && (value[start + 23 + i / 8] >> (i % 8) & 1) == 0)) {
                continue;
            }
            if (field.type.length() != -1 || value[walk] == 0) {
                walk = start + aligned(walk - start, field.type.align());
            }
            int size = Elements.size(field.type, value, walk);
            if (!field.dropped) {
                text.setLength(0);
                Elements.print(field.type, text, value, walk, size, charset);
                Quoting.doubled(out, text, "(),");
            }
            walk += size;
        }
        out.append(')');
    }
}
