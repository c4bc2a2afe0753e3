package org.rowback.history.snapshot;

import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowImage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.StringJoiner;

/// A plain SQLite table that holds images of one schema version, for whoever wants SQL over them.
///
/// | value | in SQLite |
/// |---|---|
/// | integers, YEAR, BIT up to 63 bits | INTEGER; larger ones as TEXT with all digits |
/// | DECIMAL | NUMERIC affinity: a number where SQLite holds it without loss, else TEXT with all digits |
/// | FLOAT, DOUBLE | REAL |
/// | text, temporal, ENUM, SET, JSON | TEXT as the server prints it (instants in UTC) |
/// | binary, vector, geometry (WKB) | BLOB |
/// | SQL NULL | NULL |
/// | not logged, undecodable | NULL, and the column's name is listed in `_missing` |
public final class SqliteTable implements AutoCloseable {
    private final PreparedStatement insert;
    private final int columns;
    private final List<String> extra;

    private SqliteTable(PreparedStatement insert, int columns, List<String> extra) {
        this.insert = insert;
        this.columns = columns;
        this.extra = extra;
    }

    /// Creates the table.
    ///
    /// @param extra names of TEXT columns of the caller's own, after the schema's
    public static SqliteTable create(
            Connection db, String name, List<Column> columns, List<String> extra)
            throws SQLException {
        StringJoiner definitions = new StringJoiner(", ", "(", ")");
        StringJoiner places = new StringJoiner(", ", "(", ")");
        for (Column column : columns) {
            definitions.add(quote(column.name()) + " " + affinity(column.type()));
            places.add("?");
        }
        for (String more : extra) {
            definitions.add(quote(more));
            places.add("?");
        }
        try (Statement statement = db.createStatement()) {
            statement.execute("CREATE TABLE " + quote(name) + definitions);
        }
        return new SqliteTable(
                db.prepareStatement("INSERT INTO " + quote(name) + " VALUES " + places),
                columns.size(),
                extra);
    }

    /// Adds a row.
    ///
    /// @param more values of the extra columns
    public void add(RowImage image, Object... more) throws SQLException {
        for (int i = 0; i < columns; i++) {
            bind(insert, i + 1, image.value(i));
        }
        for (int i = 0; i < extra.size(); i++) {
            insert.setObject(columns + i + 1, more[i]);
        }
        insert.executeUpdate();
    }

    /// Names of the image's columns that have no value, parted by commas.
    public static String missing(RowImage image) {
        StringJoiner names = new StringJoiner(",");
        for (int i = 0; i < image.size(); i++) {
            if (image.value(i) instanceof ColumnValue.NotLogged
                    || image.value(i) instanceof ColumnValue.Undecodable) {
                names.add(image.schema().columns().get(i).name());
            }
        }
        return names.toString();
    }

    /// A name as SQLite quotes it.
    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String affinity(ColumnType type) {
        return switch (type.family()) {
            case INTEGER, BIT, YEAR, BOOLEAN -> "INTEGER";
            case DECIMAL -> "NUMERIC";
            case FLOAT, DOUBLE -> "REAL";
            case BINARY, GEOMETRY, VECTOR -> "BLOB";
            case DATE, TIME, DATETIME, TIMESTAMP, TEXT, ENUM, SET, JSON, INET, UUID -> "TEXT";
            case OTHER, UNKNOWN -> "";
        };
    }

    /// Binds one value.
    public static void bind(PreparedStatement statement, int place, ColumnValue value)
            throws SQLException {
        switch (value) {
            case ColumnValue.SqlNull _, ColumnValue.NotLogged _, ColumnValue.Undecodable _ ->
                    statement.setObject(place, null);
            case Datum.IntegerDatum number -> statement.setLong(place, number.value());
            case Datum.BitDatum bit when bit.bits() >= 0 -> statement.setLong(place, bit.bits());
            case Datum.BitDatum bit ->
                    statement.setString(place, Long.toUnsignedString(bit.bits()));
            case Datum.FloatDatum number -> statement.setDouble(place, number.value());
            case Datum.DoubleDatum number -> statement.setDouble(place, number.value());
            case Datum.BinaryDatum binary -> statement.setBytes(place, binary.bytes().array());
            case Datum.GeometryDatum geometry -> statement.setBytes(place, geometry.wkb().array());
            case Datum datum -> statement.setString(place, datum.text());
        }
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
