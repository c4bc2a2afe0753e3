package org.rowback.importers.postgres.logical;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/// Values in the binary form of the types' send functions (pgoutput with `binary`), as the text that the output
/// functions print. Server source: the `…send` functions in `src/backend/utils/adt` (PostgreSQL 18).
///
/// | type | bytes, big-endian |
/// |---|---|
/// | boolean | 1 |
/// | smallint, integer, oid, bigint | 2, 4, 4, 8 |
/// | real, double precision | 4, 8: IEEE 754 |
/// | text, varchar, char, name, json, xml, enums | the text |
/// | jsonb | 1 (version), then the text |
/// | bytea | the bytes |
/// | date | 4: days since 2000 |
/// | time, timestamp, timestamptz | 8: microseconds (since 2000) |
/// | uuid | 16 |
/// | numeric | 2 count of digits, 2 weight, 2 sign, 2 scale, then base-10000 digits of 2 |
final class BinaryValues {
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

    private BinaryValues() {}

    /// @throws MalformedCapture where the type's binary form is not known here
    static byte[] text(long oid, byte[] value) throws MalformedCapture {
        ByteBuffer in = ByteBuffer.wrap(value);
        try {
            return switch ((int) oid) {
                case 16 -> ascii(in.get() == 0 ? "f" : "t");
                case 17 -> ascii("\\x" + HexFormat.of().formatHex(value));
                case 18, 19, 25, 114, 142, 1042, 1043 -> value;
                case 20 -> ascii(Long.toString(in.getLong()));
                case 21 -> ascii(Short.toString(in.getShort()));
                case 23 -> ascii(Integer.toString(in.getInt()));
                case 26, 28, 29 -> ascii(Integer.toUnsignedString(in.getInt()));
                case 700 -> ascii(Float.toString(in.getFloat()).replace("E", "e"));
                case 701 -> ascii(Double.toString(in.getDouble()).replace("E", "e"));
                case 1082 -> ascii(date(in.getInt()));
                case 1083 -> ascii(clock(in.getLong()));
                case 1114 -> ascii(timestamp(in.getLong(), ""));
                case 1184 -> ascii(timestamp(in.getLong(), "+00"));
                case 1700 -> ascii(numeric(in));
                case 2950 -> ascii(new UUID(in.getLong(), in.getLong()).toString());
                case 3802 -> java.util.Arrays.copyOfRange(value, 1, value.length);
                default ->
                        throw new MalformedCapture(
                                "the binary form of the type with the OID " + oid + " is not read");
            };
        } catch (java.nio.BufferUnderflowException e) {
            throw new MalformedCapture("a binary value ends too early");
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String date(int days) {
        if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
            return days > 0 ? "infinity" : "-infinity";
        }
        LocalDate date = LocalDate.ofEpochDay(EPOCH_DAY + days);
        return day(date) + era(date);
    }

    private static String day(LocalDate date) {
        int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
        return String.format(
                Locale.ROOT, "%04d-%02d-%02d", year, date.getMonthValue(), date.getDayOfMonth());
    }

    private static String era(LocalDate date) {
        return date.getYear() > 0 ? "" : " BC";
    }

    private static String clock(long micros) {
        long seconds = micros / 1_000_000;
        String text =
                String.format(
                        Locale.ROOT,
                        "%02d:%02d:%02d",
                        seconds / 3600,
                        seconds / 60 % 60,
                        seconds % 60);
        long fraction = micros % 1_000_000;
        return fraction == 0
                ? text
                : text + String.format(Locale.ROOT, ".%06d", fraction).replaceFirst("0+$", "");
    }

    private static String timestamp(long micros, String zone) {
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            return micros > 0 ? "infinity" : "-infinity";
        }
        LocalDate date = LocalDate.ofEpochDay(EPOCH_DAY + Math.floorDiv(micros, DAY_MICROS));
        return day(date) + " " + clock(Math.floorMod(micros, DAY_MICROS)) + zone + era(date);
    }

    private static String numeric(ByteBuffer in) throws MalformedCapture {
        int digits = in.getShort();
        int weight = in.getShort();
        int sign = in.getShort() & 0xFFFF;
        int scale = in.getShort();
        switch (sign) {
            case 0xC000 -> {
                return "NaN";
            }
            case 0xD000 -> {
                return "Infinity";
            }
            case 0xF000 -> {
                return "-Infinity";
            }
            case 0, 0x4000 -> {}
            default -> throw new MalformedCapture("a numeric's sign is " + sign);
        }
        BigInteger unscaled = BigInteger.ZERO;
        for (int i = 0; i < digits; i++) {
            unscaled =
                    unscaled.multiply(BigInteger.valueOf(10_000))
                            .add(BigInteger.valueOf(in.getShort()));
        }
        BigDecimal value = new BigDecimal(unscaled).scaleByPowerOfTen(4 * (weight + 1 - digits));
        BigDecimal scaled = value.setScale(scale, java.math.RoundingMode.UNNECESSARY);
        return (sign == 0x4000 ? scaled.negate() : scaled).toPlainString();
    }
}
