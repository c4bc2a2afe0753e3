package org.rowback.importers.content;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Unchecked little-endian reads; whoever calls has checked the bounds.
public final class LittleEndian {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    public static int u16(byte[] buffer, int offset) {
        return (short) SHORT.get(buffer, offset) & 0xFFFF;
    }

    public static long u32(byte[] buffer, int offset) {
        return (int) INT.get(buffer, offset) & 0xFFFFFFFFL;
    }

    public static long u64(byte[] buffer, int offset) {
        return (long) LONG.get(buffer, offset);
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
        INT.set(buffer, offset, value);
    }

    public static void put64(byte[] buffer, int offset, long value) {
        LONG.set(buffer, offset, value);
    }
}
