package org.rowback.importers.postgres.type;

import org.rowback.history.model.Datum;
import org.rowback.history.model.Datum.Years;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates and times as PostgreSQL prints them with DateStyle ISO. Server source: `EncodeDateOnly`, `EncodeDateTime`,
/// `EncodeTimezone` in `src/backend/utils/adt/datetime.c` (PostgreSQL 17).
///
/// | text | what |
/// |---|---|
/// | `2024-02-29`, `12024-02-29`, `0044-03-15 BC` | date |
/// | `2024-02-29 12:34:56.789`, the same with ` BC` | timestamp; zeros at the fraction's end are not printed |
/// | `…+02`, `…+05:30`, `…-00:01:15` before ` BC` | timestamptz: hours, minutes and seconds east of UTC |
/// | `24:00:00` | time: up to midnight's end |
/// | `infinity`, `-infinity` | date and timestamps |
final class TemporalText {
    private static final Pattern DATE = Pattern.compile("(\\d{4,7})-(\\d\\d)-(\\d\\d)( BC)?");
    private static final String CLOCK = "(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,6}))?";
    private static final Pattern TIME = Pattern.compile(CLOCK);
    private static final Pattern DATE_TIME =
            Pattern.compile(
                    "(\\d{4,7})-(\\d\\d)-(\\d\\d) "
                            + CLOCK
                            + "(?:([+-])(\\d\\d)(?::(\\d\\d))?(?::(\\d\\d))?)?( BC)?");
    private static final int DAY_SECONDS = 86_400;

    private TemporalText() {}

    static Datum date(String text) {
        if (text.endsWith("infinity")) {
            return new Datum.DateDatum(infinite(text), 1, 1);
        }
        Matcher m = matcher(DATE, text);
        return new Datum.DateDatum(year(m.group(1), m.group(4)), number(m, 2), number(m, 3));
    }

    static Datum time(String text) {
        Matcher m = matcher(TIME, text);
        return new Datum.TimeDatum(
                false,
                number(m, 1),
                number(m, 2),
                number(m, 3),
                micros(m.group(4)),
                digits(m.group(4)));
    }

    static Datum dateTime(String text) {
        if (text.endsWith("infinity")) {
            return new Datum.DateTimeDatum(infinite(text), 1, 1, 0, 0, 0, 0, 0);
        }
        Matcher m = matcher(DATE_TIME, text);
        if (m.group(8) != null) {
            throw new IllegalArgumentException(text);
        }
        return new Datum.DateTimeDatum(
                year(m.group(1), m.group(12)),
                number(m, 2),
                number(m, 3),
                number(m, 4),
                number(m, 5),
                number(m, 6),
                micros(m.group(7)),
                digits(m.group(7)));
    }

    static Datum timestamp(String text) {
        if (text.endsWith("infinity")) {
            return new Datum.TimestampDatum(
                    infinite(text) == Years.INFINITY
                            ? Datum.TimestampDatum.INFINITY
                            : Datum.TimestampDatum.MINUS_INFINITY,
                    0,
                    0);
        }
        Matcher m = matcher(DATE_TIME, text);
        if (m.group(8) == null) {
            throw new IllegalArgumentException(text);
        }
        int year = year(m.group(1), m.group(12));
        long days =
                LocalDate.of(year < 0 ? year + 1 : year, number(m, 2), number(m, 3)).toEpochDay();
        int offset = number(m, 9) * 3600 + optional(m, 10) * 60 + optional(m, 11);
        long seconds = number(m, 4) * 3600L + number(m, 5) * 60L + number(m, 6);
        return new Datum.TimestampDatum(
                days * DAY_SECONDS + seconds - (m.group(8).equals("-") ? -offset : offset),
                micros(m.group(7)),
                digits(m.group(7)));
    }

    private static Matcher matcher(Pattern pattern, String text) {
        Matcher m = pattern.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException(text);
        }
        return m;
    }

    private static int infinite(String text) {
        return switch (text) {
            case "infinity" -> Years.INFINITY;
            case "-infinity" -> Years.MINUS_INFINITY;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static int year(String digits, @org.jspecify.annotations.Nullable String bc) {
        int year = Integer.parseInt(digits);
        return bc == null ? year : -year;
    }

    private static int number(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }

    private static int optional(Matcher m, int group) {
        return m.group(group) == null ? 0 : number(m, group);
    }

    private static int micros(@org.jspecify.annotations.Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "000000").substring(0, 6));
    }

    private static int digits(@org.jspecify.annotations.Nullable String fraction) {
        return fraction == null ? 0 : fraction.length();
    }
}
