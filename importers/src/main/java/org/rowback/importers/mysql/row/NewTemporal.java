package org.rowback.importers.mysql.row;

import org.rowback.history.model.Datum;

/// TIME2, DATETIME2 and TIMESTAMP2: temporal values with fractions as MySQL stores them since 5.6 and MariaDB since
/// 10.1 (MySQL 9 `mysys/my_time.cc`, MariaDB 11 `sql/compat56.cc`). Big-endian.
///
/// | type | bytes | meaning |
/// |---|---|---|
/// | TIME2 | 3 + fraction | 1 bit sign, 1 unused, 10 hours, 6 minutes, 6 seconds, fraction; offset by 2^23 |
/// | DATETIME2 | 5 + fraction | 1 bit sign, 17 year × 13 + month, 5 day, 5 hours, 6 minutes, 6 seconds; offset by 2^39 |
/// | TIMESTAMP2 | 4 + fraction | seconds since 1970; MariaDB since 11.5: unsigned to 2106, and so are MySQL's |
/// | fraction | (digits + 1) / 2 | in units of 1/100, 1/10000, 1/1000000 second |
///
/// A negative TIME is the two's complement of the whole, integer and fraction together.
final class NewTemporal {
    private static final int[] FRACTION_UNIT = {1, 10_000, 100, 1};

    private NewTemporal() {}

    static Datum time(byte[] buf, int at, int digits) throws Malformed {
        int fractionBytes = (digits + 1) / 2;
        int bits = 8 * fractionBytes;
        long packed = LittleEndian.bigUnsigned(buf, at, 3 + fractionBytes) - (0x800000L << bits);
        boolean negative = packed < 0;
        long size = Math.abs(packed);
        long whole = size >> bits;
        long fraction = size & ((1L << bits) - 1);
        var time =
                new Datum.TimeDatum(
                        negative,
                        (int) (whole >> 12 & 0x3FF),
                        (int) (whole >> 6 & 0x3F),
                        (int) (whole & 0x3F),
                        (int) (fraction * FRACTION_UNIT[fractionBytes]),
                        digits);
        if (whole >> 22 != 0 || time.minutes() > 59 || time.seconds() > 59) {
            throw new Malformed("a TIME holds " + packed);
        }
        if (time.micros() > 999_999) {
            throw new Malformed("a TIME has " + time.micros() + " microseconds");
        }
        return time;
    }

    static Datum datetime(byte[] buf, int at, int digits) throws Malformed {
        int fractionBytes = (digits + 1) / 2;
        long whole = LittleEndian.bigUnsigned(buf, at, 5) - 0x80_0000_0000L;
        if (whole < 0) {
            throw new Malformed("a DATETIME is negative");
        }
        long yearMonth = whole >> 22;
        return checked(
                new Datum.DateTimeDatum(
                        (int) (yearMonth / 13),
                        (int) (yearMonth % 13),
                        (int) (whole >> 17 & 0x1F),
                        (int) (whole >> 12 & 0x1F),
                        (int) (whole >> 6 & 0x3F),
                        (int) (whole & 0x3F),
                        fraction(buf, at + 5, fractionBytes),
                        digits));
    }

    static Datum timestamp(byte[] buf, int at, int digits) throws Malformed {
        return checked(
                Datum.TimestampDatum.mysql(
                        LittleEndian.bigUnsigned(buf, at, 4),
                        fraction(buf, at + 4, (digits + 1) / 2),
                        digits));
    }

    private static int fraction(byte[] buf, int at, int bytes) {
        return (int) LittleEndian.bigUnsigned(buf, at, bytes) * FRACTION_UNIT[bytes];
    }

    /// The value, where its parts are within what the server ever stores.
    static Datum.DateTimeDatum checked(Datum.DateTimeDatum time) throws Malformed {
        if (time.year() > 9999
                || time.month() > 12
                || time.day() > 31
                || time.hours() > 23
                || time.minutes() > 59
                || time.seconds() > 59
                || time.micros() > 999_999) {
            throw new Malformed("a DATETIME holds the impossible " + time.text());
        }
        return time;
    }

    /// See the other.
    static Datum.TimestampDatum checked(Datum.TimestampDatum time) throws Malformed {
        if (time.micros() > 999_999) {
            throw new Malformed("a TIMESTAMP has " + time.micros() + " microseconds");
        }
        return time;
    }
}
