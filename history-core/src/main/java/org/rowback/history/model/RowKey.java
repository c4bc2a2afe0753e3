package org.rowback.history.model;

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
