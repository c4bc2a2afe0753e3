package org.rowback.importers.postgres.heap.value;

import org.rowback.importers.content.LittleEndian;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.function.LongFunction;

/// Arrays.
///
/// | bytes | meaning |
/// |---|---|
/// | 4 | how many dimensions, 0 for an empty array |
/// | 4 | where the elements begin, counted from the varlena's header; 0 where no element is NULL |
/// | 4 | the elements' type |
/// | 4 each | how many elements each dimension has, then where each begins to count |
/// | | a bit for each element that is not NULL, where one is |
/// | | the elements, the last dimension fastest |
///
/// Little-endian. Source: PostgreSQL 18 `src/include/utils/array.h`, `array_out` in `src/backend/utils/adt/arrayfuncs.c`.
final class ArrayType extends DiskType {
    private static final int MOST_DIMENSIONS = 6;

    private final LongFunction<DiskType> element;
    private final char delimiter;

    /// @param element finds the elements' type by the OID that the array gives for it
    ArrayType(char align, char delimiter, LongFunction<DiskType> element) {
        super(-1, align);
        this.element = element;
        this.delimiter = delimiter;
    }

    @Override
    public void print(StringBuilder out, byte[] value, int at, int end, Charset charset)
            throws MalformedValue {
        int dimensions = (int) LittleEndian.u32(value, at);
        if (dimensions == 0) {
            out.append("{}");
            return;
        }
        if (dimensions < 0 || dimensions > MOST_DIMENSIONS) {
            throw new MalformedValue("an array of " + dimensions + " dimensions");
        }
        int[] counts = new int[dimensions];
        long total = 1;
        int[] lowers = new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            counts[i] = (int) LittleEndian.u32(value, at + 12 + 4 * i);
            total *= Math.max(0, counts[i]);
            lowers[i] = (int) LittleEndian.u32(value, at + 12 + 4 * (dimensions + i));
        }
        if (total > 8L * (end - at)) {
            throw new MalformedValue("an array with more elements than bits");
        }
        bounds(out, counts, lowers);
        int offset = (int) LittleEndian.u32(value, at + 4);
        int nulls = offset == 0 ? -1 : at + 12 + 8 * dimensions;
        int data = offset == 0 ? at + aligned(16 + 8 * dimensions, 'd') - 4 : at + offset - 4;
        var walk = new Walk(out, value, counts, nulls, charset);
        walk.elements =
                new Elements(element.apply(LittleEndian.u32(value, at + 8)), value, at, data);
        walk.dimension(0);
    }

    /// `[0:1][1:3]=`, where a dimension does not begin to count at 1.
    static void bounds(StringBuilder out, int[] counts, int[] lowers) {
        if (Arrays.stream(lowers).allMatch(lower -> lower == 1)) {
            return;
        }
        for (int i = 0; i < counts.length; i++) {
            out.append('[').append(lowers[i]).append(':').append(lowers[i] + counts[i] - 1);
            out.append(']');
        }
        out.append('=');
    }

    char delimiter() {
        return delimiter;
    }

    private final class Walk {
        final StringBuilder out;
        final byte[] value;
        final int[] counts;
        final int nulls;
        final Charset charset;
        final StringBuilder text = new StringBuilder();
        @org.jspecify.annotations.Nullable Elements elements;
        int index;

        Walk(StringBuilder out, byte[] value, int[] counts, int nulls, Charset charset) {
            this.out = out;
            this.value = value;
            this.counts = counts;
            this.nulls = nulls;
            this.charset = charset;
        }

        void dimension(int depth) throws MalformedValue {
            out.append('{');
            for (int i = 0; i < counts[depth]; i++) {
                if (i > 0) {
                    out.append(delimiter);
                }
                if (depth + 1 < counts.length) {
                    dimension(depth + 1);
                } else {
                    element();
                }
            }
            out.append('}');
        }

        private void element() throws MalformedValue {
            int bit = index++;
            Elements walk = java.util.Objects.requireNonNull(elements);
            if (nulls >= 0 && (value[nulls + bit / 8] >> (bit % 8) & 1) == 0) {
                out.append("NULL");
                return;
            }
            text.setLength(0);
            walk.next(text, charset);
            Quoting.array(out, text, delimiter);
        }
    }
}
