package org.rowback.importers.mysql.row;

import org.rowback.history.model.Datum;

import java.math.BigDecimal;
import java.math.BigInteger;

/// DECIMAL as stored (MySQL 5.0 to 9.7 `strings/decimal.cc` `bin2decimal`).
///
/// | part | bytes |
/// |---|---|
/// | leading digits, (precision - scale) mod 9 of them | 0 to 4, big-endian |
/// | each further nine digits before the point | 4, big-endian |
/// | each nine digits after the point | 4, big-endian |
/// | trailing digits, scale mod 9 of them | 0 to 4, big-endian |
///
/// The first bit is inverted, so it is 1 for numbers ≥ 0; a negative number has every bit inverted.
final class Decimals {
    private static final int[] BYTES_OF_DIGITS = {0, 1, 1, 2, 2, 3, 3, 4, 4, 4};

    private Decimals() {}

    /// How many bytes a DECIMAL(precision,scale) takes, or [WireColumn#UNKNOWN_LENGTH] where there is no such type.
    static int storedBytes(int precision, int scale) {
        if (scale > precision || precision == 0) {
            return WireColumn.UNKNOWN_LENGTH;
        }
        int whole = precision - scale;
        return whole / 9 * 4
                + BYTES_OF_DIGITS[whole % 9]
                + scale / 9 * 4
                + BYTES_OF_DIGITS[scale % 9];
    }

    /// Reads a DECIMAL whose bytes are all there.
    static Datum read(byte[] buf, int at, int precision, int scale) throws Malformed {
        int whole = precision - scale;
        var reader = new Groups(buf, at, precision <= 18);
        reader.take(whole % 9);
        for (int i = 0; i < whole / 9; i++) {
            reader.take(9);
        }
        for (int i = 0; i < scale / 9; i++) {
            reader.take(9);
        }
        reader.take(scale % 9);
        return new Datum.DecimalDatum(new BigDecimal(reader.unscaled(), scale));
    }

    /// Gathers groups of up to nine digits into one number.
    private static final class Groups {
        private static final long[] POWER = {
            1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
        };

        private final byte[] buf;
        private final boolean negative;
        private final int inversion;
        private final int start;
        private final boolean fitsLong;
        private int at;
        private long small;
        private BigInteger large = BigInteger.ZERO;

        Groups(byte[] buf, int at, boolean fitsLong) {
            this.fitsLong = fitsLong;
            this.buf = buf;
            this.at = at;
            this.start = at;
            this.negative = (buf[at] & 0x80) == 0;
            this.inversion = negative ? 0xFF : 0;
        }

        void take(int digits) throws Malformed {
            int bytes = BYTES_OF_DIGITS[digits];
            long group = 0;
            for (int i = 0; i < bytes; i++, at++) {
                int b = (buf[at] ^ inversion) & 0xFF;
                group = group << 8 | (at == start ? b ^ 0x80 : b);
            }
            if (group >= POWER[digits]) {
                throw new Malformed("a group of " + digits + " decimal digits holds " + group);
            }
            if (fitsLong) {
                small = small * POWER[digits] + group;
            } else {
                large =
                        large.multiply(BigInteger.valueOf(POWER[digits]))
                                .add(BigInteger.valueOf(group));
            }
        }

        BigInteger unscaled() {
            BigInteger magnitude = fitsLong ? BigInteger.valueOf(small) : large;
            return negative ? magnitude.negate() : magnitude;
        }
    }
}
