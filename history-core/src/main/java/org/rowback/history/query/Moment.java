package org.rowback.history.query;

import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Transaction;

import java.time.ZoneId;
import java.util.Optional;

/// A point between two transactions: after the change `lastChange`, before the next.
///
/// @param lastChange id of the last change before it; 0 before the first, `Long.MAX_VALUE` after the last
/// @param description for people
public record Moment(long lastChange, String description) {
    public static final Moment START = new Moment(0, "before the first change");
    public static final Moment END = new Moment(Long.MAX_VALUE, "after the last change");

    /// Reads `start`, `end`, a time (after all that committed at or before it), `file:offset` (after all that ended at
    /// or before it), `tx:N` or a GTID (right after it).
    public static Moment parse(String text, History history, ZoneId zone) throws RowbackException {
        if (text.equalsIgnoreCase("start")) {
            return START;
        }
        if (text.equalsIgnoreCase("end") || text.equalsIgnoreCase("now")) {
            return END;
        }
        if (text.matches("tx:\\d{1,18}")) {
            Optional<Transaction> named = history.transaction(Long.parseLong(text.substring(3)));
            if (named.isEmpty()) {
                throw new RowbackException.BadInput("no transaction " + text + " in the case");
            }
            return after(named.get(), history);
        }
        if (text.matches("[0-9A-Fa-f-]{36}:(\\w+:)?\\d+|\\d+-\\d+-\\d+")
                && !text.matches("\\d{4}-\\d\\d-\\d\\d")) {
            return atGtid(text, history);
        }
        PointText point = PointText.parse(text, zone);
        Long micros = point.micros();
        return micros != null
                ? at(micros, history)
                : atPosition(String.valueOf(point.position()), history);
    }

    /// After all that committed at or before a time.
    public static Moment at(long micros, History history) throws RowbackException {
        Optional<Transaction> next = history.transactionAtOrAfter(micros + 1);
        if (next.isEmpty()) {
            return END;
        }
        return before(next.get(), history);
    }

    /// Right after a transaction.
    public static Moment after(Transaction transaction, History history) throws RowbackException {
        try (Cursor<Transaction> back = history.transactions(transaction.id(), false)) {
            while (back.next()) {
                if (back.get().changes() > 0) {
                    return new Moment(lastOf(back.get()), "after transaction " + transaction.id());
                }
            }
        }
        return START;
    }

    private static long lastOf(Transaction transaction) {
        return transaction.firstChange() + transaction.changes() - 1;
    }

    private static Moment before(Transaction transaction, History history) throws RowbackException {
        try (Cursor<Transaction> from = history.transactions(transaction.id(), true)) {
            while (from.next()) {
                if (from.get().changes() > 0) {
                    return new Moment(
                            from.get().firstChange() - 1, "before transaction " + transaction.id());
                }
            }
        }
        return END;
    }

    private static Moment atGtid(String gtid, History history) throws RowbackException {
        long last = 0;
        try (Cursor<Transaction> all = history.transactions(1, true)) {
            while (all.next()) {
                Transaction transaction = all.get();
                last = transaction.changes() > 0 ? lastOf(transaction) : last;
                if (transaction.gtid().equalsIgnoreCase(gtid)) {
                    return new Moment(last, "after " + gtid);
                }
            }
        }
        throw new RowbackException.BadInput("no transaction " + gtid + " in the case");
    }

    private static Moment atPosition(String position, History history) throws RowbackException {
        int colon = position.lastIndexOf(':');
        String file = position.substring(0, colon);
        long offset = Long.parseLong(position.substring(colon + 1));
        long last = 0;
        boolean seen = false;
        try (Cursor<Transaction> all = history.transactions(1, true)) {
            while (all.next()) {
                Transaction transaction = all.get();
                boolean here = transaction.begin().file().equals(file);
                if ((seen && !here) || (here && transaction.end() > offset)) {
                    return new Moment(last, "at " + position);
                }
                seen |= here;
                last = transaction.changes() > 0 ? lastOf(transaction) : last;
            }
        }
        if (!seen) {
            throw new RowbackException.BadInput(
                    "no source " + file + " in the case: rowback info lists them");
        }
        return END;
    }
}
