package org.rowback.history.filter;

import org.rowback.history.model.Datum;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Temporal literals that column values are compared with.
final class WallClock {
    private static final Pattern DATE_TIME =
            Pattern.compile(
                    "(-?\\d{4,6})-(\\d\\d)-(\\d\\d)"
                            + "(?:[T ](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,6}))?)?)?"
                            + "(Z|[+-]\\d\\d(?::?\\d\\d)?)?");
    private static final Pattern DURATION =
            Pattern.compile("(-?)(\\d{1,3}):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,6}))?)?");

    private WallClock() {}

    /// A date and time as written; zero and partial dates are kept as what they are.
    record Written(long[] parts, Optional<ZoneOffset> offset) {
        boolean isZero() {
            return parts[0] == 0 && parts[1] == 0 && parts[2] == 0;
        }

        /// The instant it names; empty where there is none, or two.
        Optional<Long> micros(ZoneId zone) {
            if (parts[1] == 0 || parts[2] == 0) {
                return Optional.empty();
            }
            try {
                var local =
                        java.time.LocalDateTime.of(
                                (int) (parts[0] < 0 ? parts[0] + 1 : parts[0]),
                                (int) parts[1],
                                (int) parts[2],
                                (int) parts[3],
                                (int) parts[4],
                                (int) parts[5],
                                (int) parts[6] * 1000);
                var offsets =
                        offset.isPresent()
                                ? java.util.List.of(offset.get())
                                : zone.getRules().getValidOffsets(local);
                return offsets.size() != 1
                        ? Optional.empty()
                        : Optional.of(
                                ChronoUnit.MICROS.between(
                                        Instant.EPOCH, local.toInstant(offsets.getFirst())));
            } catch (java.time.DateTimeException e) {
                return Optional.empty();
            }
        }
    }

    static Optional<Written> dateTime(String text) {
        Matcher m = DATE_TIME.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        long[] parts = new long[7];
        for (int i = 0; i < 6; i++) {
            parts[i] = m.group(i + 1) == null ? 0 : Long.parseLong(m.group(i + 1));
        }
        parts[6] = micros(m.group(7));
        try {
            return Optional.of(
                    new Written(parts, Optional.ofNullable(m.group(8)).map(ZoneOffset::of)));
        } catch (java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    /// A TIME's value in microseconds.
    static Optional<Long> duration(String text) {
        Matcher m = DURATION.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        long seconds =
                Long.parseLong(m.group(2)) * 3600
                        + Long.parseLong(m.group(3)) * 60
                        + (m.group(4) == null ? 0 : Long.parseLong(m.group(4)));
        long micros = seconds * 1_000_000 + micros(m.group(5));
        return Optional.of(m.group(1).isEmpty() ? micros : -micros);
    }

    private static long micros(@org.jspecify.annotations.Nullable String fraction) {
        return fraction == null ? 0 : Long.parseLong((fraction + "000000").substring(0, 6));
    }

    static long[] parts(Datum.DateDatum d) {
        return new long[] {d.year(), d.month(), d.day(), 0, 0, 0, 0};
    }

    static long[] parts(Datum.DateTimeDatum d) {
        return new long[] {
            d.year(), d.month(), d.day(), d.hours(), d.minutes(), d.seconds(), d.micros()
        };
    }

    static long micros(Datum.TimeDatum t) {
        long seconds = t.hours() * 3600L + t.minutes() * 60L + t.seconds();
        long micros = seconds * 1_000_000 + t.micros();
        return t.negative() ? -micros : micros;
    }

    static long micros(Datum.TimestampDatum t) {
        return t.epochMicros();
    }
}
