package org.rowback.history.casefile.blocks;

/// Reads what [ByteSink] wrote. Running over the end is [DamagedBlock].
public final class ByteSource {
    private final byte[] array;
    private final int end;
    private int at;

    public ByteSource(byte[] array) {
        this.array = array;
        this.end = array.length;
    }

    /// Reads on from a position.
    ByteSource(byte[] array, int position) {
        this(array);
        at = position;
    }

    public boolean atEnd() {
        return at == end;
    }

    public int position() {
        return at;
    }

    public int u8() throws DamagedBlock {
        need(1);
        return array[at++] & 0xFF;
    }

    public long varint() throws DamagedBlock {
        long value = 0;
        int next = at;
        for (int shift = 0; shift < 64; shift += 7) {
            if (next == end) {
                throw endsEarly();
            }
            byte b = array[next++];
            value |= (b & 0x7FL) << shift;
            if (b >= 0) {
                at = next;
                return value;
            }
        }
        throw new DamagedBlock("a number runs over 64 bits");
    }

    /// Passes over a number.
    public void skip() throws DamagedBlock {
        int next = at;
        do {
            if (next == end) {
                throw endsEarly();
            }
        } while (array[next++] < 0);
        at = next;
    }

    public long signed() throws DamagedBlock {
        long raw = varint();
        return (raw >>> 1) ^ -(raw & 1);
    }

    /// A number that is a count, a length or an id: from 0 to `max`.
    public int number(int max) throws DamagedBlock {
        long value = varint();
        if (value < 0 || value > max) {
            throw new DamagedBlock("a number is out of its range");
        }
        return (int) value;
    }

    public byte[] bytes(int length) throws DamagedBlock {
        need(length);
        byte[] copy = java.util.Arrays.copyOfRange(array, at, at + length);
        at += length;
        return copy;
    }

    private void need(int more) throws DamagedBlock {
        if (end - at < more) {
            throw endsEarly();
        }
    }

    private static DamagedBlock endsEarly() {
        return new DamagedBlock("it ends too early");
    }
}
