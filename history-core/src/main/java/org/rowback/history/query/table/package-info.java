/// Answers as plain SQLite tables, for whoever wants SQL over them.
///
/// | value | in SQLite |
/// |---|---|
/// | integer, BIT, YEAR | INTEGER; TEXT where it does not fit 64 bits signed |
/// | DECIMAL | INTEGER or REAL where 15 digits hold it, else TEXT with all digits |
/// | FLOAT, DOUBLE | REAL; TEXT for NaN and infinities |
/// | text, ENUM and SET labels, JSON, dates and times (TIMESTAMP in UTC) | TEXT |
/// | bytes | BLOB |
/// | geometry | BLOB: SRID as four bytes, lowest first, then WKB, as MySQL keeps it |
/// | SQL NULL | NULL |
/// | not logged, undecodable | NULL, and the column's name stands in the table's column of missing ones |
@NullMarked
package org.rowback.history.query.table;

import org.jspecify.annotations.NullMarked;
