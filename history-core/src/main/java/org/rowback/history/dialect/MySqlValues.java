package org.rowback.history.dialect;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Literals and exact comparisons for MySQL and MariaDB, the same in every sql_mode and connection charset.
///
/// Text is quoted only where it is plain printable ASCII without quote and backslash; everything else is hexadecimal
/// with the column's charset. What was measured on MySQL 9.7 and MariaDB 10.11:
/// - A FLOAT column is compared as the double it stands for, so its exact double is the literal that matches.
/// - `CAST(c AS BINARY)` is the stored bytes of a text column: no collation, no padding, no accent folding.
/// - A geometry column takes and gives its internal form (SRID, then WKB) as bytes, whatever the SRS's axis order.
/// - `CAST(c AS CHAR)` prints zero and partial dates, negative TIME and fractions exactly as stored.
/// - `CAST(c AS UNSIGNED)` of BIT, ENUM and SET is exact for 64 bits; `c + 0` is not.
final class MySqlValues {
    /// Longer values are compared by length and SHA-256.
    private static final int LONG_BYTES = 256;

    private final boolean mariadb;

    MySqlValues(boolean mariadb) {
        this.mariadb = mariadb;
    }

    String literal(Column column, ColumnValue value) {
        return switch (value) {
            case ColumnValue.SqlNull _ -> "NULL";
            case Datum.IntegerDatum d -> d.text();
            case Datum.BooleanDatum d -> d.text();
            case Datum.DecimalDatum d -> d.text();
            case Datum.FloatDatum d -> floating(d.value());
            case Datum.DoubleDatum d -> floating(d.value());
            case Datum.TextDatum d when isNetwork(column) -> quote(MySqlText.plain(d.text()));
            case Datum.TextDatum d ->
                    isJson(column)
                            ? json(bytes(d.text()))
                            : text(d.raw(), charset(d.charset(), column));
            case Datum.BinaryDatum d -> binary(d.bytes());
            case Datum.BitDatum d -> Long.toUnsignedString(d.bits());
            case Datum.DateDatum d -> quote(d.text());
            case Datum.TimeDatum d -> quote(d.text());
            case Datum.DateTimeDatum d -> quote(d.text());
            case Datum.TimestampDatum d -> quote(d.text());
            case Datum.EnumDatum d -> d.labelKnown() ? text(bytes(d.label()), "utf8mb4") : d.text();
            case Datum.SetDatum d ->
                    d.labelsKnown()
                            ? text(bytes(d.text()), "utf8mb4")
                            : Long.toUnsignedString(d.bits());
            case Datum.JsonDatum d ->
                    isJson(column) ? json(bytes(d.text())) : text(bytes(d.text()), "utf8mb4");
            case Datum.GeometryDatum d -> binary(internal(d));
            case ColumnValue.NotLogged n -> throw new IllegalArgumentException(n.reason());
            case ColumnValue.Undecodable u -> throw new IllegalArgumentException(u.reason());
        };
    }

    /// @param name the column, quoted
    String holds(String name, Column column, ColumnValue value) {
        return switch (value) {
            case ColumnValue.SqlNull _ -> name + " IS NULL";
            case Datum.TextDatum d when isJson(column) -> name + " <=> " + json(bytes(d.text()));
            case Datum.TextDatum _ when isNetwork(column) ->
                    name + " <=> " + literal(column, value);
            case Datum.TextDatum d -> text(name, column, d);
            case Datum.BinaryDatum d -> bytes(name, padded(column, d.bytes()), "");
            case Datum.BitDatum _ -> unsigned(name) + " <=> " + literal(column, value);
            case Datum.DateDatum _,
                    Datum.TimeDatum _,
                    Datum.DateTimeDatum _,
                    Datum.TimestampDatum _ ->
                    "CAST(" + name + " AS CHAR) <=> " + literal(column, value);
            case Datum.EnumDatum d when d.labelKnown() && d.index() != 0 ->
                    name + " <=> " + literal(column, value);
            case Datum.EnumDatum d -> unsigned(name) + " <=> " + d.index();
            case Datum.SetDatum d when d.labelsKnown() ->
                    "CAST(" + name + " AS CHAR) <=> " + literal(column, value);
            case Datum.SetDatum d -> unsigned(name) + " <=> " + Long.toUnsignedString(d.bits());
            case Datum.JsonDatum d when isJson(column) -> name + " <=> " + json(bytes(d.text()));
            case Datum.JsonDatum d -> bytes(name, bytes(d.text()), "utf8mb4");
            case Datum.GeometryDatum d -> bytes(name, internal(d), "");
            default -> name + " <=> " + literal(column, value);
        };
    }

    /// For a key column: first a comparison that an index answers, then, where that is not exact, the exact one.
    String holdsKey(String name, Column column, ColumnValue value) {
        return switch (value) {
            case Datum.TextDatum _ when isNetwork(column) -> name + " = " + literal(column, value);
            case Datum.TextDatum _ ->
                    name + " = " + literal(column, value) + " AND " + holds(name, column, value);
            case Datum.BinaryDatum d when column.type().family() == Family.BINARY ->
                    name + " = " + binary(padded(column, d.bytes()));
            case Datum.IntegerDatum _,
                    Datum.DecimalDatum _,
                    Datum.DateDatum _,
                    Datum.TimeDatum _,
                    Datum.DateTimeDatum _,
                    Datum.TimestampDatum _ ->
                    name + " = " + literal(column, value);
            default -> holds(name, column, value);
        };
    }

    private static String unsigned(String name) {
        return "CAST(" + name + " AS UNSIGNED)";
    }

    private String text(String name, Column column, Datum.TextDatum value) {
        return isConverted(column, value)
                ? bytes("CONVERT(" + name + " USING utf8mb4)", bytes(value.text()), "utf8mb4")
                : bytes(name, value.raw(), charset(value.charset(), column));
    }

    /// Whether the column has another charset than the value was logged in, or given in.
    boolean isConverted(Column column, Datum.TextDatum value) {
        String now = column.type().charset();
        return !now.isEmpty()
                && !value.charset().isEmpty()
                && !known(now).equals(known(value.charset()));
    }

    private static String bytes(String name, Bytes value, String charset) {
        if (value.length() > LONG_BYTES) {
            return "OCTET_LENGTH("
                    + name
                    + ") = "
                    + value.length()
                    + " AND SHA2(CAST("
                    + name
                    + " AS BINARY), 256) = '"
                    + TableSum.sha256(value)
                    + "'";
        }
        boolean plain = !charset.isEmpty() && isPlain(value) && isAsciiBased(charset);
        return "CAST(" + name + " AS BINARY) <=> " + (plain ? quote(ascii(value)) : binary(value));
    }

    /// A JSON value from its text.
    String json(String text) {
        return json(bytes(text));
    }

    private String json(Bytes utf8) {
        if (mariadb) {
            return text(utf8, "utf8mb4");
        }
        String text =
                isPlain(utf8) ? quote(ascii(utf8)) : "CONVERT(" + binary(utf8) + " USING utf8mb4)";
        return "CAST(" + text + " AS JSON)";
    }

    private boolean isJson(Column column) {
        return !mariadb && column.type().family() == Family.JSON;
    }

    /// UUID and INET compare by their own type, written as text.
    private static boolean isNetwork(Column column) {
        Family family = column.type().family();
        return family == Family.UUID || family == Family.INET;
    }

    private static String text(Bytes raw, String charset) {
        if (isPlain(raw) && isAsciiBased(charset)) {
            return quote(ascii(raw));
        }
        return "_" + charset + " x'" + raw.hex() + "'";
    }

    private static String binary(Bytes value) {
        return "x'" + value.hex() + "'";
    }

    private static String quote(String plain) {
        return "'" + plain + "'";
    }

    private static String floating(double value) {
        if (Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(-0.0)) {
            return "'-0'";
        }
        String text = Double.toString(value);
        return text.indexOf('E') >= 0 ? text : text + "E0";
    }

    private static Bytes internal(Datum.GeometryDatum value) {
        byte[] all = new byte[4 + value.wkb().length()];
        for (int i = 0; i < 4; i++) {
            all[i] = (byte) (value.srid() >>> (8 * i));
        }
        System.arraycopy(value.wkb().array(), 0, all, 4, value.wkb().length());
        return Bytes.of(all);
    }

    /// BINARY(n) is stored with zeros to its end; the log may leave them out.
    static Bytes padded(Column column, Bytes value) {
        String sql = column.type().sql();
        if (!sql.startsWith("binary(") || !sql.endsWith(")")) {
            return value;
        }
        int width = Integer.parseInt(sql.substring("binary(".length(), sql.length() - 1).trim());
        return value.length() >= width
                ? value
                : Bytes.of(java.util.Arrays.copyOf(value.array(), width));
    }

    private static String charset(String logged, Column column) {
        String charset = logged.isEmpty() ? column.type().charset() : logged;
        return charset.isEmpty() ? "utf8mb4" : known(charset);
    }

    /// The three-byte UTF-8 under its names is written as utf8mb4, which every server from 5.5 knows.
    private static String known(String charset) {
        String lower = charset.toLowerCase(Locale.ROOT);
        boolean plainName = lower.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
        if (!plainName) {
            throw new IllegalArgumentException("not a charset's name: " + charset);
        }
        return lower.equals("utf8") || lower.equals("utf8mb3") ? "utf8mb4" : lower;
    }

    private static boolean isAsciiBased(String charset) {
        return switch (charset) {
            case "ucs2", "utf16", "utf16le", "utf32", "binary" -> false;
            default -> true;
        };
    }

    private static boolean isPlain(Bytes value) {
        for (byte b : value.array()) {
            if (b < 0x20 || b > 0x7e || b == '\'' || b == '\\') {
                return false;
            }
        }
        return true;
    }

    private static String ascii(Bytes value) {
        return new String(value.array(), StandardCharsets.US_ASCII);
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
