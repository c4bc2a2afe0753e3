package org.rowback.history.model;

import java.math.BigDecimal;
import java.util.List;

/// Says whether two values are one value however the log spelt them: by the same forms that [KeyHasher] hashes.
///
/// An integer is one number in every width and as a DECIMAL, text is its characters whatever the charset, temporal
/// values are equal whatever the fraction digits of their columns. Collations play no part.
public final class Canonical {
    private Canonical() {}

    /// Whether both values are the same value. Not logged is never the same as anything but not logged.
    public static boolean same(ColumnValue a, ColumnValue b) {
        if (a.equals(b)) {
            return true;
        }
        if (!(a instanceof Datum left) || !(b instanceof Datum right)) {
            return a instanceof ColumnValue.NotLogged && b instanceof ColumnValue.NotLogged;
        }
        return sameDatum(left, right);
    }

    /// Whether both keys name one row.
    public static boolean same(RowKey a, RowKey b) {
        List<ColumnValue> left = a.parts();
        List<ColumnValue> right = b.parts();
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!same(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameDatum(Datum a, Datum b) {
        return switch (a) {
            case Datum.IntegerDatum _,
                    Datum.BooleanDatum _,
                    Datum.DecimalDatum _,
                    Datum.BitDatum _,
                    Datum.EnumDatum _,
                    Datum.SetDatum _ ->
                    isExact(b) && exact(a).compareTo(exact(b)) == 0;
            case Datum.FloatDatum x -> isFloating(b) && sameBits(x.value(), floating(b));
            case Datum.DoubleDatum x -> isFloating(b) && sameBits(x.value(), floating(b));
            case Datum.TextDatum _, Datum.JsonDatum _ ->
                    (b instanceof Datum.TextDatum || b instanceof Datum.JsonDatum)
                            && a.text().equals(b.text());
            case Datum.BinaryDatum x ->
                    b instanceof Datum.BinaryDatum y && x.bytes().equals(y.bytes());
            case Datum.GeometryDatum _ -> false;
            case Datum.DateDatum _,
                    Datum.TimeDatum _,
                    Datum.DateTimeDatum _,
                    Datum.TimestampDatum _ ->
                    isTemporal(b) && temporal(a).equals(temporal(b));
        };
    }

    private static boolean isExact(Datum value) {
        return value instanceof Datum.IntegerDatum
                || value instanceof Datum.BooleanDatum
                || value instanceof Datum.DecimalDatum
                || value instanceof Datum.BitDatum
                || value instanceof Datum.EnumDatum
                || value instanceof Datum.SetDatum;
    }

    private static BigDecimal exact(Datum value) {
        return switch (value) {
            case Datum.IntegerDatum x -> BigDecimal.valueOf(x.value());
            case Datum.BooleanDatum x -> BigDecimal.valueOf(x.number());
            case Datum.DecimalDatum x -> x.value();
            case Datum.BitDatum x -> BigDecimal.valueOf(x.bits());
            case Datum.EnumDatum x -> BigDecimal.valueOf(x.index());
            case Datum.SetDatum x -> BigDecimal.valueOf(x.bits());
            default -> throw new IllegalArgumentException(value.text());
        };
    }

    private static boolean isFloating(Datum value) {
        return value instanceof Datum.FloatDatum || value instanceof Datum.DoubleDatum;
    }

    private static double floating(Datum value) {
        return value instanceof Datum.FloatDatum x
                ? x.value()
                : ((Datum.DoubleDatum) value).value();
    }

    private static boolean sameBits(double a, double b) {
        return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
    }

    private static boolean isTemporal(Datum value) {
        return value instanceof Datum.DateTimeDatum
                || value instanceof Datum.TimestampDatum
                || value instanceof Datum.DateDatum
                || value instanceof Datum.TimeDatum;
    }

    private static String temporal(Datum value) {
        String text = value.text();
        if (text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
