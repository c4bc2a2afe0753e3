package org.rowback.importers.mysql.row;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;

/// TIME, DATETIME and TIMESTAMP as MySQL stored them before 5.6 and MariaDB before 10.1 (later, with
/// `mysql56_temporal_format=OFF`), and DATE.
///
/// Without fraction digits (MySQL 5.5 and MariaDB 5.5 `sql/field.cc`), little-endian:
///
/// | type | bytes | meaning |
/// |---|---|---|
/// | DATE | 3 | day + month × 32 + year × 512 |
/// | DATE (type 10 of tables made before 5.0) | the same three bytes are logged | |
/// | TIME | 3, signed | hours × 10000 + minutes × 100 + seconds |
/// | DATETIME | 8 | YYYYMMDDhhmmss as a decimal number |
/// | TIMESTAMP | 4 | seconds since 1970 |
///
/// With fraction digits, only MariaDB (10.0 `sql/field.cc`, `Field_time_hires` and its sisters), big-endian. The log
/// does not say how many digits there are, so they are learnt from DDL or schema files.
///
/// | type | bytes for 1 to 6 digits | meaning, in units of the last digit |
/// |---|---|---|
/// | TIME | 4 4 5 5 5 6 | time since -839:00:00 |
/// | DATETIME | 6 6 7 7 7 8 | ((year × 13 + month) × 32 + day) × 24 hours, and the time of day |
/// | TIMESTAMP | 5 5 6 6 7 7 | 4 bytes seconds, then 1 to 3 bytes fraction |
final class OldTemporal {
    private static final int[] TIME_BYTES = {3, 4, 4, 5, 5, 5, 6};
    private static final int[] DATETIME_BYTES = {8, 6, 6, 7, 7, 7, 8};
    private static final int[] TIMESTAMP_BYTES = {4, 5, 5, 6, 6, 7, 7};
    private static final long[] UNITS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};
    private static final long TIME_ZERO_SECONDS = 839 * 3600L;

    private OldTemporal() {}

    static int timeBytes(int digits) {
        return TIME_BYTES[digits];
    }

    static int datetimeBytes(int digits) {
        return DATETIME_BYTES[digits];
    }

    static int timestampBytes(int digits) {
        return TIMESTAMP_BYTES[digits];
    }

    static ColumnValue date(byte[] buf, int at) {
        int packed = LittleEndian.u24(buf, at);
        return new Datum.DateDatum(packed >> 9, packed >> 5 & 15, packed & 31);
    }

    static ColumnValue time(byte[] buf, int at, int digits) throws Malformed {
        if (digits > 0) {
            return hiresTime(buf, at, digits);
        }
        int number = (int) LittleEndian.signed(buf, at, 3);
        int size = Math.abs(number);
        int seconds = size % 100;
        int minutes = size / 100 % 100;
        if (minutes > 59 || seconds > 59) {
            throw new Malformed("a TIME holds " + number);
        }
        return new Datum.TimeDatum(number < 0, size / 10_000, minutes, seconds, 0, 0);
    }

    static ColumnValue datetime(byte[] buf, int at, int digits) throws Malformed {
        if (digits > 0) {
            return hiresDatetime(buf, at, digits);
        }
        long number = LittleEndian.unsigned(buf, at, 8);
        if (number < 0 || number > 99_991_231_235_959L) {
            throw new Malformed("a DATETIME holds " + Long.toUnsignedString(number));
        }
        int date = (int) (number / 1_000_000);
        int time = (int) (number % 1_000_000);
        return NewTemporal.checked(
                new Datum.DateTimeDatum(
                        date / 10_000,
                        date / 100 % 100,
                        date % 100,
                        time / 10_000,
                        time / 100 % 100,
                        time % 100,
                        0,
                        0));
    }

    static ColumnValue timestamp(byte[] buf, int at, int digits) throws Malformed {
        if (digits == 0) {
            return Datum.TimestampDatum.mysql(LittleEndian.unsigned(buf, at, 4), 0, 0);
        }
        long fraction = LittleEndian.bigUnsigned(buf, at + 4, TIMESTAMP_BYTES[digits] - 4);
        return NewTemporal.checked(
                Datum.TimestampDatum.mysql(
                        LittleEndian.bigUnsigned(buf, at, 4),
                        (int) (fraction * UNITS[digits]),
                        digits));
    }

    private static ColumnValue hiresTime(byte[] buf, int at, int digits) throws Malformed {
        long perSecond = 1_000_000 / UNITS[digits];
        long units =
                LittleEndian.bigUnsigned(buf, at, TIME_BYTES[digits])
                        - TIME_ZERO_SECONDS * perSecond;
        long size = Math.abs(units);
        long seconds = size / perSecond;
        if (seconds >= TIME_ZERO_SECONDS) {
            throw new Malformed("a TIME(" + digits + ") is out of range");
        }
        return new Datum.TimeDatum(
                units < 0,
                (int) (seconds / 3600),
                (int) (seconds / 60 % 60),
                (int) (seconds % 60),
                (int) (size % perSecond * UNITS[digits]),
                digits);
    }

    private static ColumnValue hiresDatetime(byte[] buf, int at, int digits) throws Malformed {
        long perSecond = 1_000_000 / UNITS[digits];
        long units = LittleEndian.bigUnsigned(buf, at, DATETIME_BYTES[digits]);
        if (units < 0) {
            throw new Malformed("a DATETIME(" + digits + ") is out of range");
        }
        long seconds = units / perSecond;
        long days = seconds / 86_400;
        long months = days / 32;
        return NewTemporal.checked(
                new Datum.DateTimeDatum(
                        (int) (months / 13),
                        (int) (months % 13),
                        (int) (days % 32),
                        (int) (seconds / 3600 % 24),
                        (int) (seconds / 60 % 60),
                        (int) (seconds % 60),
                        (int) (units % perSecond * UNITS[digits]),
                        digits));
    }
}
