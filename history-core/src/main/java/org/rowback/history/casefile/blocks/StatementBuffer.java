package org.rowback.history.casefile.blocks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Statement texts on their way into one block; a text that the block already has is given its first id. Not
/// thread-safe.
public final class StatementBuffer {
    private static final int FULL_BYTES = 64 << 10;
    private static final int FULL_TEXTS = 1024;
    private static final int SLOTS = 4096;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long first;
    private int count;
    private final int[] ends = new int[FULL_TEXTS];
    private byte[] texts = new byte[2 * FULL_BYTES];
    private final short[] slots = new short[SLOTS];

    public StatementBuffer(long first) {
        clear(first);
    }

    public void clear(long next) {
        first = next;
        count = 0;
        Arrays.fill(slots, (short) -1);
    }

    /// The id of a text.
    public long add(byte[] utf8, int offset, int length) {
        int slot = hash(utf8, offset, length) & (SLOTS - 1);
        for (int i; (i = slots[slot]) >= 0; slot = (slot + 1) & (SLOTS - 1)) {
            if (Arrays.equals(texts, start(i), ends[i], utf8, offset, offset + length)) {
                return first + i;
            }
        }
        int start = start(count);
        if (texts.length - start < length) {
            texts = Arrays.copyOf(texts, Math.max(texts.length * 2, Math.addExact(start, length)));
        }
        System.arraycopy(utf8, offset, texts, start, length);
        ends[count] = start + length;
        slots[slot] = (short) count;
        return first + count++;
    }

    public boolean isFull() {
        return count == FULL_TEXTS || start(count) >= FULL_BYTES;
    }

    public int count() {
        return count;
    }

    public long first() {
        return first;
    }

    /// Writes the block's content, uncompressed.
    public void write(ByteSink out) {
        out.varint(count);
        for (int i = 0; i < count; i++) {
            out.varint(ends[i] - start(i));
        }
        out.bytes(texts, 0, start(count));
    }

    private int start(int i) {
        return i == 0 ? 0 : ends[i - 1];
    }

    private static int hash(byte[] utf8, int offset, int length) {
        long h = length;
        int end = offset + length;
        // Of a text of a megabyte a part is enough to tell it from others.
        int step = Math.max(Long.BYTES, length >> 7);
        int i = offset;
        for (; i <= end - Long.BYTES; i += step) {
            h = (h ^ (long) LONGS.get(utf8, i)) * 0x9E37_79B9_7F4A_7C15L;
            h ^= h >>> 32;
        }
        for (i = Math.max(offset, end - Long.BYTES); i < end; i++) {
            h = 31 * h + utf8[i];
        }
        return (int) (h ^ (h >>> 17));
    }
}
