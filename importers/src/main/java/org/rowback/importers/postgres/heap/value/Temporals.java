package org.rowback.importers.postgres.heap.value;

/// Dates and times: days and microseconds since 2000-01-01, which count in the Gregorian calendar back to 4713 BC.
///
/// Source: PostgreSQL 18 `src/backend/utils/adt/datetime.c` (`EncodeDateOnly`, `EncodeDateTime`, `EncodeInterval`),
/// `src/include/datatype/timestamp.h`.
final class Temporals {
    private static final long SECOND = 1_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long EPOCH_2000 = 10_957;
    private static final int MONTHS = 12;

    private Temporals() {}

    static void date(StringBuilder out, int days) {
        if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
            out.append(days < 0 ? "-infinity" : "infinity");
            return;
        }
        if (day(out, days)) {
            out.append(" BC");
        }
    }

    /// @return whether the year is before the common era
    private static boolean day(StringBuilder out, long days) {
        java.time.LocalDate date = java.time.LocalDate.ofEpochDay(days + EPOCH_2000);
        int year = date.getYear();
        padded(out, year > 0 ? year : 1 - year, 4);
        out.append('-');
        padded(out, date.getMonthValue(), 2);
        out.append('-');
        padded(out, date.getDayOfMonth(), 2);
        return year <= 0;
    }

    static void timestamp(StringBuilder out, long micros, boolean zone) throws MalformedValue {
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            out.append(micros < 0 ? "-infinity" : "infinity");
            return;
        }
        boolean bc = day(out, Math.floorDiv(micros, DAY));
        out.append(' ');
        time(out, Math.floorMod(micros, DAY));
        if (zone) {
            out.append("+00");
        }
        if (bc) {
            out.append(" BC");
        }
    }

    static void time(StringBuilder out, long micros) throws MalformedValue {
        if (micros < 0 || micros > DAY) {
            throw new MalformedValue("a time of " + micros + " microseconds");
        }
        clock(out, micros);
    }

    private static void clock(StringBuilder out, long micros) {
        padded(out, micros / HOUR, 2);
        out.append(':');
        padded(out, micros / MINUTE % 60, 2);
        out.append(':');
        padded(out, micros / SECOND % 60, 2);
        fraction(out, micros % SECOND);
    }

    /// @param west seconds west of Greenwich
    static void timeWithZone(StringBuilder out, long micros, int west) throws MalformedValue {
        time(out, micros);
        int seconds = Math.abs(west);
        out.append(west <= 0 ? '+' : '-');
        padded(out, seconds / 3600, 2);
        if (seconds % 3600 != 0) {
            out.append(':');
            padded(out, seconds / 60 % 60, 2);
        }
        if (seconds % 60 != 0) {
            out.append(':');
            padded(out, seconds % 60, 2);
        }
    }

    /// IntervalStyle postgres: `1 year -2 mons +3 days -04:05:06`.
    static void interval(StringBuilder out, int months, int days, long micros) {
        if (months == Integer.MAX_VALUE && days == Integer.MAX_VALUE && micros == Long.MAX_VALUE) {
            out.append("infinity");
            return;
        }
        if (months == Integer.MIN_VALUE && days == Integer.MIN_VALUE && micros == Long.MIN_VALUE) {
            out.append("-infinity");
            return;
        }
        int from = out.length();
        boolean negative = false;
        negative = part(out, from, months / MONTHS, "year", negative);
        negative = part(out, from, months % MONTHS, "mon", negative);
        negative = part(out, from, days, "day", negative);
        if (micros != 0 || out.length() == from) {
            if (out.length() > from) {
                out.append(' ');
            }
            if (micros < 0) {
                out.append('-');
            } else if (negative) {
                out.append('+');
            }
            // The lowest number has no positive counterpart, so its parts are taken first.
            long hours = Math.abs(micros / HOUR);
            long rest = Math.abs(micros % HOUR);
            padded(out, hours, 2);
            out.append(':');
            padded(out, rest / MINUTE, 2);
            out.append(':');
            padded(out, rest / SECOND % 60, 2);
            fraction(out, rest % SECOND);
        }
    }

    private static boolean part(
            StringBuilder out, int from, int value, String unit, boolean negative) {
        if (value == 0) {
            return negative;
        }
        if (out.length() > from) {
            out.append(' ');
        }
        if (negative && value > 0) {
            out.append('+');
        }
        out.append(value).append(' ').append(unit);
        if (value != 1) {
            out.append('s');
        }
        return value < 0;
    }

    private static void fraction(StringBuilder out, long micros) {
        if (micros == 0) {
            return;
        }
        out.append('.');
        padded(out, micros, 6);
        while (out.charAt(out.length() - 1) == '0') {
            out.setLength(out.length() - 1);
        }
    }

    private static void padded(StringBuilder out, long value, int width) {
        String digits = Long.toString(value);
        out.repeat('0', Math.max(0, width - digits.length())).append(digits);
    }
}
