package org.rowback.history.snapshot;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowKey;

import java.math.BigDecimal;

/// A row's key as text that is the same exactly where [org.rowback.history.model.Canonical] calls keys the same.
final class CanonicalKey {
    private CanonicalKey() {}

    static String of(RowKey key) {
        StringBuilder text = new StringBuilder();
        for (ColumnValue part : key.parts()) {
            String one = part(part);
            text.append(one.length()).append(':').append(one);
        }
        return text.toString();
    }

    private static String part(ColumnValue value) {
        return switch (value) {
            case ColumnValue.SqlNull _ -> "n";
            case ColumnValue.NotLogged _ -> "?";
            case ColumnValue.Undecodable damaged -> "u" + damaged.raw().hex();
            case Datum.IntegerDatum number -> number(BigDecimal.valueOf(number.value()));
            case Datum.DecimalDatum number -> number(number.value());
            case Datum.BitDatum bit -> number(new BigDecimal(Long.toUnsignedString(bit.bits())));
            case Datum.EnumDatum label -> number(BigDecimal.valueOf(label.index()));
            case Datum.SetDatum labels ->
                    number(new BigDecimal(Long.toUnsignedString(labels.bits())));
            case Datum.FloatDatum number -> "f" + Double.doubleToLongBits(number.value());
            case Datum.DoubleDatum number -> "f" + Double.doubleToLongBits(number.value());
            case Datum.TextDatum text -> "t" + text.text();
            case Datum.JsonDatum json -> "t" + json.text();
            case Datum.BinaryDatum binary -> "b" + binary.bytes().hex();
            case Datum.GeometryDatum geometry -> "g" + geometry.text();
            case Datum datum -> "d" + trimmed(datum.text());
        };
    }

    private static String number(BigDecimal number) {
        return "i" + number.stripTrailingZeros().toPlainString();
    }

    /// Without trailing zeros of a fraction of seconds.
    private static String trimmed(String temporal) {
        if (temporal.indexOf('.') < 0) {
            return temporal;
        }
        return temporal.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
