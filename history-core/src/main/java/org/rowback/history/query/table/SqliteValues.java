package org.rowback.history.query.table;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowImage;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Column values as SQLite keeps them; the table is in the package's description.
final class SqliteValues {
    private SqliteValues() {}

    /// What JDBC binds for a value.
    static @Nullable Object of(ColumnValue value) {
        return switch (value) {
            case ColumnValue.SqlNull _, ColumnValue.NotLogged _, ColumnValue.Undecodable _ -> null;
            case Datum.IntegerDatum d -> d.value();
            case Datum.BooleanDatum d -> d.number();
            case Datum.DecimalDatum d -> decimal(d.value());
            case Datum.FloatDatum d ->
                    Float.isFinite(d.value())
                            ? (Object) Double.valueOf(Float.toString(d.value()))
                            : d.text();
            case Datum.DoubleDatum d -> Double.isFinite(d.value()) ? (Object) d.value() : d.text();
            case Datum.BitDatum d ->
                    d.bits() >= 0 ? (Object) d.bits() : Long.toUnsignedString(d.bits());
            case Datum.BinaryDatum d -> d.bytes().array();
            case Datum.GeometryDatum d ->
                    ByteBuffer.allocate(4 + d.wkb().length())
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(d.srid())
                            .put(d.wkb().array())
                            .array();
            case Datum.TextDatum _,
                    Datum.DateDatum _,
                    Datum.TimeDatum _,
                    Datum.DateTimeDatum _,
                    Datum.TimestampDatum _,
                    Datum.EnumDatum _,
                    Datum.SetDatum _,
                    Datum.JsonDatum _ ->
                    ((Datum) value).text();
        };
    }

    private static Object decimal(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.scale() <= 0 && plain.toBigInteger().bitLength() < 64) {
            return plain.longValueExact();
        }
        return plain.precision() <= 15 ? (Object) plain.doubleValue() : value.toPlainString();
    }

    /// Names of the columns of an image that have no value, with commas between; null where there is none.
    static @Nullable String missing(Optional<RowImage> image) {
        List<String> names = new ArrayList<>();
        if (image.isPresent()) {
            for (int i = 0; i < image.get().size(); i++) {
                ColumnValue value = image.get().value(i);
                if (value instanceof ColumnValue.NotLogged
                        || value instanceof ColumnValue.Undecodable) {
                    names.add(image.get().schema().columns().get(i).name());
                }
            }
        }
        return names.isEmpty() ? null : String.join(",", names);
    }
}
