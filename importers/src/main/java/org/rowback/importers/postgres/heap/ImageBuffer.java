package org.rowback.importers.postgres.heap;

import java.util.Arrays;

/// Bytes that grow; used again and again.
public final class ImageBuffer {
    private byte[] bytes = new byte[4096];
    private int length;

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public void clear() {
        length = 0;
        if (bytes.length > 1 << 24) {
            bytes = new byte[4096];
        }
    }

    public void put(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    public void put32(int value) {
        put(value);
        put(value >>> 8);
        put(value >>> 16);
        put(value >>> 24);
    }

    public void put64(long value) {
        put32((int) value);
        put32((int) (value >>> 32));
    }

    public void put(byte[] from, int offset, int count) {
        room(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    private void room(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        }
    }
}
