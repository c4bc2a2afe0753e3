package org.rowback.ui.diff;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowImage;

/// A column's value as a cell shows it: NULL, '' and ⌀ are badges, never confused with text.
///
/// @param filledFrom the change that proved a value that was not logged, 0 where it was logged
public record ShownValue(Kind kind, String text, long filledFrom) {
    public enum Kind {
        VALUE,
        SQL_NULL,
        EMPTY_TEXT,
        NOT_LOGGED,
        UNDECODABLE,
        /// The change has no such side: an INSERT has no old row.
        NO_ROW
    }

    /// No row, so no value.
    public static final ShownValue NO_ROW = new ShownValue(Kind.NO_ROW, "", 0);

    public static ShownValue of(RowImage image, int column) {
        return of(image.value(column), image.filledFrom(column));
    }

    public static ShownValue of(ColumnValue value, long filledFrom) {
        return switch (value) {
            case ColumnValue.SqlNull _ -> new ShownValue(Kind.SQL_NULL, "NULL", filledFrom);
            case ColumnValue.NotLogged gone ->
                    new ShownValue(Kind.NOT_LOGGED, gone.reason(), filledFrom);
            case ColumnValue.Undecodable broken ->
                    new ShownValue(Kind.UNDECODABLE, broken.reason(), filledFrom);
            case Datum datum when datum.text().isEmpty() ->
                    new ShownValue(Kind.EMPTY_TEXT, "''", filledFrom);
            case Datum datum -> new ShownValue(Kind.VALUE, datum.text(), filledFrom);
        };
    }

    public boolean isBadge() {
        return kind != Kind.VALUE && kind != Kind.NO_ROW;
    }

    /// What a cell says.
    public String label() {
        return switch (kind) {
            case VALUE -> text;
            case SQL_NULL -> "NULL";
            case EMPTY_TEXT -> "''";
            case NOT_LOGGED -> "⌀ not logged";
            case UNDECODABLE -> "undecodable";
            case NO_ROW -> "";
        };
    }
}
