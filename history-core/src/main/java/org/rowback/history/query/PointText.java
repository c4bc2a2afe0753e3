package org.rowback.history.query;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.RowbackException;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Pattern;

/// A point of a log as typed: a time with its date, or `file:offset`.
///
/// @param micros null where it is a position or nothing was typed
/// @param position null where it is a time or nothing was typed
public record PointText(@Nullable Long micros, @Nullable String position) {
    private static final Pattern POSITION = Pattern.compile("[^\\s:]*[^\\s:\\d][^\\s:]*:\\d{1,18}");
    private static final DateTimeFormatter LOCAL =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd[['T'][' ']HH:mm[:ss]")
                    .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
                    .appendPattern("]")
                    .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                    .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
                    .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
                    .toFormatter(Locale.ROOT);

    /// Reads what was typed; nothing where it is null.
    ///
    /// @param zone of times that name none
    public static PointText parse(@Nullable String text, ZoneId zone)
            throws RowbackException.BadInput {
        if (text == null) {
            return new PointText(null, null);
        }
        if (POSITION.matcher(text).matches()) {
            return new PointText(null, text);
        }
        try {
            Instant instant =
                    text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                            ? OffsetDateTime.parse(text.replace(' ', 'T')).toInstant()
                            : LocalDateTime.parse(text, LOCAL).atZone(zone).toInstant();
            return new PointText(
                    instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1000, null);
        } catch (DateTimeException e) {
            throw new RowbackException.BadInput(
                    "'"
                            + text
                            + "' is neither a time nor a position: write '2026-10-04 14:13:00' (add"
                            + " +02:00 for another zone) or binlog.000412:4711",
                    e);
        }
    }
}
