package org.rowback.history.query;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;

import java.util.BitSet;

/// Which of some changes were overwritten: a later change that counts as history named the row that they left or took
/// away.
public final class LaterWrites {
    private LaterWrites() {}

    /// The ids of a scan's row changes that were overwritten; only the scan's own changes are held.
    public static BitSet of(History history, Scan selected, ImportMonitor monitor)
            throws RowbackException {
        BitSet overwritten = new BitSet();
        try (Cursor<Change> changes = history.changes(selected, monitor)) {
            while (changes.next()) {
                Change change = changes.get();
                if (change.op().isRow() && isOverwritten(history, change)) {
                    overwritten.set(Math.toIntExact(change.id()));
                }
            }
        }
        return overwritten;
    }

    private static boolean isOverwritten(History history, Change change) throws RowbackException {
        RowKey left = (change.op() == Op.DELETE ? change.key() : change.keyAfter()).orElseThrow();
        long[] ids = history.changesOf(change.tableId(), left);
        for (int i = ids.length - 1; i >= 0 && ids[i] > change.id(); i--) {
            if (!history.change(ids[i]).orElseThrow().isVoid()) {
                return true;
            }
        }
        return false;
    }
}
