package org.rowback.history.model;

/// What the evidence says of one column of one image: a value, SQL NULL, not logged, or undecodable. Never one for
/// another.
public sealed interface ColumnValue
        permits Datum, ColumnValue.SqlNull, ColumnValue.NotLogged, ColumnValue.Undecodable {
    /// SQL NULL.
    ColumnValue NULL = SqlNull.NULL;

    /// SQL NULL, as logged.
    enum SqlNull implements ColumnValue {
        NULL
    }

    /// The log does not hold the column's value, and why (one short phrase, e.g. `binlog_row_image=MINIMAL`).
    record NotLogged(String reason) implements ColumnValue {}

    /// The log holds bytes for the column that could not be read, and why (one sentence).
    record Undecodable(String reason, Bytes raw) implements ColumnValue {}
}
