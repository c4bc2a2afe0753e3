package org.rowback.history.casefile.blocks;

import org.rowback.history.importing.ImageValues;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Op;

/// A block of changes as read: immutable, safe for several threads. Images are uncompressed when first asked for.
///
/// `columns` uncompressed; every number is a varint ([ByteSink]); n = number of changes; `Δ` is the difference from
/// the change before (first: from 0), zigzag where it may fall.
///
/// | part | numbers | meaning |
/// |---|---|---|
/// | version | 1 byte | 1 |
/// | n | 1 | number of changes; their ids begin at the row's `first_change` |
/// | transaction | n | id, Δ (never falls) |
/// | op | n bytes | ordinal: 0 INSERT, 1 UPDATE, 2 DELETE, 3 TRUNCATE, 4 DDL |
/// | table | n | id, 0 none |
/// | row format | n | id, 0 none |
/// | event offset | n | bytes into the source, Δ zigzag |
/// | row | n | which row of the event |
/// | statement | n | id, 0 none, Δ zigzag |
/// | before length | n | bytes of the image before |
/// | after length | n | bytes of the image after |
///
/// `images` uncompressed: for each change its image before, then its image after, as logged.
public final class ChangeBlock {
    static final int VERSION = 1;
    private static final Op[] OPS = Op.values();

    private final long firstChange;
    private final int count;
    private final long[] transaction;
    private final byte[] op;
    private final int[] table;
    private final int[] format;
    private final long[] offset;
    private final int[] row;
    private final long[] statement;
    private final int[] beforeStart;
    private final int[] afterStart;
    private final Packed packedImages;
    private volatile byte @org.jspecify.annotations.Nullable [] images;

    private ChangeBlock(long firstChange, ByteSource in, Packed packedImages) throws DamagedBlock {
        if (in.u8() != VERSION) {
            throw new DamagedBlock("a block has an unknown version");
        }
        this.firstChange = firstChange;
        this.packedImages = packedImages;
        count = in.number(ChangeBuffer.FULL_CHANGES);
        transaction = new long[count];
        long last = 0;
        for (int i = 0; i < count; i++) {
            last += in.varint();
            transaction[i] = last;
        }
        op = in.bytes(count);
        for (byte each : op) {
            if (each < 0 || each >= OPS.length) {
                throw new DamagedBlock("a block has an unknown operation");
            }
        }
        table = numbers(in);
        format = numbers(in);
        offset = differences(in);
        row = numbers(in);
        statement = differences(in);
        beforeStart = numbers(in);
        afterStart = numbers(in);
        long start = 0;
        for (int i = 0; i < count; i++) {
            int before = beforeStart[i];
            beforeStart[i] = Math.toIntExact(start);
            start += before;
            int after = afterStart[i];
            afterStart[i] = Math.toIntExact(start);
            start += after;
        }
        if (!in.atEnd() || start != packedImages.contentLength()) {
            throw new DamagedBlock("a block's columns do not fit its images");
        }
    }

    /// Reads a block; `columns` and `images` are blobs as stored.
    public static ChangeBlock read(long firstChange, byte[] columns, byte[] images)
            throws DamagedBlock {
        ByteSource in = new ByteSource(Packed.check(columns).unpack());
        return new ChangeBlock(firstChange, in, Packed.check(images));
    }

    private int[] numbers(ByteSource in) throws DamagedBlock {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = in.number(Integer.MAX_VALUE);
        }
        return numbers;
    }

    private long[] differences(ByteSource in) throws DamagedBlock {
        long[] numbers = new long[count];
        long last = 0;
        for (int i = 0; i < count; i++) {
            last += in.signed();
            numbers[i] = last;
        }
        return numbers;
    }

    /// Writes the columns of a buffer, uncompressed.
    public static void writeColumns(ChangeBuffer from, ByteSink out) {
        int n = from.count;
        out.u8(VERSION);
        out.varint(n);
        long last = 0;
        for (int i = 0; i < n; i++) {
            out.varint(from.transaction[i] - last);
            last = from.transaction[i];
        }
        out.bytes(from.op, 0, n);
        numbers(from.table, n, out);
        numbers(from.format, n, out);
        differences(from.offset, n, out);
        numbers(from.row, n, out);
        differences(from.statement, n, out);
        numbers(from.beforeLength, n, out);
        numbers(from.afterLength, n, out);
    }

    private static void numbers(int[] numbers, int n, ByteSink out) {
        for (int i = 0; i < n; i++) {
            out.varint(numbers[i]);
        }
    }

    private static void differences(long[] numbers, int n, ByteSink out) {
        long last = 0;
        for (int i = 0; i < n; i++) {
            out.signed(numbers[i] - last);
            last = numbers[i];
        }
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

    public Op op(int i) {
        return OPS[op[i]];
    }

    public int table(int i) {
        return table[i];
    }

    public int format(int i) {
        return format[i];
    }

    public long offset(int i) {
        return offset[i];
    }

    public int row(int i) {
        return row[i];
    }

    public long statement(int i) {
        return statement[i];
    }

    /// The image before as logged; empty where there is none.
    public Bytes before(int i) {
        return Bytes.copyOf(images(), beforeStart[i], afterStart[i] - beforeStart[i]);
    }

    /// The image after as logged; empty where there is none.
    public Bytes after(int i) {
        return Bytes.copyOf(images(), afterStart[i], end(i) - afterStart[i]);
    }

    private int end(int i) {
        return i + 1 < count ? beforeStart[i + 1] : packedImages.contentLength();
    }

    /// Turns a reader of values to the images of a change, where they lie.
    public void turn(ImageValues values, int i) {
        boolean hasBefore = op(i) != Op.INSERT;
        values.turnTo(images(), beforeStart[i], afterStart[i], end(i), hasBefore);
    }

    /// How much memory it takes, about.
    public long weightBytes() {
        return packedImages.weightBytes() + 64L * count;
    }

    private byte[] images() {
        byte[] unpacked = images;
        if (unpacked == null) {
            unpacked = packedImages.unpack();
            images = unpacked;
        }
        return unpacked;
    }
}
