package org.rowback.app.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/// Times in text, in the zone the user chose, always with its offset.
final class Times {
    private static final DateTimeFormatter MICROS =
            new DateTimeFormatterBuilder()
                    .appendPattern("yyyy-MM-dd HH:mm:ss")
                    .appendFraction(ChronoField.MICRO_OF_SECOND, 6, 6, true)
                    .appendOffset("+HH:MM", "Z")
                    .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter SECONDS =
            new DateTimeFormatterBuilder()
                    .appendPattern("yyyy-MM-dd HH:mm:ss")
                    .appendOffset("+HH:MM", "Z")
                    .toFormatter(Locale.ROOT);

    private final ZoneId zone;

    Times(ZoneId zone) {
        this.zone = zone;
    }

    /// With microseconds where the log has them; `-` for no time.
    String show(long micros, boolean exact) {
        if (micros == 0) {
            return "-";
        }
        Instant instant =
                Instant.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L),
                        Math.floorMod(micros, 1_000_000L) * 1000);
        return (exact ? MICROS : SECONDS).format(instant.atZone(zone));
    }

    String seconds(long micros) {
        return show(micros, false);
    }
}
