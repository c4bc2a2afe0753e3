package org.rowback.importers.mysql.row;

import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.model.Column.Generated;
import org.rowback.history.model.ColumnValue.NotLogged;
import org.rowback.history.model.SchemaVersion;

import java.util.BitSet;

/// Why a column is not in an image, as well as the sets of logged columns tell.
final class ImageReasons {
    private static final NotLogged VIRTUAL =
            new NotLogged("a virtual generated column, which this server does not log");
    private static final NotLogged NOBLOB = new NotLogged("binlog_row_image=NOBLOB");
    private static final NotLogged MINIMAL = new NotLogged("binlog_row_image=MINIMAL");
    private static final NotLogged FULL_NODUP = new NotLogged("binlog_row_image=FULL_NODUP");

    private ImageReasons() {}

    /// For each column the reason that holds where an image does not have it.
    static NotLogged[] of(RowLayout layout, SchemaVersion schema) {
        int count = layout.columnCount();
        NotLogged reason = reason(layout, schema);
        NotLogged[] reasons = new NotLogged[count];
        for (int i = 0; i < count; i++) {
            reasons[i] = isUnloggedVirtual(layout, schema, i) ? VIRTUAL : reason;
        }
        return reasons;
    }

    private static boolean isUnloggedVirtual(RowLayout layout, SchemaVersion schema, int i) {
        return schema.columns().get(i).generated() == Generated.VIRTUAL
                && !layout.logged(Side.BEFORE).get(i)
                && !layout.logged(Side.AFTER).get(i);
    }

    private static NotLogged reason(RowLayout layout, SchemaVersion schema) {
        BitSet missingBefore = missing(layout, schema, Side.BEFORE);
        BitSet missingAfter = missing(layout, schema, Side.AFTER);
        if (missingBefore.isEmpty() && layout.map().mariaDb()) {
            return FULL_NODUP;
        }
        boolean onlyBlobs =
                missingBefore.stream().allMatch(i -> layout.columns().get(i).isBlob())
                        && missingAfter.stream().allMatch(i -> layout.columns().get(i).isBlob());
        return onlyBlobs ? NOBLOB : MINIMAL;
    }

    private static BitSet missing(RowLayout layout, SchemaVersion schema, Side side) {
        BitSet missing = new BitSet();
        for (int i = 0; i < layout.columnCount(); i++) {
            missing.set(i, !layout.logged(side).get(i) && !isUnloggedVirtual(layout, schema, i));
        }
        return missing;
    }
}
