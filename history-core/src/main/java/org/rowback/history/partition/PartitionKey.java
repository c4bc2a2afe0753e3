package org.rowback.history.partition;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.SchemaVersion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a row's partition is found by: columns, or an expression over one.
final class PartitionKey {
    private static final Pattern CALL =
            Pattern.compile("(\\w+)\\s*\\(\\s*(`(?:[^`]|``)+`|[\\w$]+)\\s*\\)");

    private final SchemaVersion schema;
    private final List<Integer> columns = new ArrayList<>();
    private final Optional<String> function;
    private final String unread;

    private PartitionKey(SchemaVersion schema, List<String> names, Optional<String> function) {
        this.schema = schema;
        this.function = function;
        String missing = "";
        for (String name : names) {
            int at = schema.indexOf(SqlList.unquoted(name));
            missing = at < 0 ? name : missing;
            columns.add(at);
        }
        this.unread = missing;
    }

    /// Columns by name.
    static PartitionKey ofColumns(SchemaVersion schema, List<String> names) {
        return new PartitionKey(schema, names, Optional.empty());
    }

    /// A column or a function of one.
    static PartitionKey ofExpression(SchemaVersion schema, String text) {
        String plain = text.strip();
        Matcher call = CALL.matcher(plain);
        return call.matches()
                ? new PartitionKey(schema, List.of(call.group(2)), Optional.of(call.group(1)))
                : new PartitionKey(schema, List.of(plain), Optional.empty());
    }

    List<Integer> columns() {
        return columns;
    }

    /// The values for a row, or why they are not known.
    Values of(List<ColumnValue> row) {
        if (!unread.isEmpty()) {
            return Values.unknown(unread + " cannot be worked out here");
        }
        List<ColumnValue> values = new ArrayList<>();
        for (int column : columns) {
            ColumnValue value = row.get(column);
            String name = schema.columns().get(column).name();
            if (!(value instanceof Datum) && !(value instanceof ColumnValue.SqlNull)) {
                return Values.unknown("the log does not hold " + name);
            }
            Optional<ColumnValue> result =
                    function.isEmpty() ? Optional.of(value) : applied(function.get(), value);
            if (result.isEmpty()) {
                return Values.unknown(
                        function.get() + "(" + name + ") cannot be worked out for it");
            }
            values.add(result.get());
        }
        return new Values(values, "");
    }

    /// @param unknown why they are not known; empty where they are
    record Values(List<ColumnValue> known, String unknown) {
        static Values unknown(String why) {
            return new Values(List.of(), why);
        }
    }

    private static Optional<ColumnValue> applied(String function, ColumnValue value) {
        if (value instanceof ColumnValue.SqlNull) {
            return Optional.of(value);
        }
        if (function.equalsIgnoreCase("UNIX_TIMESTAMP")) {
            return value instanceof Datum.TimestampDatum t && t.isInstant() && t.micros() == 0
                    ? Optional.of(new Datum.IntegerDatum(t.epochSeconds()))
                    : Optional.empty();
        }
        return DateFunction.of(function)
                .flatMap(f -> Bound.moment(value).flatMap(f::of))
                .map(n -> new Datum.IntegerDatum(n.longValueExact()));
    }
}
