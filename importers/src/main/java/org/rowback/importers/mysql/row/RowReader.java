package org.rowback.importers.mysql.row;

import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.KeyHasher;
import org.rowback.history.model.SchemaVersion;

/// Walks row images while importing: finds where each ends and what its key hashes to, without making garbage.
///
/// Read an image, then take its hash; for an UPDATE read the image before, then the image after, from one buffer or
/// two, then take both hashes. Not thread-safe; one for each layout and schema version, to be used again and again.
///
/// The hash equals that of the key that [MysqlRowCodec] decodes; key columns that the image after does not hold are
/// those of the image before.
public final class RowReader {
    /// What [#read] answers where an image does not fit its layout.
    public static final int DAMAGED = -1;

    private final RowPlan plan;
    private final int[] keyColumns;
    private final int tableId;
    private final KeyHasher hasher = new KeyHasher();
    private final RowWalk before;
    private final RowWalk after;

    RowReader(RowLayout layout, SchemaVersion schema, int[] keyColumns, int tableId) {
        this.plan = new RowPlan(layout, schema);
        this.keyColumns = keyColumns.length > 0 ? keyColumns.clone() : all(layout.columnCount());
        this.tableId = tableId;
        this.before = new RowWalk(plan, Side.BEFORE);
        this.after = new RowWalk(plan, Side.AFTER);
    }

    private static int[] all(int columns) {
        int[] indexes = new int[columns];
        java.util.Arrays.setAll(indexes, i -> i);
        return indexes;
    }

    /// Walks one image and remembers where its values lie. The buffer must not change before the hash was taken.
    ///
    /// @param off where it begins
    /// @param end where it ends at the latest: the end of the event's rows
    /// @return how many bytes it takes, or [#DAMAGED]
    public int read(byte[] buf, int off, int end, Side side) {
        return walk(side).read(buf, off, end);
    }

    /// The hash of the key of the image last read on a side.
    public long keyHash(Side side) {
        RowWalk walk = walk(side);
        hasher.table(tableId);
        for (int column : keyColumns) {
            if (walk.holds(column)) {
                hash(walk, column, side);
            } else if (side == Side.AFTER && before.holds(column)) {
                hash(before, column, Side.BEFORE);
            } else {
                hasher.value(plan.notLogged(column));
            }
        }
        return hasher.hash();
    }

    /// Forgets the image before, so that one of another change is not taken for it; call it before the first image
    /// after of an event that has no images before.
    public void forgetBefore() {
        before.clear();
    }

    private void hash(RowWalk walk, int column, Side side) {
        int start = walk.start(column);
        if (start < 0) {
            hasher.value(ColumnValue.NULL);
        } else {
            boolean partial = walk.isPartial(column);
            ColumnValue old = partial && side == Side.AFTER ? before.value(column, null) : null;
            if (partial) {
                hasher.value(walk.value(column, old));
            } else {
                plan.reader(column).hash(hasher, walk.buf(), start, walk.length(column));
            }
        }
    }

    private RowWalk walk(Side side) {
        return side == Side.BEFORE ? before : after;
    }
}
