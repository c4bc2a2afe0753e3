package org.rowback.ui.filter;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowKey;
import org.rowback.ui.text.TimeFormat;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Cells as terms of the filter language: each is true of the change that the cell belongs to.
public final class CellTerm {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private CellTerm() {}

    /// `new.total == 0.00`, `old.note is null`; empty where no term can say it.
    ///
    /// @param side `old` or `new`
    public static Optional<String> value(String side, String column, ColumnValue value) {
        String operand = side + "." + name(column);
        return switch (value) {
            case ColumnValue.SqlNull _ -> Optional.of(operand + " is null");
            case ColumnValue.NotLogged _ -> Optional.of(operand + " is not logged");
            case ColumnValue.Undecodable _ -> Optional.empty();
            case Datum datum -> literal(datum).map(text -> operand + " == " + text);
        };
    }

    /// `changed(total)`.
    public static String changed(String column) {
        return "changed(" + name(column) + ")";
    }

    /// `table:shop.orders`.
    public static String table(String table) {
        return PLAIN.matcher(table.replace(".", "_")).matches()
                ? "table:" + table
                : "table:" + table.replaceAll("[^A-Za-z0-9_.$]", "?");
    }

    /// `table:shop.orders key(4711)`; only the table where the row has no key.
    public static String row(String table, Optional<RowKey> key) {
        if (key.isEmpty() || key.get().whole()) {
            return table(table);
        }
        String parts =
                key.get().parts().stream()
                        .map(part -> part instanceof Datum datum ? literal(datum).orElse("") : "")
                        .collect(Collectors.joining(","));
        return parts.isEmpty() || parts.startsWith(",") || parts.endsWith(",")
                ? table(table)
                : table(table) + " key(" + parts + ")";
    }

    /// The second that an instant lies in, or the microsecond where that is logged.
    public static String time(long micros, boolean exact, TimeFormat times) {
        long end = micros + (exact ? 1 : 1_000_000);
        return "time in " + times.literal(micros) + ".." + times.literal(end);
    }

    private static String name(String column) {
        return PLAIN.matcher(column).matches() ? column : "`" + column.replace("`", "``") + "`";
    }

    private static Optional<String> literal(Datum value) {
        return switch (value) {
            case Datum.BinaryDatum binary -> Optional.of("x'" + binary.bytes().hex() + "'");
            case Datum.BitDatum bit -> Optional.of(Long.toUnsignedString(bit.bits()));
            case Datum.TimestampDatum time when time.isInstant() ->
                    Optional.of("'" + time.text().replace(' ', 'T') + "+00:00'");
            case Datum.IntegerDatum _, Datum.DecimalDatum _, Datum.FloatDatum _, Datum.DoubleDatum _
                    when NUMBER.matcher(value.text()).matches() ->
                    Optional.of(value.text());
            case Datum.EnumDatum label when !label.labelKnown() -> Optional.of(value.text());
            case Datum.SetDatum labels when !labels.labelsKnown() -> Optional.of(value.text());
            case Datum.GeometryDatum _ -> Optional.empty();
            case Datum.BooleanDatum truth -> Optional.of(truth.text());
            case Datum.IntegerDatum _,
                    Datum.DecimalDatum _,
                    Datum.FloatDatum _,
                    Datum.DoubleDatum _,
                    Datum.TextDatum _,
                    Datum.DateDatum _,
                    Datum.TimeDatum _,
                    Datum.DateTimeDatum _,
                    Datum.TimestampDatum _,
                    Datum.EnumDatum _,
                    Datum.SetDatum _,
                    Datum.JsonDatum _ ->
                    Optional.of(quoted(value.text()));
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }
}
