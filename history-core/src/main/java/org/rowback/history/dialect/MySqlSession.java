package org.rowback.history.dialect;

import org.rowback.history.model.TableName;
import org.rowback.history.revert.Marks;

import java.util.stream.Collectors;

/// What every script for MySQL and MariaDB needs.
final class MySqlSession {
    private MySqlSession() {}

    /// The modes: strict, zero and partial dates allowed as they are stored, id 0 stored as 0.
    static final String SETTINGS =
            lines(
                    "SET NAMES utf8mb4;",
                    "SET SESSION sql_mode ="
                        + " 'STRICT_TRANS_TABLES,STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION';",
                    "SET SESSION time_zone = '+00:00';");

    /// Runs one of two statements, given as expressions.
    static String dynamic(String condition, String then, String otherwise) {
        return lines(
                "SET @rowback_do = IF(" + condition + ",",
                "    " + then + ", " + otherwise + ");",
                "PREPARE rowback FROM @rowback_do;",
                "EXECUTE rowback;",
                "DEALLOCATE PREPARE rowback;");
    }

    /// Makes the table of marks where there is none.
    static String makeMarks(Expressions sql, TableName marks) {
        String create =
                "CREATE TABLE IF NOT EXISTS "
                        + sql.quoted(marks)
                        + " ("
                        + Marks.COLUMN
                        + " CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,"
                        + " done TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP) ENGINE = InnoDB";
        return dynamic(isThere(marks), "'DO 0'", MySqlText.literal(create));
    }

    /// Fails the script where a table is missing that it cannot make.
    static String demand(SideTables side) {
        return "SET @rowback = IF(@rowback <> 0 OR ("
                + side.quarantines().values().stream()
                        .map(MySqlSession::isThere)
                        .collect(Collectors.joining("\n    AND "))
                + "), @rowback, -2);\n-- (-2: a quarantine is missing: run prepare.sql first)\n";
    }

    static String isThere(TableName table) {
        return "EXISTS (SELECT 1 FROM information_schema.TABLES t WHERE " + isTable(table) + ")";
    }

    /// A condition on information_schema.TABLES as `t`.
    static String isTable(TableName table) {
        return "t.TABLE_SCHEMA = "
                + database(table)
                + " AND t.TABLE_NAME = "
                + MySqlText.literal(table.table());
    }

    static String database(TableName table) {
        return table.database().isEmpty() ? "DATABASE()" : MySqlText.literal(table.database());
    }

    static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }
}
