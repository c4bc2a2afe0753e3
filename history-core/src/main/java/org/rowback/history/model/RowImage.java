package org.rowback.history.model;

import java.util.Arrays;

/// A row before or after a change: one [ColumnValue] for each column of a schema version.
///
/// Not logged columns may be filled in from earlier changes of the same row; such a cell says from which change.
public final class RowImage {
    private final SchemaVersion schema;
    private final ColumnValue[] values;
    private final long[] filledFrom;

    private RowImage(SchemaVersion schema, ColumnValue[] values, long[] filledFrom) {
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
        this.filledFrom = filledFrom;
    }

    /// An image as logged. The array is given away.
    public static RowImage logged(SchemaVersion schema, ColumnValue[] values) {
        return new RowImage(schema, values, new long[0]);
    }

    /// This image with column `column` filled in: `value` was proven by change `changeId`.
    public RowImage filled(int column, ColumnValue value, long changeId) {
        ColumnValue[] newValues = values.clone();
        newValues[column] = value;
        long[] newFilled = filledFrom.length == 0 ? new long[values.length] : filledFrom.clone();
        newFilled[column] = changeId;
        return new RowImage(schema, newValues, newFilled);
    }

    public SchemaVersion schema() {
        return schema;
    }

    public int size() {
        return values.length;
    }

    public ColumnValue value(int column) {
        return values[column];
    }

    /// The value of a column by name; not logged where the schema has no such column.
    public ColumnValue value(String column) {
        int index = schema.indexOf(column);
        return index < 0
                ? new ColumnValue.NotLogged("no such column in this schema version")
                : values[index];
    }

    /// The change that proved a filled-in value, 0 where the value is as logged.
    public long filledFrom(int column) {
        return filledFrom.length == 0 ? 0 : filledFrom[column];
    }

    /// Whether any column is not logged.
    public boolean isPartial() {
        return Arrays.stream(values).anyMatch(v -> v instanceof ColumnValue.NotLogged);
    }

    /// The values of some columns.
    public ColumnValue[] values(int[] columns) {
        return Arrays.stream(columns).mapToObj(i -> values[i]).toArray(ColumnValue[]::new);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowImage image
                && schema.equals(image.schema)
                && Arrays.equals(values, image.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return schema.table() + Arrays.toString(values);
    }
}
