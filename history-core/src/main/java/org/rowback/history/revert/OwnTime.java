package org.rowback.history.revert;

import org.rowback.history.model.ColumnType;
import org.rowback.history.model.Datum;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A date or time that the user gives: `2024-02-29`, `-12:34:56.789`, `2024-02-29 12:34:56`. Instants are in UTC.
final class OwnTime {
    private static final String DATE = "(\\d{4})-(\\d\\d)-(\\d\\d)";
    private static final String FRACTION = "(?:\\.(\\d{1,6}))?";
    private static final Pattern DAY = Pattern.compile(DATE);
    private static final Pattern CLOCK =
            Pattern.compile("(-?)(\\d{2,3}):(\\d\\d):(\\d\\d)" + FRACTION);
    private static final Pattern DAY_AND_CLOCK =
            Pattern.compile(DATE + "[ T](\\d\\d):(\\d\\d):(\\d\\d)" + FRACTION + "(?:Z|\\+00)?");

    private OwnTime() {}

    /// @throws IllegalArgumentException where it is none that the column holds
    static Datum read(ColumnType type, String text) {
        return switch (type.family()) {
            case DATE -> date(match(DAY, text, "write it like 2024-02-29"));
            case TIME -> time(type, match(CLOCK, text, "write it like 12:34:56"));
            case DATETIME -> dateTime(type, match(DAY_AND_CLOCK, text, like(type)));
            case TIMESTAMP -> timestamp(type, match(DAY_AND_CLOCK, text, like(type)));
            default -> throw new IllegalArgumentException("it is no time");
        };
    }

    private static String like(ColumnType type) {
        boolean isInstant = type.family() == ColumnType.Family.TIMESTAMP;
        return "write it like 2024-02-29 12:34:56" + (isInstant ? ", in UTC" : "");
    }

    private static Matcher match(Pattern pattern, String text, String otherwise) {
        Matcher matcher = pattern.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(otherwise);
        }
        return matcher;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static Datum date(Matcher m) {
        LocalDate date = LocalDate.of(number(m, 1), number(m, 2), number(m, 3));
        return new Datum.DateDatum(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    private static Datum time(ColumnType type, Matcher m) {
        if (number(m, 2) > 838 || number(m, 3) > 59 || number(m, 4) > 59) {
            throw new IllegalArgumentException("there is no such time");
        }
        return new Datum.TimeDatum(
                !m.group(1).isEmpty(),
                number(m, 2),
                number(m, 3),
                number(m, 4),
                micros(type, m.group(5)),
                digits(type, m.group(5)));
    }

    private static LocalDateTime local(Matcher m) {
        return LocalDateTime.of(
                number(m, 1), number(m, 2), number(m, 3), number(m, 4), number(m, 5), number(m, 6));
    }

    private static Datum dateTime(ColumnType type, Matcher m) {
        LocalDateTime at = local(m);
        return new Datum.DateTimeDatum(
                at.getYear(),
                at.getMonthValue(),
                at.getDayOfMonth(),
                at.getHour(),
                at.getMinute(),
                at.getSecond(),
                micros(type, m.group(7)),
                digits(type, m.group(7)));
    }

    private static Datum timestamp(ColumnType type, Matcher m) {
        return new Datum.TimestampDatum(
                local(m).toEpochSecond(ZoneOffset.UTC),
                micros(type, m.group(7)),
                digits(type, m.group(7)));
    }

    /// PostgreSQL prints as many digits as there are, MySQL as many as the column has.
    private static int digits(ColumnType type, @org.jspecify.annotations.Nullable String fraction) {
        boolean printsAll = type.sql().contains(" time zone");
        return printsAll ? shortest(fraction).length() : type.digits();
    }

    private static String shortest(@org.jspecify.annotations.Nullable String fraction) {
        return fraction == null ? "" : fraction.replaceFirst("0+$", "");
    }

    private static int micros(ColumnType type, @org.jspecify.annotations.Nullable String fraction) {
        String kept = shortest(fraction);
        boolean hasAll = type.sql().contains(" time zone") && !type.sql().contains("(");
        int holds = hasAll ? 6 : type.digits();
        if (kept.length() > holds) {
            throw new IllegalArgumentException(
                    "the column holds " + holds + " digits of a second's fraction");
        }
        return Integer.parseInt((kept + "000000").substring(0, 6));
    }
}
