package org.rowback.history.filter;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.Datum;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.OptionalInt;

/// Compares two values from the log: numbers exactly as decimals, text by characters, bytes unsigned, times by time.
/// Values of kinds that do not compare have no order.
final class Order {
    private Order() {}

    static OptionalInt compare(Datum a, Datum b) {
        BigDecimal x = number(a);
        BigDecimal y = number(b);
        if (x != null && y != null) {
            return OptionalInt.of(x.compareTo(y));
        }
        return switch (a) {
            case Datum.TextDatum _, Datum.JsonDatum _, Datum.EnumDatum _, Datum.SetDatum _ ->
                    isText(b)
                            ? OptionalInt.of(characters(a.text(), b.text()))
                            : OptionalInt.empty();
            case Datum.BinaryDatum p ->
                    b instanceof Datum.BinaryDatum q
                            ? OptionalInt.of(p.bytes().compareTo(q.bytes()))
                            : OptionalInt.empty();
            case Datum.GeometryDatum p -> p.equals(b) ? OptionalInt.of(0) : OptionalInt.empty();
            case Datum.TimeDatum p ->
                    b instanceof Datum.TimeDatum q
                            ? OptionalInt.of(Long.compare(WallClock.micros(p), WallClock.micros(q)))
                            : OptionalInt.empty();
            case Datum.TimestampDatum p ->
                    b instanceof Datum.TimestampDatum q
                            ? OptionalInt.of(Long.compare(WallClock.micros(p), WallClock.micros(q)))
                            : OptionalInt.empty();
            case Datum.DateDatum p -> clock(WallClock.parts(p), b);
            case Datum.DateTimeDatum p -> clock(WallClock.parts(p), b);
            case Datum.IntegerDatum _,
                    Datum.BooleanDatum _,
                    Datum.DecimalDatum _,
                    Datum.FloatDatum _,
                    Datum.DoubleDatum _,
                    Datum.BitDatum _ ->
                    a.equals(b) ? OptionalInt.of(0) : OptionalInt.empty();
        };
    }

    private static OptionalInt clock(long[] parts, Datum b) {
        return switch (b) {
            case Datum.DateDatum q -> OptionalInt.of(Arrays.compare(parts, WallClock.parts(q)));
            case Datum.DateTimeDatum q -> OptionalInt.of(Arrays.compare(parts, WallClock.parts(q)));
            default -> OptionalInt.empty();
        };
    }

    private static boolean isText(Datum value) {
        return value instanceof Datum.TextDatum
                || value instanceof Datum.JsonDatum
                || value instanceof Datum.EnumDatum
                || value instanceof Datum.SetDatum;
    }

    /// The number that a value is; null where it is none, or NaN or infinite. A float is the decimal it is shown as.
    static @org.jspecify.annotations.Nullable BigDecimal number(Datum value) {
        return switch (value) {
            case Datum.IntegerDatum x -> BigDecimal.valueOf(x.value());
            case Datum.BooleanDatum x -> BigDecimal.valueOf(x.number());
            case Datum.DecimalDatum x -> x.value();
            case Datum.FloatDatum x ->
                    Float.isFinite(x.value()) ? new BigDecimal(Float.toString(x.value())) : null;
            case Datum.DoubleDatum x ->
                    Double.isFinite(x.value()) ? new BigDecimal(Double.toString(x.value())) : null;
            case Datum.BitDatum x -> new BigDecimal(Long.toUnsignedString(x.bits()));
            case Datum.TextDatum _,
                    Datum.BinaryDatum _,
                    Datum.DateDatum _,
                    Datum.TimeDatum _,
                    Datum.DateTimeDatum _,
                    Datum.TimestampDatum _,
                    Datum.EnumDatum _,
                    Datum.SetDatum _,
                    Datum.JsonDatum _,
                    Datum.GeometryDatum _ ->
                    null;
        };
    }

    /// By code points.
    static int characters(String a, String b) {
        int n = Math.min(a.length(), b.length());
        for (int i = 0; i < n; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean highX = Character.isSurrogate(x);
                boolean highY = Character.isSurrogate(y);
                return highX == highY ? Character.compare(x, y) : highX ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /// The bytes of a value that has some.
    static @org.jspecify.annotations.Nullable Bytes bytes(Datum value) {
        return switch (value) {
            case Datum.BinaryDatum x -> x.bytes();
            case Datum.TextDatum x -> x.raw();
            case Datum.JsonDatum x -> x.raw();
            case Datum.GeometryDatum x -> x.wkb();
            case Datum.IntegerDatum _,
                    Datum.BooleanDatum _,
                    Datum.DecimalDatum _,
                    Datum.FloatDatum _,
                    Datum.DoubleDatum _,
                    Datum.BitDatum _,
                    Datum.DateDatum _,
                    Datum.TimeDatum _,
                    Datum.DateTimeDatum _,
                    Datum.TimestampDatum _,
                    Datum.EnumDatum _,
                    Datum.SetDatum _ ->
                    null;
        };
    }
}
