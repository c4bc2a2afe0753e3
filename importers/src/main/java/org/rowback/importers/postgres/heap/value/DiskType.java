package org.rowback.importers.postgres.heap.value;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/// A type as it lies in a row: how long, how aligned, and how its bytes print. Immutable and thread-safe.
public abstract class DiskType {
    private final int length;
    private final char align;

    /// @param length as `pg_type.typlen`: -1 a varlena, -2 ended by a zero
    /// @param align as `pg_type.typalign`: `c`, `s`, `i` or `d`
    protected DiskType(int length, char align) {
        this.length = length;
        this.align = align;
    }

    public final int length() {
        return length;
    }

    public final char align() {
        return align;
    }

    /// Prints a value as its output function does with DateStyle ISO, IntervalStyle postgres and TimeZone UTC.
    ///
    /// @param value an array that ends with the value; a varlena has no header and is not compressed
    /// @param at where the value begins
    /// @param end where it ends
    /// @param charset of the database
    /// @throws IndexOutOfBoundsException where the value is shorter than what it says of itself
    public abstract void print(StringBuilder out, byte[] value, int at, int end, Charset charset)
            throws MalformedValue;

    /// Characters of the database's encoding.
    static String characters(byte[] value, int at, int end, Charset charset) throws MalformedValue {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(value, at, end - at)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedValue("the text is not valid " + charset.name());
        }
    }

    /// Where the next value of an alignment begins.
    ///
    /// @param offset from a place that is itself aligned to eight
    static int aligned(int offset, char align) {
        return switch (align) {
            case 'd' -> (offset + 7) & -8;
            case 'i' -> (offset + 3) & -4;
            case 's' -> (offset + 1) & -2;
            default -> offset;
        };
    }
}
