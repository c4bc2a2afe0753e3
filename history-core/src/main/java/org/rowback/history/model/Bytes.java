package org.rowback.history.model;

import java.util.Arrays;
import java.util.HexFormat;

/// An immutable run of bytes, equal by content.
///
/// `of` copies nothing: whoever hands an array over gives it away.
public final class Bytes implements Comparable<Bytes> {
    /// No bytes.
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /// The bytes of an array that the caller will not change any more.
    public static Bytes of(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content);
    }

    /// A copy of `length` bytes from `offset`.
    public static Bytes copyOf(byte[] array, int offset, int length) {
        return of(Arrays.copyOfRange(array, offset, offset + length));
    }

    /// The content itself, for reading only: no copy is made.
    public byte[] array() {
        return content;
    }

    public int length() {
        return content.length;
    }

    /// Lower-case hexadecimal digits, two a byte.
    public String hex() {
        return HexFormat.of().formatHex(content);
    }

    /// Unsigned, byte by byte; a prefix comes first.
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "0x" + hex();
    }
}
