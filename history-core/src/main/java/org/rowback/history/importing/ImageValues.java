package org.rowback.history.importing;

import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.model.ColumnValue;

/// Reads single values of the images of one change after another, all of one format and schema version. What it gives
/// is what [RowCodec#decode] gives. Not thread-safe.
public interface ImageValues {
    /// Turns to the images of a change: the one before lies from `before` to `after`, the one after from there to `end`.
    ///
    /// @param images is not written to, and read only until it turns to the next
    /// @param hasBefore whether the change has an image before; an image of no bytes is one too
    void turnTo(byte[] images, int before, int after, int end, boolean hasBefore);

    /// The value of a column in an image that the change has.
    ColumnValue value(Side side, int column);
}
