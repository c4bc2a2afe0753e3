package org.rowback.history.casefile.blocks;

import java.util.Arrays;

/// Grows a byte array; integers are LEB128 varints, signed ones zigzag first. Not thread-safe.
public final class ByteSink {
    private byte[] array;
    private int length;

    public ByteSink(int capacity) {
        array = new byte[capacity];
    }

    public void clear() {
        length = 0;
    }

    public byte[] array() {
        return array;
    }

    public int length() {
        return length;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(array, length);
    }

    public void u8(int value) {
        room(1);
        array[length++] = (byte) value;
    }

    /// An unsigned number: seven bits a byte, low bits first, the top bit says that more follow.
    public void varint(long value) {
        room(10);
        long left = value;
        int at = length;
        while ((left & ~0x7FL) != 0) {
            array[at++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        array[at++] = (byte) left;
        length = at;
    }

    public void signed(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    public void bytes(byte[] source, int offset, int count) {
        room(count);
        System.arraycopy(source, offset, array, length, count);
        length += count;
    }

    private void room(int more) {
        if (array.length - length < more) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, Math.addExact(length, more)));
        }
    }
}
