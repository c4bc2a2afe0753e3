package org.rowback.importers.mysql.row;

import org.rowback.history.importing.ImageValues;
import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.model.ColumnValue;

/// Values of images that are walked as far as the columns asked for, and no further. An image whose bounds are known is
/// reached without walking the one before it.
final class WalkedValues implements ImageValues {
    private static final byte[] NOTHING = {};

    private final RowWalk before;
    private final RowWalk after;
    private byte[] images = NOTHING;
    private int beforeAt;
    private int afterAt;
    private int end;
    private boolean hasBefore;
    private boolean begunBefore;
    private boolean begunAfter;

    WalkedValues(RowPlan plan) {
        before = new RowWalk(plan, Side.BEFORE);
        after = new RowWalk(plan, Side.AFTER);
    }

    @Override
    public void turnTo(
            byte[] newImages, int newBefore, int newAfter, int newEnd, boolean newHasBefore) {
        images = newImages;
        beforeAt = newBefore;
        afterAt = newAfter;
        end = newEnd;
        hasBefore = newHasBefore;
        begunBefore = false;
        begunAfter = false;
    }

    @Override
    public ColumnValue value(Side side, int column) {
        return side == Side.BEFORE ? before(column) : after(column);
    }

    private ColumnValue before(int column) {
        if (!begunBefore) {
            before.begin(images, beforeAt, afterAt);
            begunBefore = true;
        }
        before.reach(column);
        return before.value(column, null);
    }

    private ColumnValue after(int column) {
        if (!begunAfter) {
            after.begin(images, afterAt, end);
            begunAfter = true;
        }
        after.reach(column);
        boolean differs = hasBefore && after.isPartial(column);
        return after.value(column, differs ? before(column) : null);
    }
}
