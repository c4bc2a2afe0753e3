package org.rowback.ui.jump;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.CaseTotals;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.ui.TimeRange;
import org.rowback.ui.text.Text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Understands what is typed into "Go to": `14:13`, `14:13..14:21`, `2026-10-04 14:13`, `tx 88213`, `#4711`, a GTID,
/// `binlog.000412:91822`. Reads the case: on a worker.
final class Navigator {
    private static final Pattern NUMBERED = Pattern.compile("(?i)(tx|change|#)\\s*(\\d{1,18})");
    private static final Pattern POSITION = Pattern.compile("(\\S+):(\\d{1,18})");

    private final History history;
    private final ZoneId zone;
    private final ImportMonitor monitor;

    Navigator(History history, ZoneId zone, ImportMonitor monitor) {
        this.history = history;
        this.zone = zone;
        this.monitor = monitor;
    }

    Destination find(String typed) throws RowbackException {
        String text = typed.strip();
        int dots = text.indexOf("..");
        if (dots > 0) {
            Optional<Long> from = time(text.substring(0, dots).strip());
            Optional<Long> to = time(text.substring(dots + 2).strip());
            if (from.isPresent() && to.isPresent()) {
                return new Destination.ATime(TimeRange.between(from.get(), to.get()));
            }
        }
        Matcher numbered = NUMBERED.matcher(text);
        if (numbered.matches()) {
            long number = Long.parseLong(numbered.group(2));
            return numbered.group(1).equalsIgnoreCase("tx")
                    ? first(history.transaction(number), text)
                    : history.change(number)
                            .<Destination>map(c -> new Destination.AChange(c.id()))
                            .orElseGet(() -> nowhere(text));
        }
        Optional<Long> time = time(text);
        if (time.isPresent()) {
            return first(history.transactionAtOrAfter(time.get()), text);
        }
        Matcher position = POSITION.matcher(text);
        if (position.matches() && isSource(position.group(1))) {
            return atPosition(position.group(1), Long.parseLong(position.group(2)), text);
        }
        return search(tx -> tx.gtid().equalsIgnoreCase(text), text);
    }

    private boolean isSource(String name) throws RowbackException {
        return history.sources().stream().anyMatch(source -> source.name().equals(name));
    }

    private Destination atPosition(String file, long offset, String text) throws RowbackException {
        return search(tx -> tx.begin().file().equals(file) && tx.end() > offset, text);
    }

    private Destination search(Predicate<Transaction> wanted, String text) throws RowbackException {
        try (Cursor<Transaction> cursor = history.transactions(1, true)) {
            long seen = 0;
            while (cursor.next()) {
                if (++seen % 512 == 0) {
                    monitor.check();
                }
                if (wanted.test(cursor.get()) && cursor.get().changes() > 0) {
                    return first(Optional.of(cursor.get()), text);
                }
            }
        }
        return nowhere(text);
    }

    /// The first change of a transaction, or of the next one that has any.
    private Destination first(Optional<Transaction> transaction, String text)
            throws RowbackException {
        if (transaction.isEmpty()) {
            return nowhere(text);
        }
        if (transaction.get().firstChange() > 0) {
            return new Destination.AChange(transaction.get().firstChange());
        }
        Scan later = Scan.ALL.times(transaction.get().commitTimeMicros(), Long.MAX_VALUE);
        try (Cursor<Change> cursor = history.changes(later, monitor)) {
            return cursor.next() ? new Destination.AChange(cursor.get().id()) : nowhere(text);
        }
    }

    private static Destination nowhere(String text) {
        return new Destination.Nowhere(Text.of("goto.nowhere", text));
    }

    /// An instant: with an offset as it says, else in the zone of the window; without a date on the case's last day.
    private Optional<Long> time(String text) throws RowbackException {
        String iso = text.replace(' ', 'T');
        try {
            return Optional.of(micros(OffsetDateTime.parse(iso).toInstant()));
        } catch (DateTimeException noOffset) {
            // Tried as a local time next.
        }
        try {
            return Optional.of(micros(LocalDateTime.parse(iso).atZone(zone).toInstant()));
        } catch (DateTimeException noDate) {
            // Tried as a time of day next.
        }
        try {
            LocalTime time = LocalTime.parse(text.length() == 4 ? "0" + text : text);
            return Optional.of(micros(time.atDate(lastDay()).atZone(zone).toInstant()));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private LocalDate lastDay() throws RowbackException {
        CaseTotals totals = history.totals();
        return LocalDate.ofInstant(Instant.ofEpochMilli(totals.lastTimeMicros() / 1_000), zone);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
