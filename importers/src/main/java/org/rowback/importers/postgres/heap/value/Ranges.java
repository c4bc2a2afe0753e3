package org.rowback.importers.postgres.heap.value;

import org.rowback.importers.content.LittleEndian;

import java.nio.charset.Charset;
import java.util.function.Supplier;

/// Ranges and multiranges.
///
/// | bytes | a range |
/// |---|---|
/// | 4 | its type |
/// | | the bounds that are not infinite, the lower first |
/// | 1, the last | flags: 1 empty, 2 lower inclusive, 4 upper inclusive, 8 lower infinite, 16 upper infinite |
///
/// | bytes | a multirange |
/// |---|---|
/// | 4, 4 | its type, how many ranges |
/// | 4 each but the first | where a range's bounds begin: with 0x80000000 counted from the first, else from the one before |
/// | 1 each | flags as above |
/// | | the bounds of each, aligned as the type of the bounds |
///
/// Little-endian. Source: PostgreSQL 18 `src/backend/utils/adt/rangetypes.c`, `multirangetypes.c`.
final class Ranges extends DiskType {
    private static final int EMPTY = 1;
    private static final int LOWER_INCLUSIVE = 2;
    private static final int UPPER_INCLUSIVE = 4;
    private static final int LOWER_INFINITE = 8;
    private static final int UPPER_INFINITE = 16;

    private final Supplier<DiskType> bound;
    private final boolean multi;

    Ranges(char align, boolean multi, Supplier<DiskType> bound) {
        super(-1, align);
        this.bound = bound;
        this.multi = multi;
    }

    boolean isMulti() {
        return multi;
    }

    /// The bounds of a range, the lower first.
    interface Bounds {
        /// Prints the next one.
        void next(StringBuilder out) throws MalformedValue;
    }

    @Override
    public void print(StringBuilder out, byte[] value, int at, int end, Charset charset)
            throws MalformedValue {
        if (multi) {
            multi(out, value, at, charset);
        } else {
            var bounds = new Elements(bound.get(), value, at, at + 4);
            range(out, value[end - 1], text -> bounds.next(text, charset));
        }
    }

    private void multi(StringBuilder out, byte[] value, int at, Charset charset)
            throws MalformedValue {
        int count = (int) LittleEndian.u32(value, at + 4);
        if (count < 0 || count > value.length) {
            throw new MalformedValue("a multirange with more ranges than bytes");
        }
        int items = at + 8;
        int flags = items + 4 * Math.max(0, count - 1);
        DiskType type = bound.get();
        int first = at + aligned(flags + count - at + 4, type.align()) - 4;
        int offset = 0;
        out.append('{');
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                int item = (int) LittleEndian.u32(value, items + 4 * (i - 1));
                offset = item < 0 ? item & Integer.MAX_VALUE : offset + item;
                out.append(',');
            }
            var bounds = new Elements(type, value, at, first + offset);
            range(out, value[flags + i], text -> bounds.next(text, charset));
        }
        out.append('}');
    }

    static void range(StringBuilder out, int flags, Bounds bounds) throws MalformedValue {
        if ((flags & EMPTY) != 0) {
            out.append("empty");
            return;
        }
        out.append((flags & LOWER_INCLUSIVE) != 0 ? '[' : '(');
        var text = new StringBuilder();
        if ((flags & LOWER_INFINITE) == 0) {
            bounds.next(text);
            Quoting.doubled(out, text, "()[],");
        }
        out.append(',');
        if ((flags & UPPER_INFINITE) == 0) {
            text.setLength(0);
            bounds.next(text);
            Quoting.doubled(out, text, "()[],");
        }
        out.append((flags & UPPER_INCLUSIVE) != 0 ? ']' : ')');
    }
}
