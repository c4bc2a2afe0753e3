package org.rowback.history.casefile.blocks;

import org.rowback.history.importing.ChangeRecord;

import java.util.Arrays;

/// Changes on their way into one block: a column an array, images one after another. Filled, written and used again
/// without garbage. Not thread-safe.
public final class ChangeBuffer {
    /// A block is full when it has this many image bytes or changes.
    static final int FULL_BYTES = 64 << 10;

    static final int FULL_CHANGES = 1024;

    /// A buffer that one huge row made larger than this is cut back when it is used again.
    private static final int KEEP_BYTES = 1 << 20;

    long firstChange;
    int count;
    final long[] transaction = new long[FULL_CHANGES];
    final byte[] op = new byte[FULL_CHANGES];
    final int[] table = new int[FULL_CHANGES];
    final int[] format = new int[FULL_CHANGES];
    final long[] offset = new long[FULL_CHANGES];
    final int[] row = new int[FULL_CHANGES];
    final long[] statement = new long[FULL_CHANGES];
    final int[] beforeLength = new int[FULL_CHANGES];
    final int[] afterLength = new int[FULL_CHANGES];
    final long[] keyHash = new long[FULL_CHANGES];
    final long[] newKeyHash = new long[FULL_CHANGES];
    byte[] images = new byte[FULL_BYTES + (FULL_BYTES >> 1)];
    int imageBytes;

    /// Commit times of the transactions in it that have ended; the minimum is above the maximum where none has.
    public long firstMicros;

    public long lastMicros;

    public ChangeBuffer() {
        clear(0);
    }

    public void clear(long nextChange) {
        firstChange = nextChange;
        count = 0;
        imageBytes = 0;
        firstMicros = Long.MAX_VALUE;
        lastMicros = Long.MIN_VALUE;
        if (images.length > KEEP_BYTES) {
            images = new byte[FULL_BYTES + (FULL_BYTES >> 1)];
        }
    }

    public void add(ChangeRecord change, long transactionId) {
        int i = count++;
        transaction[i] = transactionId;
        op[i] = (byte) change.op.ordinal();
        table[i] = change.table;
        format[i] = change.rowFormat;
        offset[i] = change.eventOffset;
        row[i] = change.row;
        statement[i] = change.statement;
        beforeLength[i] = change.beforeLength;
        afterLength[i] = change.afterLength;
        keyHash[i] = change.keyHash;
        newKeyHash[i] = change.newKeyHash;
        int more = Math.addExact(change.beforeLength, change.afterLength);
        if (images.length - imageBytes < more) {
            int least = Math.addExact(imageBytes, more);
            images = Arrays.copyOf(images, Math.max(least, Math.min(images.length * 2, 1 << 30)));
        }
        System.arraycopy(
                change.buffer, change.beforeOffset, images, imageBytes, change.beforeLength);
        System.arraycopy(
                change.buffer,
                change.afterOffset,
                images,
                imageBytes + change.beforeLength,
                change.afterLength);
        imageBytes += more;
    }

    /// Takes the time of a transaction that has changes in it.
    public void timed(long commitMicros) {
        firstMicros = Math.min(firstMicros, commitMicros);
        lastMicros = Math.max(lastMicros, commitMicros);
    }

    public boolean isFull() {
        return count == FULL_CHANGES || imageBytes >= FULL_BYTES;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public int count() {
        return count;
    }

    public long firstChange() {
        return firstChange;
    }

    public long lastChange() {
        return firstChange + count - 1;
    }

    public long transaction(int i) {
        return transaction[i];
    }

    public int op(int i) {
        return op[i];
    }

    public int table(int i) {
        return table[i];
    }

    public long keyHash(int i) {
        return keyHash[i];
    }

    public long newKeyHash(int i) {
        return newKeyHash[i];
    }

    public byte[] images() {
        return images;
    }

    public int imageBytes() {
        return imageBytes;
    }
}
