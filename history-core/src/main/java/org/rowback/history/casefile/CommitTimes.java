package org.rowback.history.casefile;

import org.rowback.history.casefile.blocks.ChangeBlock;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.casefile.sql.SqlFailure;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Scan;

import java.util.HashMap;
import java.util.Map;

/// When the transactions of a block committed.
record CommitTimes(Db db, Map<Long, Long> microsById) {
    static CommitTimes of(Db db, ChangeBlock block) throws RowbackException.CaseFile {
        Map<Long, Long> microsById = new HashMap<>();
        return db.query(
                "SELECT id, commit_time_micros FROM transaction_row WHERE id BETWEEN ? AND ? AND"
                        + " changes > 0",
                rows -> {
                    while (rows.next()) {
                        microsById.put(rows.getLong(1), rows.getLong(2));
                    }
                    return new CommitTimes(db, microsById);
                },
                block.transaction(0),
                block.transaction(block.count() - 1));
    }

    boolean isWithin(long transaction, Scan scan) throws RowbackException.CaseFile {
        Long micros = microsById.get(transaction);
        if (micros == null) {
            throw SqlFailure.damaged(db.path(), "transaction " + transaction + " is missing");
        }
        return micros >= scan.fromMicros() && micros < scan.toMicros();
    }
}
