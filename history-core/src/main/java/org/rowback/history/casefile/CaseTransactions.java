package org.rowback.history.casefile;

import org.rowback.history.casefile.sql.Db;
import org.rowback.history.casefile.sql.SqlFailure;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Transaction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The transactions of some neighbouring changes.
record CaseTransactions(Db db, Map<Long, Transaction> byId) {
    /// Where so many times more transactions lie between the first and the last, each is looked up by itself.
    private static final int SPARSE = 8;

    static CaseTransactions of(Db db, List<StoredChange> changes) throws RowbackException.CaseFile {
        CaseTransactions transactions = new CaseTransactions(db, new HashMap<>());
        if (changes.isEmpty()) {
            return transactions;
        }
        long one = changes.getFirst().transactionId();
        long other = changes.getLast().transactionId();
        if (Math.abs(other - one) / SPARSE < changes.size()) {
            return between(db, Math.min(one, other), Math.max(one, other));
        }
        for (StoredChange change : changes) {
            long id = change.transactionId();
            if (!transactions.byId.containsKey(id)) {
                transactions.read(id, id);
            }
        }
        return transactions;
    }

    /// Those with ids from `first` to `last`.
    static CaseTransactions between(Db db, long first, long last) throws RowbackException.CaseFile {
        CaseTransactions transactions = new CaseTransactions(db, new HashMap<>());
        transactions.read(first, last);
        return transactions;
    }

    private void read(long first, long last) throws RowbackException.CaseFile {
        List<Transaction> some =
                PagedCursor.rows(
                        db,
                        "SELECT "
                                + TransactionRow.COLUMNS
                                + "WHERE t.id BETWEEN ? AND ? AND t.changes > 0",
                        row -> TransactionRow.read(db, row),
                        first,
                        last);
        some.forEach(transaction -> byId.put(transaction.id(), transaction));
    }

    Transaction at(long id) throws RowbackException.CaseFile {
        Transaction transaction = byId.get(id);
        if (transaction == null) {
            throw SqlFailure.damaged(db.path(), "transaction " + id + " is missing");
        }
        return transaction;
    }
}
