package org.rowback.history.casefile;

import org.rowback.history.casefile.blocks.ChangeBuffer;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;

import java.util.HashMap;
import java.util.Map;

/// Gathers how many changes each table had, and adds them to its row at a commit. Not thread-safe.
final class TableCounts {
    /// Operations that have a column of their own; the others share one.
    private static final int OTHERS = Op.DELETE.ordinal() + 1;

    private static final class Counts {
        final long[] byOp = new long[OTHERS + 1];
        long firstTransaction;
        long lastTransaction;

        Counts copy() {
            Counts copy = new Counts();
            System.arraycopy(byOp, 0, copy.byOp, 0, byOp.length);
            copy.firstTransaction = firstTransaction;
            copy.lastTransaction = lastTransaction;
            return copy;
        }
    }

    private final Map<Integer, Counts> byTable = new HashMap<>();
    private Map<Integer, Counts> marked = new HashMap<>();
    private int lastTable = -1;
    private Counts last = new Counts();

    void add(ChangeBuffer buffer) {
        for (int i = 0; i < buffer.count(); i++) {
            if (buffer.table(i) != lastTable) {
                lastTable = buffer.table(i);
                last = byTable.computeIfAbsent(lastTable, _ -> new Counts());
            }
            last.byOp[Math.min(buffer.op(i), OTHERS)]++;
            last.lastTransaction = buffer.transaction(i);
            if (last.firstTransaction == 0) {
                last.firstTransaction = last.lastTransaction;
            }
        }
    }

    void flush(Db db) throws RowbackException.CaseFile {
        for (Map.Entry<Integer, Counts> entry : byTable.entrySet()) {
            Counts counts = entry.getValue();
            db.update(
                    "UPDATE table_row SET inserts = inserts + ?, updates = updates + ?, deletes ="
                            + " deletes + ?, others = others + ?, first_transaction ="
                            + " iif(first_transaction = 0, ?, first_transaction),"
                            + " last_transaction = ? WHERE id = ?",
                    counts.byOp[0],
                    counts.byOp[1],
                    counts.byOp[2],
                    counts.byOp[OTHERS],
                    counts.firstTransaction,
                    counts.lastTransaction,
                    entry.getKey());
        }
        forget();
    }

    void forget() {
        byTable.clear();
        lastTable = -1;
    }

    /// Remembers what is gathered now.
    void mark() {
        marked = copy(byTable);
    }

    /// Has gathered again what it had at the mark.
    void backToMark() {
        forget();
        byTable.putAll(copy(marked));
    }

    private static Map<Integer, Counts> copy(Map<Integer, Counts> counts) {
        Map<Integer, Counts> copy = new HashMap<>();
        counts.forEach((table, some) -> copy.put(table, some.copy()));
        return copy;
    }
}
