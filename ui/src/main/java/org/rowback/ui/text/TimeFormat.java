package org.rowback.ui.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How instants are written in one zone: ISO, never in the reader's language.
public record TimeFormat(ZoneId zone) {
    public static final TimeFormat UTC = new TimeFormat(ZoneId.of("UTC"));

    private static final DateTimeFormatter MILLIS = pattern("HH:mm:ss.SSS");
    private static final DateTimeFormatter MICROS = pattern("HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter SECONDS = pattern("HH:mm:ss");
    private static final DateTimeFormatter MINUTES = pattern("HH:mm");
    private static final DateTimeFormatter DATE = pattern("uuuu-MM-dd");
    private static final DateTimeFormatter FULL = pattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    /// UTC is called so, also where it was given as an offset, whose name is `Z`.
    public TimeFormat {
        zone = zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone;
    }

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }

    /// `14:13:02.113`, or whole seconds where the log has no more.
    public String timeOfDay(long micros, boolean exact) {
        return (exact ? MILLIS : SECONDS).format(at(micros));
    }

    /// `14:13:02.113204`.
    public String timeToMicros(long micros) {
        return MICROS.format(at(micros));
    }

    /// `14:13`, with seconds where they are not zero.
    public String shortTime(long micros) {
        ZonedDateTime time = at(micros);
        return (time.getSecond() == 0 ? MINUTES : SECONDS).format(time);
    }

    /// `2026-10-04`.
    public String date(long micros) {
        return DATE.format(at(micros));
    }

    /// `2026-10-04 14:13:02.113204`.
    public String full(long micros) {
        return FULL.format(at(micros));
    }

    /// `14:13 – 14:21`, with dates where the range crosses midnight.
    public String range(long fromMicros, long toMicros) {
        boolean sameDay = date(fromMicros).equals(date(Math.max(fromMicros, toMicros - 1)));
        return sameDay
                ? shortTime(fromMicros) + " – " + shortTime(toMicros)
                : date(fromMicros)
                        + " "
                        + shortTime(fromMicros)
                        + " – "
                        + date(toMicros)
                        + " "
                        + shortTime(toMicros);
    }

    /// The same instant with its offset, as the filter language reads it: `2026-10-04T14:13:00.123456+02:00`.
    public String literal(long micros) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at(micros));
    }

    public ZonedDateTime at(long micros) {
        return Instant.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L)
                .atZone(zone);
    }
}
