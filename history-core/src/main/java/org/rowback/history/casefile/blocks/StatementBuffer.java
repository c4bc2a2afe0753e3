package org.rowback.history.casefile.blocks;

import java.util.Arrays;

/// Statement texts on their way into one block; a text that the block already has is given its first id. Not
/// thread-safe.
public final class StatementBuffer {
    private static final int FULL_BYTES = 64 << 10;
    private static final int FULL_TEXTS = 1024;
    private static final int SLOTS = 4096;

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
        int h = length;
        int end = offset + length;
        // The ends of long texts tell them apart; the middle of a megabyte need not be read.
        int step = Math.max(1, length >> 7);
        for (int i = offset; i < end; i += step) {
            h = 31 * h + utf8[i];
        }
        h = 31 * h + (length > 0 ? utf8[end - 1] : 0);
        return h ^ (h >>> 15);
    }
}
