package org.rowback.importers.postgres.type;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads a value from the text that the server's output function prints for it (with DateStyle ISO, whatever the time
/// zone). Stateless.
///
/// Of types that have no kind of datum of their own the text is the value.
public final class PostgresValues {
    /// What texts are said to be encoded in: captures and dumps are UTF-8.
    private static final String CHARSET = "utf8";

    private PostgresValues() {}

    /// @param utf8 the text's bytes
    public static ColumnValue read(ColumnType type, byte[] utf8, int offset, int length) {
        Bytes raw = Bytes.copyOf(utf8, offset, length);
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(raw.array()))
                            .toString();
            return read(type, text, raw);
        } catch (CharacterCodingException e) {
            return new ColumnValue.Undecodable("the text is not valid UTF-8", raw);
        }
    }

    public static ColumnValue read(ColumnType type, String text) {
        return read(type, text, Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static ColumnValue read(ColumnType type, String text, Bytes raw) {
        try {
            return switch (type.family()) {
                case INTEGER -> integer(text);
                case DECIMAL -> decimal(text);
                case FLOAT -> new Datum.FloatDatum((float) floating(text, true));
                case DOUBLE -> new Datum.DoubleDatum(floating(text, false));
                case BOOLEAN -> truth(text);
                case BINARY -> new Datum.BinaryDatum(ByteaText.read(text));
                case DATE -> TemporalText.date(text);
                case TIME -> TemporalText.time(text);
                case DATETIME -> TemporalText.dateTime(text);
                case TIMESTAMP -> TemporalText.timestamp(text);
                case JSON -> new Datum.JsonDatum(text, raw);
                case BIT, YEAR, TEXT, ENUM, SET, GEOMETRY, VECTOR, INET, UUID, OTHER, UNKNOWN ->
                        new Datum.TextDatum(text, raw, CHARSET);
            };
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            return new ColumnValue.Undecodable(
                    "not a value of %s as PostgreSQL prints it".formatted(type.sql()), raw);
        }
    }

    private static Datum integer(String text) {
        return new Datum.IntegerDatum(Long.parseLong(text));
    }

    private static Datum decimal(String text) {
        return switch (text) {
            case "NaN" -> new Datum.DoubleDatum(Double.NaN);
            case "Infinity" -> new Datum.DoubleDatum(Double.POSITIVE_INFINITY);
            case "-Infinity" -> new Datum.DoubleDatum(Double.NEGATIVE_INFINITY);
            default -> new Datum.DecimalDatum(new BigDecimal(text));
        };
    }

    private static double floating(String text, boolean single) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> {
                // Java takes more than PostgreSQL prints: a trailing d or f, blanks.
                if (!text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.e".indexOf(c) >= 0)) {
                    throw new NumberFormatException(text);
                }
                yield single ? Float.parseFloat(text) : Double.parseDouble(text);
            }
        };
    }

    private static Datum truth(String text) {
        return switch (text) {
            case "t", "true" -> new Datum.BooleanDatum(true);
            case "f", "false" -> new Datum.BooleanDatum(false);
            default -> throw new IllegalArgumentException(text);
        };
    }
}
