package org.rowback.history.snapshot;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;

import java.util.BitSet;

/// Feeds one table's changes to a ledger.
final class TableWalk {
    private TableWalk() {}

    /// From `from` (included), up to the end of the evidence; what lies after `moment` is fed as such.
    static void feed(
            History history,
            int tableId,
            long from,
            long moment,
            long to,
            RowLedger ledger,
            ImportMonitor monitor)
            throws RowbackException {
        BitSet table = new BitSet();
        table.set(tableId);
        boolean passed = false;
        try (Cursor<Change> changes =
                history.changes(Scan.ALL.ids(from, to).tables(table), monitor)) {
            while (changes.next()) {
                Change change = changes.get();
                if (!passed && change.id() > moment) {
                    ledger.passMoment();
                    passed = true;
                }
                if (change.op().isRow()) {
                    ledger.take(change);
                } else if (emptiesTable(change)) {
                    ledger.takeEmptying(change);
                }
            }
        }
    }

    /// Whether a change leaves its table without rows: TRUNCATE, or a DDL after which the table has no columns.
    static boolean emptiesTable(Change change) {
        return change.op() == Op.TRUNCATE
                || (change.op() == Op.DDL && change.schema().columns().isEmpty());
    }
}
