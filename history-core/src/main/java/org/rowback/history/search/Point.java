package org.rowback.history.search;

import org.rowback.history.filter.TimeReader;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.RowbackException.BadFilter;
import org.rowback.history.model.RowbackException.BadInput;
import org.rowback.history.model.Source;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A point in a history between two transactions.
///
/// A time is the point before the first transaction, in log order, that committed at that time or later; a log
/// position the one before the first transaction that is not wholly before it; a transaction or GTID the one after
/// it. So the net change from 14:13 to 14:21 is what `time in 14:13..14:21` did.
///
/// @param afterChange id of the last change before it, 0 where there is none
/// @param label as typed
public record Point(long afterChange, String label) {
    private static final Pattern TRANSACTION =
            Pattern.compile("(?:tx|txn)\\s*(?:==?|:)?\\s*(\\d{1,18})", Pattern.CASE_INSENSITIVE);
    private static final Pattern POSITION =
            Pattern.compile("([^\\s:]*[^\\s:\\d][^\\s:]*):(\\d{1,18})");
    private static final Pattern GTID =
            Pattern.compile("[0-9A-Fa-f-]{36}:(?:\\w+:)?\\d+|\\d+-\\d+-\\d+");

    /// Reads `14:13`, `2026-10-04T14:13:05+02:00`, `tx 88213`, a GTID, `binlog.000412:4711`, `start` or `end`.
    public static Point parse(History history, String text, ZoneId zone) throws RowbackException {
        String typed = text.strip();
        Matcher transaction = TRANSACTION.matcher(typed);
        Matcher position = POSITION.matcher(typed);
        if (typed.equalsIgnoreCase("start")) {
            return new Point(0, typed);
        }
        if (typed.equalsIgnoreCase("end")) {
            return new Point(history.totals().changes(), typed);
        }
        if (transaction.matches()) {
            return new Point(afterTransaction(history, typed, transaction.group(1)), typed);
        }
        if (GTID.matcher(typed).matches() && !typed.matches("\\d{4}-\\d\\d-\\d\\d")) {
            return new Point(afterGtid(history, typed), typed);
        }
        if (position.matches()) {
            long offset = Long.parseLong(position.group(2));
            return new Point(before(history, position.group(1), offset), typed);
        }
        return at(history, micros(history, typed, zone), typed);
    }

    /// The point before what committed at a time or later.
    public static Point at(History history, long micros, String label) throws RowbackException {
        Optional<Transaction> first = history.transactionAtOrAfter(micros);
        return new Point(
                first.isPresent()
                        ? beforeTransaction(history, first.get())
                        : history.totals().changes(),
                label);
    }

    private static long micros(History history, String text, ZoneId zone) throws RowbackException {
        try {
            return new TimeReader(zone, history.totals()).micros(text);
        } catch (BadFilter e) {
            throw new BadInput(
                    e.getMessage()
                            + " A point is a time, `tx 4711`, a GTID, file:offset, start or end.",
                    e);
        }
    }

    private static long afterTransaction(History history, String text, String number)
            throws RowbackException {
        Optional<Transaction> found = history.transaction(Long.parseLong(number));
        if (found.isEmpty()) {
            throw new BadInput(
                    "no transaction `%s`: the case has 1 to %d"
                            .formatted(text, history.totals().transactions()));
        }
        return beforeTransaction(history, found.get()) + found.get().changes();
    }

    private static long afterGtid(History history, String gtid) throws RowbackException {
        try (Cursor<Transaction> transactions = history.transactions(1, true)) {
            while (transactions.next()) {
                if (transactions.get().gtid().equalsIgnoreCase(gtid)) {
                    return beforeTransaction(history, transactions.get())
                            + transactions.get().changes();
                }
            }
        }
        throw new BadInput("no transaction has the GTID " + gtid + "; see `log`");
    }

    private static long beforeTransaction(History history, Transaction transaction)
            throws RowbackException {
        if (transaction.changes() > 0) {
            return transaction.firstChange() - 1;
        }
        try (Cursor<Transaction> later = history.transactions(transaction.id(), true)) {
            while (later.next()) {
                if (later.get().changes() > 0) {
                    return later.get().firstChange() - 1;
                }
            }
        }
        return history.totals().changes();
    }

    private static long before(History history, String file, long offset) throws RowbackException {
        List<Source> sources = history.sources();
        int wanted = -1;
        for (int i = 0; i < sources.size(); i++) {
            wanted = sources.get(i).name().equals(file) ? i : wanted;
        }
        if (wanted < 0) {
            throw new BadInput("no source `" + file + "` in the case; see `info`");
        }
        long low = 1;
        long high = history.totals().transactions() + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            Optional<Transaction> at = history.transaction(middle);
            if (at.isPresent() && endsAfter(sources, at.get(), wanted, offset)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Optional<Transaction> first = history.transaction(low);
        return first.isPresent()
                ? beforeTransaction(history, first.get())
                : history.totals().changes();
    }

    private static boolean endsAfter(
            List<Source> sources, Transaction transaction, int wanted, long offset) {
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).id() == transaction.sourceId()) {
                return i != wanted ? i > wanted : transaction.end() > offset;
            }
        }
        return false;
    }
}
