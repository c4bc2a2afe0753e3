package org.rowback.importers.postgres.heap.value;

import java.nio.charset.Charset;

/// Walks values of one type after another, as arrays and ranges hold them: aligned as counted from the container's own
/// 4-byte header, which the array given here does not have.
final class Elements {
    private static final int HEADER = 4;

    private final DiskType type;
    private final byte[] v;
    private final int start;
    private int at;

    /// @param start where the container's content begins, right after its header
    Elements(DiskType type, byte[] v, int start, int at) {
        this.type = type;
        this.v = v;
        this.start = start;
        this.at = at;
    }

    /// Prints the next value.
    void next(StringBuilder out, Charset charset) throws MalformedValue {
        at = begin(type, v, at, start);
        int size = size(type, v, at);
        if (at + size > v.length) {
            throw new MalformedValue("a value goes on after its container's end");
        }
        print(type, out, v, at, size, charset);
        at += size;
    }

    int at() {
        return at;
    }

    private static int begin(DiskType type, byte[] v, int at, int start) {
        if (type.length() == -1 && at < v.length && v[at] != 0) {
            // Not a padding byte: a header of one byte, or of four that is aligned already.
            return at;
        }
        int from = at - start + HEADER;
        return at + DiskType.aligned(from, type.align()) - from;
    }

    static int size(DiskType type, byte[] v, int at) throws MalformedValue {
        if (type.length() > 0) {
            return type.length();
        }
        if (type.length() == -1) {
            return Varlena.size(v, at);
        }
        int end = at;
        while (v[end] != 0) {
            end++;
        }
        return end + 1 - at;
    }

    static void print(DiskType type, StringBuilder out, byte[] v, int at, int size, Charset charset)
            throws MalformedValue {
        if (type.length() == -1) {
            byte[] payload = Varlena.payload(v, at);
            type.print(out, payload, 0, payload.length, charset);
        } else {
            type.print(out, v, at, type.length() == -2 ? at + size - 1 : at + size, charset);
        }
    }
}
