package org.rowback.history.testing;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Short words for tables, values and images in tests.
public final class Rows {
    /// What a minimal image leaves out.
    public static final ColumnValue ABSENT = new ColumnValue.NotLogged("binlog_row_image=MINIMAL");

    private Rows() {}

    /// A table from `name type` declarations: `table("shop.orders", "id", "id int", "total decimal(10,2)")`.
    ///
    /// @param key names of the key's columns with commas between; empty for none
    public static SchemaVersion table(String name, String key, String... columns) {
        String[] parts = name.split("\\.");
        return new SchemaVersion(
                new TableName(parts[0], parts[1]),
                Arrays.stream(columns).map(Rows::column).toList(),
                key.isEmpty() ? List.of() : List.of(key.split(",")),
                List.of(),
                List.of(),
                Knowledge.LOG_METADATA,
                "test");
    }

    private static Column column(String declaration) {
        String[] parts = declaration.split(" ", 2);
        return new Column(
                parts[0],
                Knowledge.LOG_METADATA,
                type(parts[1]),
                Knowledge.LOG_METADATA,
                true,
                Column.Generated.NO,
                false);
    }

    private static ColumnType type(String sql) {
        String word = sql.replaceAll("[^a-z].*", "");
        Family family =
                switch (word) {
                    case "int", "bigint", "smallint", "tinyint" -> Family.INTEGER;
                    case "varchar", "char", "text" -> Family.TEXT;
                    case "varbinary", "binary", "blob" -> Family.BINARY;
                    default -> Family.valueOf(word.toUpperCase(java.util.Locale.ROOT));
                };
        return new ColumnType(
                sql,
                family,
                sql.endsWith("unsigned"),
                family == Family.TEXT ? "utf8mb4" : "",
                List.of(),
                0);
    }

    public static ColumnValue n(long value) {
        return new Datum.IntegerDatum(value);
    }

    public static ColumnValue d(String value) {
        return new Datum.DecimalDatum(new BigDecimal(value));
    }

    public static ColumnValue s(String value) {
        return new Datum.TextDatum(
                value, Bytes.of(value.getBytes(StandardCharsets.UTF_8)), "utf8mb4");
    }

    public static ColumnValue[] row(ColumnValue... values) {
        return values;
    }

    public static RowKey key(ColumnValue... parts) {
        return new RowKey(List.of(parts), false);
    }
}
