package org.rowback.history.model;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.IntFunction;

/// A row before or after a change: one [ColumnValue] for each column of a schema version.
///
/// Not logged columns may be filled in from earlier changes of the same row; such a cell says from which change.
public final class RowImage {
    private static final long[] NOTHING_FILLED = {};

    private final SchemaVersion schema;
    private final ColumnValue[] values;
    private final IntFunction<ColumnValue> reader;
    private final long[] filledFrom;

    /// @param values those not read yet are null
    private RowImage(
            SchemaVersion schema,
            ColumnValue[] values,
            IntFunction<ColumnValue> reader,
            long[] filledFrom) {
        if (values.length != schema.columns().size()) {
            throw new IllegalArgumentException(
                    values.length
                            + " values for "
                            + schema.columns().size()
                            + " columns of "
                            + schema.table());
        }
        this.schema = schema;
        this.values = values;
        this.reader = reader;
        this.filledFrom = filledFrom;
    }

    /// An image as logged. The array is given away.
    public static RowImage logged(SchemaVersion schema, ColumnValue[] values) {
        return new RowImage(schema, values, column -> values[column], NOTHING_FILLED);
    }

    /// An image as logged whose values are read when somebody asks for them.
    ///
    /// @param reader gives the value of a column, always the same; may be asked by several threads
    public static RowImage logged(SchemaVersion schema, IntFunction<ColumnValue> reader) {
        return new RowImage(
                schema, new ColumnValue[schema.columns().size()], reader, NOTHING_FILLED);
    }

    /// This image with column `column` filled in: `value` was proven by change `changeId`.
    public RowImage filled(int column, ColumnValue value, long changeId) {
        ColumnValue[] newValues = all().clone();
        newValues[column] = value;
        long[] newFilled = filledFrom.length == 0 ? new long[values.length] : filledFrom.clone();
        newFilled[column] = changeId;
        return new RowImage(schema, newValues, i -> newValues[i], newFilled);
    }

    public SchemaVersion schema() {
        return schema;
    }

    public int size() {
        return values.length;
    }

    public ColumnValue value(int column) {
        @Nullable ColumnValue known = values[column];
        if (known != null) {
            return known;
        }
        ColumnValue value = reader.apply(column);
        // Several threads may read one value: it is immutable, and equal for all of them.
        values[column] = value;
        return value;
    }

    private ColumnValue[] all() {
        for (int i = 0; i < values.length; i++) {
            values[i] = value(i);
        }
        return values;
    }

    /// The value of a column by name; not logged where the schema has no such column.
    public ColumnValue value(String column) {
        int index = schema.indexOf(column);
        return index < 0
                ? new ColumnValue.NotLogged("no such column in this schema version")
                : value(index);
    }

    /// The change that proved a filled-in value, 0 where the value is as logged.
    public long filledFrom(int column) {
        return filledFrom.length == 0 ? 0 : filledFrom[column];
    }

    /// Whether any column is not logged.
    public boolean isPartial() {
        return Arrays.stream(all()).anyMatch(v -> v instanceof ColumnValue.NotLogged);
    }

    /// The values of some columns.
    public ColumnValue[] values(int[] columns) {
        ColumnValue[] wanted = new ColumnValue[columns.length];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = value(columns[i]);
        }
        return wanted;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowImage image
                && schema.equals(image.schema)
                && Arrays.equals(all(), image.all());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(all());
    }

    @Override
    public String toString() {
        return schema.table() + Arrays.toString(all());
    }
}
