package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;

import java.util.List;
import java.util.Optional;

class OwnValueTest {
    private static Column column(String sql, Family family, boolean nullable) {
        int digits = sql.contains("(") && family != Family.TEXT ? last(sql) : 0;
        return new Column(
                "c",
                Knowledge.LOG_METADATA,
                new ColumnType(
                        sql,
                        family,
                        sql.contains("unsigned"),
                        "",
                        family == Family.ENUM || family == Family.SET
                                ? List.of("new", "paid", "sent")
                                : List.of(),
                        digits),
                Knowledge.LOG_METADATA,
                nullable,
                Column.Generated.NO,
                false);
    }

    private static int last(String sql) {
        String inside = sql.substring(sql.indexOf('(') + 1, sql.indexOf(')'));
        return Integer.parseInt(inside.substring(inside.indexOf(',') + 1));
    }

    private static ColumnValue read(String sql, Family family, String text)
            throws RowbackException {
        return OwnValue.read(
                new TableName("shop", "t"), column(sql, family, false), Optional.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "tinyint, INTEGER, -128, -128",
        "bigint unsigned, INTEGER, 18446744073709551615, 18446744073709551615",
        "bigint, INTEGER, -9223372036854775808, -9223372036854775808",
        "int, INTEGER, 3.0, 3",
        "'decimal(5,2)', DECIMAL, 12.5, 12.50",
        "'decimal(5,2)', DECIMAL, 0, 0.00",
        "numeric, DECIMAL, 1e3, 1000",
        "double, DOUBLE, 0.1, 0.1",
        "float, FLOAT, 0.1, 0.1",
        "boolean, BOOLEAN, true, true",
        "'bit(4)', BIT, 0101, b'0101'",
        "year, YEAR, 2155, 2155",
        "date, DATE, 2024-02-29, 2024-02-29",
        "'time(3)', TIME, -838:59:59.5, -838:59:59.500",
        "'datetime(6)', DATETIME, 2024-02-29 12:34:56.000001, 2024-02-29 12:34:56.000001",
        "timestamp, TIMESTAMP, 2024-02-29T12:34:56Z, 2024-02-29 12:34:56",
        "timestamp with time zone, TIMESTAMP, 2024-02-29 12:34:56.120, 2024-02-29 12:34:56.12",
        "'varchar(3)', TEXT, äöü, äöü",
        "'varbinary(2)', BINARY, 0x00ff, 0x00ff",
        "'binary(3)', BINARY, 0x01, 0x010000",
        "'enum(…)', ENUM, paid, paid",
        "'set(…)', SET, 'sent,new', 'new,sent'",
        "json, JSON, '{\"a\":[1]}', '{\"a\":[1]}'",
        "uuid, UUID, 6CCD780C-BABA-1026-9564-5B8C656024DB, 6ccd780c-baba-1026-9564-5b8c656024db"
    })
    void readsByTheColumnsTypeExactly(String sql, Family family, String text, String value)
            throws RowbackException {
        assertThat(((Datum) read(sql.replace("(…)", ""), family, text)).text()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "tinyint, INTEGER, 128, -128 to 127",
        "tinyint unsigned, INTEGER, -1, 0 to 255",
        "int, INTEGER, 1.5, whole",
        "int, INTEGER, one, no number",
        "'decimal(5,2)', DECIMAL, 1.234, 2 digits behind",
        "'decimal(5,2)', DECIMAL, 1234, 3 digits before",
        "'decimal(5,2) unsigned', DECIMAL, -1, below zero",
        "double, DOUBLE, 0.12345678901234567890, would hold",
        "double, DOUBLE, 1e400, beyond",
        "boolean, BOOLEAN, 1, neither",
        "'bit(2)', BIT, 101, 2 bits",
        "year, YEAR, 1900, 1901",
        "date, DATE, 2023-02-29, Invalid date",
        "time, TIME, 12:60:00, no such time",
        "'datetime(3)', DATETIME, 2024-02-29 12:34:56.0001, 3 digits",
        "'varchar(3)', TEXT, abcd, 4 characters",
        "'varbinary(1)', BINARY, 0x0102, 1 bytes",
        "blob, BINARY, text, 0x00ff",
        "enum, ENUM, lost, 'new, paid, sent'",
        "set, SET, 'new,lost', 'new, paid, sent'",
        "json, JSON, '{a', no JSON",
        "json, JSON, '1 2', not one",
        "point, GEOMETRY, 0x00, by hand"
    })
    void refusesWhatTheColumnCannotHold(String sql, Family family, String text, String why) {
        assertThatThrownBy(() -> read(sql, family, text))
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageContaining("t.c")
                .hasMessageContaining(why);
    }

    @Test
    void takesNullOnlyWhereTheColumnDoes() throws RowbackException {
        TableName table = new TableName("shop", "t");
        assertThat(OwnValue.read(table, column("int", Family.INTEGER, true), Optional.empty()))
                .isEqualTo(ColumnValue.NULL);
        assertThatThrownBy(
                        () ->
                                OwnValue.read(
                                        table,
                                        column("int", Family.INTEGER, false),
                                        Optional.empty()))
                .hasMessageContaining("no NULL");
    }
}
