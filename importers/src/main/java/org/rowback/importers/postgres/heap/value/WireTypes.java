package org.rowback.importers.postgres.heap.value;

import org.rowback.importers.postgres.type.PostgresType;
import org.rowback.importers.postgres.type.PostgresTypes;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads values in the form of the types' send functions, as pgoutput's `binary` option sends them, and prints them as
/// the output functions do. Immutable and thread-safe. What a type holds of others lies in it as they are sent:
///
/// | type | bytes, big-endian |
/// |---|---|
/// | array | 4 how many dimensions, 4 whether there are NULLs, 4 the elements' type; for each dimension 4 how many, 4 where it begins to count; the elements, the last dimension fastest: 4 length (-1 NULL), value |
/// | composite | 4 how many columns, for each: 4 its type, 4 length (-1 NULL), value |
/// | range | 1 flags, as on disk; the bounds that are not infinite: 4 length, value |
/// | multirange | 4 how many ranges, for each: 4 length, the range |
/// | enum | the label |
/// | domain | as the type below it |
/// | hstore | 4 how many pairs, for each: 4 length, key, 4 length (-1 NULL), value |
///
/// Source: PostgreSQL 18 `array_send` in `src/backend/utils/adt/arrayfuncs.c`, `record_send` in `rowtypes.c`, `range_send`
/// in `rangetypes.c`, `multirange_send` in `multirangetypes.c`, `enum_send` in `enum.c`, `hstore_send` in
/// `contrib/hstore/hstore_io.c`.
public final class WireTypes {
    private static final int MOST_DIMENSIONS = 6;
    private static final int DEEPEST_DOMAIN = 32;
    private static final String UNKNOWN = "the form in which the type %s is sent is not known";

    private final PostgresTypes types;

    /// @param types that are not PostgreSQL's own, as far as they are known
    public WireTypes(PostgresTypes types) {
        this.types = types;
    }

    /// The text of a value in UTF-8.
    ///
    /// @param value the client's encoding, which texts are in, is UTF-8
    public byte[] text(long oid, byte[] value) throws MalformedValue {
        if (WireFormats.isText(oid)) {
            return value;
        }
        var out = new StringBuilder();
        ByteBuffer in = ByteBuffer.wrap(value);
        print(out, oid, in);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void print(StringBuilder out, long oid, ByteBuffer in) throws MalformedValue {
        try {
            value(out, oid, in);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new MalformedValue("a sent value ends too early");
        }
        if (in.hasRemaining()) {
            throw new MalformedValue("a sent value has more bytes than its type");
        }
    }

    private void value(StringBuilder out, long oid, ByteBuffer in) throws MalformedValue {
        if (WireFormats.print(out, oid, in)) {
            return;
        }
        Optional<DiskType> own = DiskFormats.get(oid);
        if (own.isPresent()) {
            switch (own.get()) {
                case ArrayType array -> array(out, array.delimiter(), in);
                case Ranges ranges -> ranges(out, DiskFormats.bound(oid), ranges.isMulti(), in);
                default -> throw new MalformedValue(UNKNOWN.formatted("with the OID " + oid));
            }
            return;
        }
        PostgresType type = types.known(oid).orElse(null);
        if (type == null) {
            throw new MalformedValue(
                    UNKNOWN.formatted("with the OID " + oid) + ": the catalog was not given");
        }
        switch (type.kind()) {
            case ENUM -> out.append(WireFormats.characters(in));
            case DOMAIN -> value(out, below(type), in);
            case COMPOSITE -> composite(out, in);
            case RANGE -> ranges(out, type.subtype(), false, in);
            case MULTIRANGE -> ranges(out, type.subtype(), true, in);
            case PSEUDO -> throw new MalformedValue(UNKNOWN.formatted(type.formatted()));
            case BASE -> base(out, type, in);
        }
    }

    private void base(StringBuilder out, PostgresType type, ByteBuffer in) throws MalformedValue {
        if (type.isArray()) {
            array(out, types.known(type.element()).map(PostgresType::delimiter).orElse(','), in);
            return;
        }
        switch (type.name()) {
            case "citext" -> out.append(WireFormats.characters(in));
            case "hstore" -> hstore(out, in);
            default -> throw new MalformedValue(UNKNOWN.formatted(type.formatted()));
        }
    }

    private long below(PostgresType domain) {
        PostgresType type = domain;
        for (int depth = 0; depth < DEEPEST_DOMAIN; depth++) {
            Optional<PostgresType> next = types.known(type.base());
            if (next.isEmpty() || next.get().kind() != PostgresType.Kind.DOMAIN) {
                break;
            }
            type = next.get();
        }
        return type.base();
    }

    /// Takes the length that stands before a value, and as many bytes; null where it is NULL.
    private static @org.jspecify.annotations.Nullable ByteBuffer next(ByteBuffer in)
            throws MalformedValue {
        int length = in.getInt();
        if (length == -1) {
            return null;
        }
        if (length < 0 || length > in.remaining()) {
            throw new MalformedValue("a value goes on after its container's end");
        }
        ByteBuffer value = in.slice(in.position(), length);
        in.position(in.position() + length);
        return value;
    }

    private void array(StringBuilder out, char delimiter, ByteBuffer in) throws MalformedValue {
        int dimensions = in.getInt();
        in.getInt();
        long element = in.getInt() & 0xFFFF_FFFFL;
        if (dimensions == 0) {
            out.append("{}");
            return;
        }
        if (dimensions < 0 || dimensions > MOST_DIMENSIONS) {
            throw new MalformedValue("an array of " + dimensions + " dimensions");
        }
        int[] counts = new int[dimensions];
        int[] lowers = new int[dimensions];
        long total = 1;
        for (int i = 0; i < dimensions; i++) {
            counts[i] = in.getInt();
            lowers[i] = in.getInt();
            total *= Math.max(0, counts[i]);
            if (total > in.remaining()) {
                throw new MalformedValue("an array with more elements than bytes");
            }
        }
        ArrayType.bounds(out, counts, lowers);
        elements(out, element, delimiter, counts, 0, in);
    }

    private void elements(
            StringBuilder out, long element, char delimiter, int[] counts, int depth, ByteBuffer in)
            throws MalformedValue {
        out.append('{');
        for (int i = 0; i < counts[depth]; i++) {
            if (i > 0) {
                out.append(delimiter);
            }
            if (depth + 1 < counts.length) {
                elements(out, element, delimiter, counts, depth + 1, in);
                continue;
            }
            ByteBuffer value = next(in);
            if (value == null) {
                out.append("NULL");
            } else {
                var text = new StringBuilder();
                print(text, element, value);
                Quoting.array(out, text, delimiter);
            }
        }
        out.append('}');
    }

    private void composite(StringBuilder out, ByteBuffer in) throws MalformedValue {
        int columns = in.getInt();
        out.append('(');
        for (int i = 0; i < columns; i++) {
            if (i > 0) {
                out.append(',');
            }
            long type = in.getInt() & 0xFFFF_FFFFL;
            ByteBuffer value = next(in);
            if (value != null) {
                var text = new StringBuilder();
                print(text, type, value);
                Quoting.doubled(out, text, "(),");
            }
        }
        out.append(')');
    }

    private void ranges(StringBuilder out, long bound, boolean multi, ByteBuffer in)
            throws MalformedValue {
        if (!multi) {
            range(out, bound, in);
            return;
        }
        int count = in.getInt();
        out.append('{');
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.append(',');
            }
            ByteBuffer range = next(in);
            if (range == null) {
                throw new MalformedValue("a multirange with a range that is NULL");
            }
            range(out, bound, range);
        }
        out.append('}');
    }

    private void range(StringBuilder out, long bound, ByteBuffer in) throws MalformedValue {
        Ranges.range(
                out,
                in.get(),
                text -> {
                    ByteBuffer value = next(in);
                    if (value == null) {
                        throw new MalformedValue("a range with a bound that is NULL");
                    }
                    print(text, bound, value);
                });
    }

    private static void hstore(StringBuilder out, ByteBuffer in) throws MalformedValue {
        int count = in.getInt();
        for (int i = 0; i < 2 * count; i++) {
            if (i > 0) {
                out.append(i % 2 == 0 ? ", " : "=>");
            }
            ByteBuffer text = next(in);
            if (text == null) {
                out.append("NULL");
            } else {
                Hstore.quoted(out, WireFormats.characters(text));
            }
        }
    }
}
