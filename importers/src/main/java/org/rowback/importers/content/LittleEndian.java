package org.rowback.importers.content;

/// Unchecked little-endian reads; whoever calls has checked the bounds.
///
/// Byte by byte: through method handles reading is as fast only in what the optimising compiler made, and it has more
/// to do; most of an import is over before.
public final class LittleEndian {
    private LittleEndian() {}

    public static int u16(byte[] buffer, int offset) {
        return (buffer[offset] & 0xFF) | (buffer[offset + 1] & 0xFF) << 8;
    }

    public static long u32(byte[] buffer, int offset) {
        return i32(buffer, offset) & 0xFFFF_FFFFL;
    }

    public static int i32(byte[] buffer, int offset) {
        return (buffer[offset] & 0xFF)
                | (buffer[offset + 1] & 0xFF) << 8
                | (buffer[offset + 2] & 0xFF) << 16
                | buffer[offset + 3] << 24;
    }

    public static long u64(byte[] buffer, int offset) {
        return u32(buffer, offset) | (long) i32(buffer, offset + 4) << 32;
    }

    /// `width` bytes, at most 8.
    public static long get(byte[] buffer, int offset, int width) {
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = (value << 8) | (buffer[offset + i] & 0xFF);
        }
        return value;
    }

    public static void put32(byte[] buffer, int offset, int value) {
        buffer[offset] = (byte) value;
        buffer[offset + 1] = (byte) (value >>> 8);
        buffer[offset + 2] = (byte) (value >>> 16);
        buffer[offset + 3] = (byte) (value >>> 24);
    }

    public static void put64(byte[] buffer, int offset, long value) {
        put32(buffer, offset, (int) value);
        put32(buffer, offset + 4, (int) (value >>> 32));
    }
}
