package org.rowback.history.casefile.blocks;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.ImageValues;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Op;

/// A block of changes as read: immutable, safe for several threads. Images are uncompressed when first asked for, and
/// where a change comes from is read when first asked for: who looks for values needs neither of most blocks.
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
    private final byte[] columns;
    private final int transactionAt;
    private final byte[] op;
    private final int[] table;
    private final int[] format;
    private final int originAt;
    private final int[] beforeStart;
    private final int[] afterStart;
    private final Packed packedImages;
    private volatile byte @Nullable [] images;
    private volatile long @Nullable [] transaction;
    private volatile @Nullable Origin origin;

    /// Where the changes come from.
    private record Origin(long[] offset, int[] row, long[] statement) {}

    private ChangeBlock(long firstChange, byte[] columns, Packed packedImages) throws DamagedBlock {
        this.firstChange = firstChange;
        this.columns = columns;
        this.packedImages = packedImages;
        ByteSource in = new ByteSource(columns);
        if (in.u8() != VERSION) {
            throw new DamagedBlock("a block has an unknown version");
        }
        count = in.number(ChangeBuffer.FULL_CHANGES);
        transactionAt = in.position();
        skip(in, 1);
        op = in.bytes(count);
        for (byte each : op) {
            if (each < 0 || each >= OPS.length) {
                throw new DamagedBlock("a block has an unknown operation");
            }
        }
        table = numbers(in);
        format = numbers(in);
        originAt = in.position();
        skip(in, 3);
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
        byte[] content = Packed.check(columns).unpack();
        return new ChangeBlock(firstChange, content, Packed.check(images));
    }

    private void skip(ByteSource in, int lanes) throws DamagedBlock {
        for (int i = lanes * count; i > 0; i--) {
            in.skip();
        }
    }

    private int[] numbers(ByteSource in) throws DamagedBlock {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = in.number(Integer.MAX_VALUE);
        }
        return numbers;
    }

    private long[] sums(ByteSource in) throws DamagedBlock {
        long[] numbers = new long[count];
        long last = 0;
        for (int i = 0; i < count; i++) {
            last += in.varint();
            numbers[i] = last;
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
        long[] known = transaction;
        if (known == null) {
            known = read(transactionAt, this::sums);
            transaction = known;
        }
        return known[i];
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
        return origin().offset()[i];
    }

    public int row(int i) {
        return origin().row()[i];
    }

    public long statement(int i) {
        return origin().statement()[i];
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

    private Origin origin() {
        Origin known = origin;
        if (known == null) {
            known = read(originAt, in -> new Origin(differences(in), numbers(in), differences(in)));
            origin = known;
        }
        return known;
    }

    private interface Lanes<T> {
        T read(ByteSource in) throws DamagedBlock;
    }

    /// Reads lanes that were passed over. Fails only for bytes that this class never wrote.
    private <T> T read(int at, Lanes<T> lanes) {
        try {
            return lanes.read(new ByteSource(columns, at));
        } catch (DamagedBlock e) {
            throw new IllegalStateException("a block with a right checksum cannot be read", e);
        }
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
