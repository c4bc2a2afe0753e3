package org.rowback.history.dialect;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;

import java.nio.charset.StandardCharsets;

/// Literals and exact comparisons for PostgreSQL, in a session whose printing of values is pinned.
///
/// Types that print every value they hold differently are compared by what they print: so json, xml and points, which
/// have no equality, and those whose equality is not identity (citext, collations that fold, arrays of such). Floats
/// are compared by their bits. A literal has a cast only to a type of PostgreSQL's own; otherwise its column decides.
final class PostgresLiterals {
    /// Longer values are compared by length and SHA-256.
    private static final int LONG_BYTES = 256;

    String literal(Column column, ColumnValue value) {
        return switch (value) {
            case ColumnValue.SqlNull _ -> "NULL";
            case Datum.BooleanDatum d -> d.text();
            case Datum.BinaryDatum d -> bytea(d.bytes());
            case Datum d -> PostgresText.literal(text(d)) + cast(column);
            case ColumnValue.NotLogged n -> throw new IllegalArgumentException(n.reason());
            case ColumnValue.Undecodable u -> throw new IllegalArgumentException(u.reason());
        };
    }

    /// @param name the column, quoted
    String holds(String name, Column column, ColumnValue value) {
        return switch (value) {
            case ColumnValue.SqlNull _ -> name + " IS NULL";
            case Datum.FloatDatum d when !Float.isNaN(d.value()) ->
                    bits("float4send", name, "%08x".formatted(Float.floatToRawIntBits(d.value())));
            case Datum.DoubleDatum d
                    when column.type().family() == Family.DOUBLE && !Double.isNaN(d.value()) ->
                    bits(
                            "float8send",
                            name,
                            "%016x".formatted(Double.doubleToRawLongBits(d.value())));
            case Datum.BinaryDatum d when d.bytes().length() > LONG_BYTES ->
                    digest(name, d.bytes());
            case Datum d when isByValue(column) ->
                    name + " IS NOT DISTINCT FROM " + literal(column, d);
            case Datum d -> printed(name, text(d, column));
            case ColumnValue.NotLogged n -> throw new IllegalArgumentException(n.reason());
            case ColumnValue.Undecodable u -> throw new IllegalArgumentException(u.reason());
        };
    }

    /// For a key column: first a comparison that an index answers, then, where that is not exact, the exact one.
    String holdsKey(String name, Column column, ColumnValue value) {
        if (value instanceof ColumnValue.SqlNull) {
            return holds(name, column, value);
        }
        String equal = name + " = " + literal(column, value);
        boolean exact = isByValue(column);
        return exact && !isFloat(column) ? equal : equal + " AND " + holds(name, column, value);
    }

    private static boolean isFloat(Column column) {
        return column.type().family() == Family.FLOAT || column.type().family() == Family.DOUBLE;
    }

    /// Whether equality of the column's type is identity, or as good.
    private static boolean isByValue(Column column) {
        return switch (column.type().family()) {
            case INTEGER,
                    DECIMAL,
                    FLOAT,
                    DOUBLE,
                    BOOLEAN,
                    DATE,
                    TIME,
                    DATETIME,
                    TIMESTAMP,
                    BINARY,
                    INET,
                    UUID ->
                    true;
            case BIT, YEAR, TEXT, ENUM, SET, JSON, GEOMETRY, VECTOR, OTHER, UNKNOWN -> false;
        };
    }

    private static String cast(Column column) {
        String sql = column.type().sql();
        return switch (column.type().family()) {
            case INTEGER ->
                    sql.endsWith("int") || sql.equals("integer") ? "::" + plainInteger(sql) : "";
            case DECIMAL -> "::numeric";
            case FLOAT -> "::real";
            case DOUBLE -> "::double precision";
            case DATE -> "::date";
            case TIME -> "::time without time zone";
            case DATETIME -> "::timestamp without time zone";
            case TIMESTAMP -> "::timestamp with time zone";
            case UUID -> "::uuid";
            case INET -> sql.equals("inet") || sql.equals("cidr") ? "::" + sql : "";
            case JSON -> sql.equals("json") || sql.equals("jsonb") ? "::" + sql : "";
            case BOOLEAN, BINARY, BIT, YEAR, TEXT, ENUM, SET, GEOMETRY, VECTOR, OTHER, UNKNOWN ->
                    "";
        };
    }

    private static String plainInteger(String sql) {
        return switch (sql) {
            case "smallint", "integer" -> sql;
            default -> "bigint";
        };
    }

    private static String bits(String send, String name, String hex) {
        return "pg_catalog."
                + send
                + "("
                + name
                + ") IS NOT DISTINCT FROM "
                + PostgresText.literal("\\x" + hex)
                + "::bytea";
    }

    private static String bytea(Bytes bytes) {
        return PostgresText.literal("\\x" + bytes.hex()) + "::bytea";
    }

    private static String printed(String name, String text) {
        Bytes utf8 = Bytes.of(text.getBytes(StandardCharsets.UTF_8));
        return utf8.length() > LONG_BYTES
                ? digest("pg_catalog.convert_to(" + name + "::text, 'UTF8')", utf8)
                : name
                        + "::text COLLATE pg_catalog.\"C\" IS NOT DISTINCT FROM "
                        + PostgresText.literal(text);
    }

    private static String digest(String bytes, Bytes value) {
        return "pg_catalog.length("
                + bytes
                + ") = "
                + value.length()
                + " AND pg_catalog.sha256("
                + bytes
                + ") = "
                + PostgresText.literal("\\x" + TableSum.sha256(value))
                + "::bytea";
    }

    /// What the column prints; a `character(n)` loses its filling when it becomes text.
    static String text(Datum value, Column column) {
        String sql = column.type().sql();
        boolean filled =
                sql.equals("bpchar") || sql.equals("character") || sql.startsWith("character(");
        return filled ? text(value).replaceFirst(" +$", "") : text(value);
    }

    private static String text(Datum value) {
        return switch (value) {
            case Datum.FloatDatum d -> Float.toString(d.value());
            case Datum.DoubleDatum d -> Double.toString(d.value());
            case Datum.TimestampDatum d when d.isInstant() -> instant(d.text());
            case Datum d -> d.text();
        };
    }

    /// UTC is said before the era.
    private static String instant(String text) {
        return text.endsWith(" BC") ? text.replace(" BC", "+00 BC") : text + "+00";
    }
}
