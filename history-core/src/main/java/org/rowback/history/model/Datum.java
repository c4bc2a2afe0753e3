package org.rowback.history.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/// A value that is not NULL, exact to the bit.
///
/// `text()` is how the server prints it (what `SELECT` shows, UTC for instants), `hash` and canonical key form lie
/// in [KeyHasher].
public sealed interface Datum extends ColumnValue {
    /// The value as the server prints it.
    String text();

    /// Any integer that fits a signed 64-bit number.
    record IntegerDatum(long value) implements Datum {
        @Override
        public String text() {
            return Long.toString(value);
        }
    }

    /// A truth value of a server that has a type of its own for it (PostgreSQL's boolean).
    record BooleanDatum(boolean value) implements Datum {
        /// `true` or `false`.
        @Override
        public String text() {
            return Boolean.toString(value);
        }

        /// As which it is compared and hashed: 1 or 0.
        public int number() {
            return value ? 1 : 0;
        }
    }

    /// An exact number: DECIMAL/NUMERIC with its scale, and unsigned 64-bit integers above 2^63-1 with scale 0.
    /// PostgreSQL's numeric NaN and infinities, which are no such number, are a [DoubleDatum].
    record DecimalDatum(BigDecimal value) implements Datum {
        @Override
        public String text() {
            return value.toPlainString();
        }
    }

    /// A 32-bit float. Equal by bits.
    record FloatDatum(float value) implements Datum {
        @Override
        public String text() {
            return FloatText.of(value);
        }
    }

    /// A 64-bit float. Equal by bits.
    record DoubleDatum(double value) implements Datum {
        @Override
        public String text() {
            return FloatText.of(value);
        }
    }

    /// Characters: the decoded text, the raw bytes as logged, and the name of the charset that read them (the
    /// server's name, e.g. `latin1`; empty where it is not known and the bytes were valid UTF-8).
    record TextDatum(String text, Bytes raw, String charset) implements Datum {}

    /// Bytes without a charset.
    record BinaryDatum(Bytes bytes) implements Datum {
        /// `0x…`.
        @Override
        public String text() {
            return bytes.toString();
        }
    }

    /// BIT(width): the low `width` bits of `bits`.
    record BitDatum(int width, long bits) implements Datum {
        /// `b'0101'`.
        @Override
        public String text() {
            String digits = Long.toBinaryString(bits);
            return "b'" + "0".repeat(Math.max(0, width - digits.length())) + digits + "'";
        }
    }

    /// A date as stored: zero and partial dates (month or day 0) are kept as what they are. A negative year is BC, -1
    /// the year before AD 1; the years [Years#INFINITY] and [Years#MINUS_INFINITY] are PostgreSQL's infinities.
    record DateDatum(int year, int month, int day) implements Datum {
        @Override
        public String text() {
            return Years.isInfinite(year)
                    ? Years.infinity(year)
                    : Years.date(year, month, day) + Years.era(year);
        }
    }

    /// A TIME: sign, hours up to 838, microseconds, and how many digits of a fraction the column has (0 to 6).
    record TimeDatum(boolean negative, int hours, int minutes, int seconds, int micros, int digits)
            implements Datum {
        @Override
        public String text() {
            return (negative ? "-" : "")
                    + String.format(Locale.ROOT, "%02d:%02d:%02d", hours, minutes, seconds)
                    + fraction(micros, digits);
        }
    }

    /// A DATETIME: wall-clock time without a zone; zero and partial dates kept; years as in [DateDatum].
    record DateTimeDatum(
            int year,
            int month,
            int day,
            int hours,
            int minutes,
            int seconds,
            int micros,
            int digits)
            implements Datum {
        @Override
        public String text() {
            return Years.isInfinite(year)
                    ? Years.infinity(year)
                    : Years.date(year, month, day)
                            + String.format(Locale.ROOT, " %02d:%02d:%02d", hours, minutes, seconds)
                            + fraction(micros, digits)
                            + Years.era(year);
        }
    }

    /// A TIMESTAMP: an instant, in seconds and microseconds since 1970 UTC. Seconds of [#ZERO] are MySQL's zero
    /// timestamp `0000-00-00 00:00:00`, those of [#INFINITY] and [#MINUS_INFINITY] PostgreSQL's infinities.
    record TimestampDatum(long epochSeconds, int micros, int digits) implements Datum {
        public static final long INFINITY = Long.MAX_VALUE;
        public static final long MINUS_INFINITY = Long.MIN_VALUE;
        private static final long ZERO = Long.MIN_VALUE + 1;

        /// As MySQL stores it: 0 is the zero timestamp, not 1970.
        public static TimestampDatum mysql(long epochSeconds, int micros, int digits) {
            boolean zero = epochSeconds == 0 && micros == 0;
            return new TimestampDatum(zero ? ZERO : epochSeconds, micros, digits);
        }

        /// MySQL's zero timestamp.
        public boolean isZero() {
            return epochSeconds == ZERO;
        }

        /// Whether it names an instant: not zero and not infinite.
        public boolean isInstant() {
            return !isZero() && epochSeconds != INFINITY && epochSeconds != MINUS_INFINITY;
        }

        /// Microseconds since 1970 UTC; the infinities and zero are the ends of the range.
        public long epochMicros() {
            return isInstant() ? epochSeconds * 1_000_000 + micros : epochSeconds;
        }

        /// In UTC.
        @Override
        public String text() {
            if (isZero()) {
                return "0000-00-00 00:00:00" + fraction(0, digits);
            }
            if (!isInstant()) {
                return epochSeconds == INFINITY ? "infinity" : "-infinity";
            }
            var utc =
                    java.time.LocalDateTime.ofEpochSecond(
                            epochSeconds, 0, java.time.ZoneOffset.UTC);
            int year = utc.getYear() > 0 ? utc.getYear() : utc.getYear() - 1;
            return new DateTimeDatum(
                            year,
                            utc.getMonthValue(),
                            utc.getDayOfMonth(),
                            utc.getHour(),
                            utc.getMinute(),
                            utc.getSecond(),
                            micros,
                            digits)
                    .text();
        }
    }

    /// An ENUM: its index (0 is the empty error value), and its label where the schema knows it, else `""`.
    record EnumDatum(int index, String label, boolean labelKnown) implements Datum {
        @Override
        public String text() {
            return labelKnown ? label : Integer.toString(index);
        }
    }

    /// A SET: its bits, and the labels of the bits that are set where the schema knows all of them, else empty.
    record SetDatum(long bits, List<String> labels, boolean labelsKnown) implements Datum {
        public SetDatum {
            labels = List.copyOf(labels);
        }

        @Override
        public String text() {
            return labelsKnown ? String.join(",", labels) : Long.toUnsignedString(bits);
        }
    }

    /// A JSON document: its text as the server prints it, and the bytes as logged (MySQL's binary form).
    ///
    /// Equal by text: one document may be stored as other bytes after an update in place.
    record JsonDatum(String text, Bytes raw) implements Datum {
        @Override
        public boolean equals(Object other) {
            return other instanceof JsonDatum json && text.equals(json.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    /// A geometry: SRID and little-endian WKB, as stored after MySQL's four-byte SRID prefix.
    record GeometryDatum(int srid, Bytes wkb) implements Datum {
        /// `SRID=4326;0x0101…`.
        @Override
        public String text() {
            return "SRID=" + Integer.toUnsignedString(srid) + ";" + wkb;
        }
    }

    /// Years beyond the ordinary.
    final class Years {
        public static final int INFINITY = Integer.MAX_VALUE;
        public static final int MINUS_INFINITY = Integer.MIN_VALUE;

        private Years() {}

        static boolean isInfinite(int year) {
            return year == INFINITY || year == MINUS_INFINITY;
        }

        static String infinity(int year) {
            return year == INFINITY ? "infinity" : "-infinity";
        }

        static String date(int year, int month, int day) {
            return String.format(Locale.ROOT, "%04d-%02d-%02d", Math.abs(year), month, day);
        }

        static String era(int year) {
            return year < 0 ? " BC" : "";
        }
    }

    private static String fraction(int micros, int digits) {
        return digits == 0
                ? ""
                : String.format(Locale.ROOT, ".%06d", micros).substring(0, digits + 1);
    }
}
