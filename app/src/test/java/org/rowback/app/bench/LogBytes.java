package org.rowback.app.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Grows a byte array in the forms that binlogs use: little-endian integers, packed lengths. Not thread-safe.
final class LogBytes {
    byte[] array = new byte[1 << 16];
    int length;

    void clear() {
        length = 0;
    }

    LogBytes le(long value, int bytes) {
        room(bytes);
        put(length, value, bytes);
        length += bytes;
        return this;
    }

    LogBytes be(long value, int bytes) {
        room(bytes);
        for (int i = bytes - 1; i >= 0; i--) {
            array[length++] = (byte) (value >>> (8 * i));
        }
        return this;
    }

    /// Overwrites bytes that are there.
    void put(int at, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            array[at + i] = (byte) (value >>> (8 * i));
        }
    }

    static int packedBytes(long value) {
        return value < 251 ? 1 : value < 1 << 16 ? 3 : value < 1 << 24 ? 4 : 9;
    }

    LogBytes packed(long value) {
        return switch (packedBytes(value)) {
            case 1 -> le(value, 1);
            case 3 -> le(252, 1).le(value, 2);
            case 4 -> le(253, 1).le(value, 3);
            default -> le(254, 1).le(value, 8);
        };
    }

    LogBytes bytes(byte[] source, int from, int count) {
        room(count);
        System.arraycopy(source, from, array, length, count);
        length += count;
        return this;
    }

    LogBytes text(String ascii) {
        byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
        return bytes(bytes, 0, bytes.length);
    }

    LogBytes packedText(String ascii) {
        return packed(ascii.length()).text(ascii);
    }

    private void room(int more) {
        if (array.length - length < more) {
            array = Arrays.copyOf(array, Math.max(2 * array.length, length + more));
        }
    }
}
