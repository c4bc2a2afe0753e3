package org.rowback.history.casefile;

import org.rowback.history.casefile.sql.Db;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Transaction;

import java.util.List;
import java.util.Optional;

/// Reads transactions.
final class Transactions {
    private Transactions() {}

    static Optional<Transaction> at(Db db, long id) throws RowbackException.CaseFile {
        return some(db, "WHERE t.id = ?", id).stream().findFirst();
    }

    /// A page of those after (or, backwards, before) an id.
    static List<Transaction> after(Db db, long id, boolean forward)
            throws RowbackException.CaseFile {
        return some(
                db,
                (forward
                                ? "WHERE t.id > ? ORDER BY t.id LIMIT "
                                : "WHERE t.id < ? ORDER BY t.id DESC LIMIT ")
                        + PagedCursor.PAGE,
                id);
    }

    /// The id before which a walk backwards from an id begins.
    static long above(long id) {
        return id == Long.MAX_VALUE ? id : id + 1;
    }

    /// The first by id that committed at or after a time. Times need not rise with ids, so whole spans are passed over
    /// by their latest time.
    static Optional<Transaction> firstAtOrAfter(Db db, long micros)
            throws RowbackException.CaseFile {
        long span =
                db.number(
                        "SELECT first_transaction FROM transaction_span WHERE last_time_micros >= ?"
                                + " ORDER BY first_transaction LIMIT 1",
                        0,
                        micros);
        if (span == 0) {
            return Optional.empty();
        }
        return some(
                        db,
                        "WHERE t.id >= ? AND t.commit_time_micros >= ? ORDER BY t.id LIMIT 1",
                        span,
                        micros)
                .stream()
                .findFirst();
    }

    private static List<Transaction> some(Db db, String where, Object... parameters)
            throws RowbackException.CaseFile {
        return PagedCursor.rows(
                db,
                "SELECT " + TransactionRow.COLUMNS + where,
                row -> TransactionRow.read(db, row),
                parameters);
    }
}
