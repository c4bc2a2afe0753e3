package org.rowback.history.model;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What names a row: the values of its primary key in key order, or, where the table has no key, its whole image.
///
/// @param whole whether the parts are a whole image
public record RowKey(List<ColumnValue> parts, boolean whole) {
    public RowKey {
        parts = List.copyOf(parts);
    }

    /// The key of an image by its schema version's primary key, or the whole image where there is none.
    public static RowKey of(RowImage image) {
        int[] columns = image.schema().keyColumns();
        if (columns.length > 0) {
            return new RowKey(Arrays.asList(image.values(columns)), false);
        }
        int[] all = new int[image.size()];
        Arrays.setAll(all, i -> i);
        return new RowKey(Arrays.asList(image.values(all)), true);
    }

    /// The hash that the case file's key postings are sorted by.
    public long hash(KeyHasher hasher, int tableId) {
        hasher.table(tableId);
        for (ColumnValue part : parts) {
            hasher.value(part);
        }
        return hasher.hash();
    }

    /// Whether both name the same row: their [#canonical()] forms are equal.
    public boolean names(RowKey other) {
        if (parts.size() != other.parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!samePart(parts.get(i), other.parts.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// Whether two values stand for the same part of a key.
    public static boolean samePart(ColumnValue a, ColumnValue b) {
        return a.equals(b) || canonical(a).equals(canonical(b));
    }

    /// The values in the canonical form that [KeyHasher] hashes, however their types spell them (an integer of another
    /// width, text of another charset): equal lists name the same row of a table.
    public List<Object> canonical() {
        Object[] values = new Object[parts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = canonical(parts.get(i));
        }
        return List.of(values);
    }

    private static Object canonical(ColumnValue value) {
        return switch (value) {
            case ColumnValue.SqlNull none -> none;
            case ColumnValue.NotLogged _ -> ColumnValue.NotLogged.class;
            case ColumnValue.Undecodable undecodable -> undecodable.raw();
            case Datum.IntegerDatum integer -> BigDecimal.valueOf(integer.value());
            case Datum.BooleanDatum truth -> BigDecimal.valueOf(truth.number());
            case Datum.DecimalDatum decimal -> plain(decimal.value());
            case Datum.FloatDatum number -> Double.doubleToLongBits(number.value());
            case Datum.DoubleDatum number -> Double.doubleToLongBits(number.value());
            case Datum.TextDatum text -> text.text();
            case Datum.BinaryDatum binary -> binary.bytes();
            case Datum.BitDatum bit -> BigDecimal.valueOf(bit.bits());
            case Datum.DateDatum date -> List.of(date.text());
            case Datum.TimeDatum time -> List.of(KeyHasher.temporal(time.text()));
            case Datum.DateTimeDatum time -> List.of(KeyHasher.temporal(time.text()));
            case Datum.TimestampDatum time -> List.of(KeyHasher.temporal(time.text()));
            case Datum.EnumDatum label -> BigDecimal.valueOf(label.index());
            case Datum.SetDatum labels -> BigDecimal.valueOf(labels.bits());
            case Datum.JsonDatum json -> json.text();
            case Datum.GeometryDatum geometry -> List.of(geometry.srid(), geometry.wkb());
        };
    }

    /// One scale for equal numbers.
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /// `42`, `('DE',7)`: for people, not for SQL.
    @Override
    public String toString() {
        String inner = parts.stream().map(RowKey::show).collect(Collectors.joining(","));
        return parts.size() == 1 ? inner : "(" + inner + ")";
    }

    private static String show(ColumnValue value) {
        return switch (value) {
            case ColumnValue.SqlNull _ -> "NULL";
            case ColumnValue.NotLogged _ -> "⌀";
            case ColumnValue.Undecodable u -> u.raw().toString();
            case Datum.TextDatum t -> "'" + t.text() + "'";
            case Datum d -> d.text();
        };
    }
}
