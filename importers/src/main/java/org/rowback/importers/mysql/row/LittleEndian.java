package org.rowback.importers.mysql.row;

/// Integers in arrays; the caller knows that the bytes are there.
final class LittleEndian {
    private LittleEndian() {}

    /// Little-endian, 0 to 8 bytes; 8 bytes give two's complement.
    static long unsigned(byte[] buf, int at, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | (buf[at + i] & 0xFF);
        }
        return value;
    }

    /// Little-endian with a sign, 1 to 8 bytes.
    static long signed(byte[] buf, int at, int length) {
        int shift = 64 - 8 * length;
        return unsigned(buf, at, length) << shift >> shift;
    }

    /// Big-endian, 0 to 8 bytes.
    static long bigUnsigned(byte[] buf, int at, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | (buf[at + i] & 0xFF);
        }
        return value;
    }

    static int u8(byte[] buf, int at) {
        return buf[at] & 0xFF;
    }

    static int u16(byte[] buf, int at) {
        return (buf[at] & 0xFF) | (buf[at + 1] & 0xFF) << 8;
    }

    static int u24(byte[] buf, int at) {
        return u16(buf, at) | (buf[at + 2] & 0xFF) << 16;
    }

    static int i32(byte[] buf, int at) {
        return u24(buf, at) | buf[at + 3] << 24;
    }
}
