package org.rowback.history.revert;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A value that the user gives for a column: read by the column's type, exactly, or refused.
public final class OwnValue {
    private static final Pattern SIZE = Pattern.compile("[a-z ]+\\((\\d+)(?:,(\\d+))?\\).*");
    private static final Pattern BITS = Pattern.compile("b'([01]+)'|([01]+)");

    private final ColumnType type;
    private final String text;

    private OwnValue(ColumnType type, String text) {
        this.type = type;
        this.text = text;
    }

    /// @param text as the server prints it, binary as `0x00ff`, an instant in UTC; empty for NULL
    /// @throws RowbackException.BadInput where the column cannot hold it, in one sentence
    public static ColumnValue read(TableName table, Column column, Optional<String> text)
            throws RowbackException.BadInput {
        try {
            if (column.isGenerated()) {
                throw new IllegalArgumentException("the server computes the column");
            }
            if (text.isEmpty() && !column.nullable()) {
                throw new IllegalArgumentException("the column takes no NULL");
            }
            return text.isEmpty()
                    ? ColumnValue.NULL
                    : new OwnValue(column.type(), text.get()).value();
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new RowbackException.BadInput(
                    "%s cannot be the value of %s.%s (%s): %s"
                            .formatted(
                                    text.map(t -> "'" + t + "'").orElse("NULL"),
                                    table.table(),
                                    column.name(),
                                    column.type().sql(),
                                    e.getMessage()),
                    e);
        }
    }

    private Datum value() {
        return switch (type.family()) {
            case INTEGER -> integer();
            case YEAR -> year();
            case DECIMAL -> decimal();
            case FLOAT -> floating(true);
            case DOUBLE -> floating(false);
            case BOOLEAN -> truth();
            case BIT -> bits();
            case DATE, TIME, DATETIME, TIMESTAMP -> OwnTime.read(type, text);
            case TEXT -> text();
            case BINARY -> binary();
            case ENUM -> label();
            case SET -> labels();
            case JSON -> json();
            case UUID -> chars(UUID.fromString(text).toString());
            case INET, GEOMETRY, VECTOR, OTHER, UNKNOWN ->
                    throw refused("values of this type cannot be given by hand");
        };
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(why);
    }

    private BigDecimal number() {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException _) {
            throw refused("it is no number");
        }
    }

    private Datum integer() {
        BigDecimal number = number();
        if (number.stripTrailingZeros().scale() > 0) {
            throw refused("it is no whole number");
        }
        BigDecimal whole = number.setScale(0);
        int bits = bits(type.sql());
        BigDecimal range = BigDecimal.TWO.pow(type.unsigned() ? bits : bits - 1);
        BigDecimal least = type.unsigned() ? BigDecimal.ZERO : range.negate();
        BigDecimal most = range.subtract(BigDecimal.ONE);
        if (whole.compareTo(least) < 0 || whole.compareTo(most) > 0) {
            throw refused(
                    "the column holds " + least.toPlainString() + " to " + most.toPlainString());
        }
        boolean isLong = whole.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return isLong
                ? new Datum.IntegerDatum(whole.longValueExact())
                : new Datum.DecimalDatum(whole);
    }

    private static int bits(String sql) {
        return sql.startsWith("tinyint")
                ? 8
                : sql.startsWith("smallint")
                        ? 16
                        : sql.startsWith("mediumint") ? 24 : sql.startsWith("int") ? 32 : 64;
    }

    private Datum year() {
        BigDecimal year = number();
        boolean fits =
                year.stripTrailingZeros().scale() <= 0
                        && (year.signum() == 0
                                || (year.compareTo(BigDecimal.valueOf(1901)) >= 0
                                        && year.compareTo(BigDecimal.valueOf(2155)) <= 0));
        if (!fits) {
            throw refused("the column holds 0 and 1901 to 2155");
        }
        return new Datum.IntegerDatum(year.longValueExact());
    }

    private Datum decimal() {
        BigDecimal number = number();
        if (type.unsigned() && number.signum() < 0) {
            throw refused("the column holds nothing below zero");
        }
        Matcher size = SIZE.matcher(type.sql());
        if (!size.matches()) {
            return new Datum.DecimalDatum(number.scale() < 0 ? number.setScale(0) : number);
        }
        int scale = size.group(2) == null ? 0 : Integer.parseInt(size.group(2));
        int digits = Integer.parseInt(size.group(1));
        if (number.stripTrailingZeros().scale() > scale) {
            throw refused("the column holds " + scale + " digits behind the point");
        }
        BigDecimal exact = number.setScale(scale);
        if (exact.precision() > digits && exact.signum() != 0) {
            throw refused("the column holds " + (digits - scale) + " digits before the point");
        }
        return new Datum.DecimalDatum(exact);
    }

    private Datum floating(boolean single) {
        BigDecimal number = number();
        Datum nearest =
                single
                        ? new Datum.FloatDatum(number.floatValue())
                        : new Datum.DoubleDatum(number.doubleValue());
        boolean finite =
                single
                        ? Float.isFinite(number.floatValue())
                        : Double.isFinite(number.doubleValue());
        if (!finite) {
            throw refused("it is beyond what the column holds");
        }
        if (new BigDecimal(nearest.text()).compareTo(number) != 0) {
            throw refused("the column would hold " + nearest.text());
        }
        return nearest;
    }

    private Datum truth() {
        return switch (text.strip().toLowerCase(java.util.Locale.ROOT)) {
            case "true", "t" -> new Datum.BooleanDatum(true);
            case "false", "f" -> new Datum.BooleanDatum(false);
            default -> throw refused("it is neither true nor false");
        };
    }

    private Datum bits() {
        Matcher bits = BITS.matcher(text);
        Matcher size = SIZE.matcher(type.sql());
        int width = size.matches() ? Integer.parseInt(size.group(1)) : 1;
        if (!bits.matches()) {
            throw refused("write its bits, like 0101");
        }
        String digits = bits.group(1) == null ? bits.group(2) : bits.group(1);
        if (digits.length() > width || width > Long.SIZE) {
            throw refused("the column holds " + width + " bits");
        }
        return new Datum.BitDatum(width, Long.parseUnsignedLong(digits, 2));
    }

    private Datum text() {
        Matcher size = SIZE.matcher(type.sql());
        boolean sized = type.sql().contains("char") && size.matches();
        int length = text.codePointCount(0, text.length());
        if (sized && length > Integer.parseInt(size.group(1))) {
            throw refused("it has " + length + " characters, the column holds " + size.group(1));
        }
        if (text.indexOf('\uFFFD') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw refused("it is not whole text");
        }
        return chars(text);
    }

    /// As UTF-8: the server turns it into the column's charset, and refuses what that has not.
    private static Datum chars(String text) {
        return new Datum.TextDatum(
                text, Bytes.of(text.getBytes(StandardCharsets.UTF_8)), "utf8mb4");
    }

    private Datum binary() {
        String hex = text.startsWith("0x") ? text.substring(2) : "?";
        byte[] bytes;
        try {
            bytes = HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException _) {
            throw refused("write its bytes, like 0x00ff");
        }
        Matcher size = SIZE.matcher(type.sql());
        if (size.matches() && bytes.length > Integer.parseInt(size.group(1))) {
            throw refused("the column holds " + size.group(1) + " bytes");
        }
        boolean padded = type.sql().startsWith("binary(") && size.matches();
        return new Datum.BinaryDatum(
                Bytes.of(
                        padded
                                ? java.util.Arrays.copyOf(bytes, Integer.parseInt(size.group(1)))
                                : bytes));
    }

    private Datum label() {
        int at = type.members().indexOf(text);
        if (at < 0) {
            throw refused("the column's labels are " + String.join(", ", type.members()));
        }
        return new Datum.EnumDatum(at + 1, text, true);
    }

    private Datum labels() {
        List<String> wanted = text.isEmpty() ? List.of() : List.of(text.split(",", -1));
        List<String> labels = new ArrayList<>();
        long bits = 0;
        for (int i = 0; i < type.members().size(); i++) {
            if (wanted.contains(type.members().get(i))) {
                labels.add(type.members().get(i));
                bits |= 1L << i;
            }
        }
        if (labels.size() != wanted.size()) {
            throw refused("the column's labels are " + String.join(", ", type.members()));
        }
        return new Datum.SetDatum(bits, labels, true);
    }

    private Datum json() {
        try (com.fasterxml.jackson.core.JsonParser json =
                new com.fasterxml.jackson.core.JsonFactory().createParser(text)) {
            int depth = 0;
            int documents = 0;
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                documents += depth == 0 ? 1 : 0;
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
            if (documents != 1 || depth != 0) {
                throw refused("it is not one JSON document");
            }
        } catch (java.io.IOException e) {
            throw refused("it is no JSON");
        }
        return new Datum.JsonDatum(text, Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
