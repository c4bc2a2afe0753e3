package org.rowback.history.importing;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.SchemaVersion;

/// Values of images that a codec cannot read one by one: each image is decoded when a value of it is asked for first.
final class DecodedValues implements ImageValues {
    private final RowCodec codec;
    private final RowFormat format;
    private final SchemaVersion schema;
    private byte[] images = new byte[0];
    private int beforeAt;
    private int afterAt;
    private int end;
    private boolean hasBefore;
    private @Nullable RowImage before;
    private @Nullable RowImage after;

    DecodedValues(RowCodec codec, RowFormat format, SchemaVersion schema) {
        this.codec = codec;
        this.format = format;
        this.schema = schema;
    }

    @Override
    public void turnTo(
            byte[] newImages, int newBefore, int newAfter, int newEnd, boolean newHasBefore) {
        images = newImages;
        beforeAt = newBefore;
        afterAt = newAfter;
        end = newEnd;
        hasBefore = newHasBefore;
        before = null;
        after = null;
    }

    @Override
    public ColumnValue value(Side side, int column) {
        return (side == Side.BEFORE ? before() : after()).value(column);
    }

    private RowImage before() {
        RowImage known = before;
        if (known == null) {
            known = decode(Side.BEFORE, beforeAt, afterAt, null);
            before = known;
        }
        return known;
    }

    private RowImage after() {
        RowImage known = after;
        if (known == null) {
            known = decode(Side.AFTER, afterAt, end, hasBefore ? before() : null);
            after = known;
        }
        return known;
    }

    private RowImage decode(Side side, int from, int to, @Nullable RowImage old) {
        Bytes image = Bytes.copyOf(images, from, to - from);
        return codec.decode(format, schema, side, image, old);
    }
}
