package org.rowback.importers.mysql.row;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.model.ColumnValue;

import java.util.Arrays;
import java.util.BitSet;

/// One walk over one image: where each column's value lies. Reusable, not thread-safe; of an image that was walked to
/// its end ([#read]) several threads may take values.
///
/// | part of an image | bytes |
/// |---|---|
/// | value options | only after a partial update: packed integer, 1: JSON differences |
/// | partial bits | only with value option 1: a bit for each JSON column of the table, first in the lowest bit |
/// | null bits | a bit for each logged column, first in the lowest bit |
/// | values | of logged columns that are not NULL, in order |
final class RowWalk {
    private static final int NULL = -1;
    private static final int NOT_LOGGED = -2;
    private static final int NOT_REACHED = -3;
    private static final byte[] NOTHING = {};

    /// Never written: images without options have no partial columns.
    private static final BitSet NO_COLUMNS = new BitSet(0);

    private final RowPlan plan;
    private final int[] logged;
    private final int[] places;
    private final int[] walk;
    private final boolean hasOptions;
    private final BitSet partial;
    private final int[] starts;
    private final int[] lengths;
    private byte[] buf = NOTHING;
    private int end;
    private int nullBits;

    /// How many of the logged columns were passed, and where the walk is.
    private int passed;

    private int at;
    private boolean isDamaged;

    RowWalk(RowPlan plan, Side side) {
        this.plan = plan;
        this.logged = plan.logged(side);
        this.places = plan.places(side);
        this.walk = plan.walk();
        this.hasOptions = side == Side.AFTER && plan.hasPartialUpdates();
        this.partial = hasOptions ? new BitSet() : NO_COLUMNS;
        this.starts = new int[walk.length];
        this.lengths = new int[walk.length];
        clear();
    }

    /// As if no image had been read.
    void clear() {
        Arrays.fill(starts, NOT_LOGGED);
        passed = logged.length;
    }

    /// How many bytes the image takes, or [RowReader#DAMAGED]: then columns before the damage can still be read.
    int read(byte[] image, int off, int limit) {
        begin(image, off, limit);
        walkOn(logged.length);
        return isDamaged ? RowReader.DAMAGED : at - off;
    }

    /// Turns to an image without walking over it: [#reach] does, as far as asked.
    void begin(byte[] image, int off, int limit) {
        buf = image;
        end = limit;
        passed = 0;
        isDamaged = false;
        int options = hasOptions ? options(off, limit) : off;
        nullBits = options;
        int bytes = (logged.length + 7) >> 3;
        if (options < 0 || bytes > limit - options) {
            stop(0, Math.clamp(options, off, limit));
        } else {
            at = options + bytes;
        }
    }

    /// Walks on until a column is passed, where it was not yet.
    void reach(int column) {
        if (places[column] >= passed) {
            walkOn(places[column] + 1);
        }
    }

    private void walkOn(int count) {
        byte[] image = buf;
        int limit = end;
        int now = at;
        for (int i = passed; i < count; i++) {
            int column = logged[i];
            if ((image[nullBits + (i >> 3)] & 1 << (i & 7)) != 0) {
                starts[column] = NULL;
                continue;
            }
            int length = walk[column];
            if (length < 0) {
                int prefix = -length;
                if (prefix > 4 || prefix > limit - now) {
                    stop(i, now);
                    return;
                }
                length =
                        switch (prefix) {
                            case 1 -> image[now] & 0xFF;
                            case 2 -> LittleEndian.u16(image, now);
                            case 3 -> LittleEndian.u24(image, now);
                            default -> LittleEndian.i32(image, now);
                        };
                now += prefix;
            }
            if (length < 0 || length > limit - now) {
                stop(i, walk[column] < 0 ? now + walk[column] : now);
                return;
            }
            starts[column] = now;
            lengths[column] = length;
            now += length;
        }
        at = now;
        passed = Math.max(passed, count);
    }

    /// Reads what stands before the null bits; answers where they are, or -1.
    private int options(int off, int limit) {
        partial.clear();
        var in = new ByteCursor(buf, off, limit);
        try {
            int options = in.packed();
            if ((options & 1) != 0) {
                int[] jsonColumns = plan.jsonColumns();
                int bits = in.at;
                in.skip((jsonColumns.length + 7) / 8);
                for (int i = 0; i < jsonColumns.length; i++) {
                    partial.set(jsonColumns[i], (buf[bits + (i >> 3)] & 1 << (i & 7)) != 0);
                }
            }
            return in.at;
        } catch (Malformed e) {
            return -1;
        }
    }

    private void stop(int index, int stoppedAt) {
        at = stoppedAt;
        for (int i = index; i < logged.length; i++) {
            starts[logged[i]] = NOT_REACHED;
        }
        passed = logged.length;
        isDamaged = true;
    }

    /// Whether the image holds the column, as NULL or a value.
    boolean holds(int column) {
        return starts[column] != NOT_LOGGED;
    }

    /// Where the value lies, negative for NULL.
    int start(int column) {
        return starts[column];
    }

    int length(int column) {
        return lengths[column];
    }

    byte[] buf() {
        return buf;
    }

    /// Whether the value is JSON differences against the image before.
    boolean isPartial(int column) {
        return hasOptions && partial.get(column) && starts[column] >= 0;
    }

    /// Decodes a column.
    ///
    /// @param old the column's value in the image before; null where there is none
    ColumnValue value(int column, @Nullable ColumnValue old) {
        return switch (starts[column]) {
            case NULL -> ColumnValue.NULL;
            case NOT_LOGGED -> plan.notLogged(column);
            case NOT_REACHED ->
                    ColumnReader.undecodable(
                            "the row image ends before this column does", buf, at, end - at);
            default ->
                    isPartial(column)
                            ? plan.reader(column)
                                    .readDifferences(buf, starts[column], lengths[column], old)
                            : plan.reader(column).value(buf, starts[column], lengths[column]);
        };
    }
}
