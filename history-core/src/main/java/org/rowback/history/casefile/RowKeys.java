package org.rowback.history.casefile;

import org.rowback.history.casefile.StoredChange.Reading;
import org.rowback.history.casefile.blocks.ChangeBlock;
import org.rowback.history.casefile.schemas.SchemaBook;
import org.rowback.history.importing.ImageValues;
import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;

import java.util.Arrays;
import java.util.List;

/// Compares keys where they lie in the images of one format and schema version: what
/// [org.rowback.history.model.Change#key] and `keyAfter` would give, without decoding other columns. For one thread at a time.
final class RowKeys {
    private final SchemaBook.Held held;
    private final ImageValues values;
    private final int[] columns;

    RowKeys(SchemaBook book, int format, long change) throws RowbackException.CaseFile {
        held = book.held(format, change);
        Reading reading = StoredChange.reading(book, format, change);
        values = reading.values();
        int[] key = reading.schema().keyColumns();
        columns = key.length > 0 ? key : new int[reading.schema().columns().size()];
        if (key.length == 0) {
            Arrays.setAll(columns, i -> i);
        }
    }

    boolean holdFor(long change) {
        return change >= held.first() && change <= held.last();
    }

    /// Whether a row change of a block names a row, before or after it.
    boolean name(ChangeBlock block, int i, RowKey key) {
        List<ColumnValue> parts = key.parts();
        if (parts.size() != columns.length) {
            return false;
        }
        block.turn(values, i);
        Op op = block.op(i);
        return op == Op.INSERT
                ? isAfter(parts, false)
                : isBefore(parts) || (op == Op.UPDATE && isAfter(parts, true));
    }

    private boolean isBefore(List<ColumnValue> parts) {
        for (int i = 0; i < columns.length; i++) {
            if (!RowKey.samePart(values.value(Side.BEFORE, columns[i]), parts.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// @param filled whether a value that the image after does not hold is that of the image before
    private boolean isAfter(List<ColumnValue> parts, boolean filled) {
        for (int i = 0; i < columns.length; i++) {
            ColumnValue value = values.value(Side.AFTER, columns[i]);
            if (filled && value instanceof ColumnValue.NotLogged) {
                value = values.value(Side.BEFORE, columns[i]);
            }
            if (!RowKey.samePart(value, parts.get(i))) {
                return false;
            }
        }
        return true;
    }
}
