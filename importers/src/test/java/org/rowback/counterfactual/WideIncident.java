package org.rowback.counterfactual;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// One bad transaction that touches rows of every kind in every way, among good ones.
final class WideIncident {
    static final List<String> TABLES = List.of("customer", "orders", "pair", "loose");

    private WideIncident() {}

    /// @return what names the bad transaction
    static String play(Connection connection, Server server) throws SQLException {
        for (String table : server.isPostgres() ? POSTGRES : MYSQL) {
            run(connection, table);
        }
        for (String good : BEFORE) {
            run(connection, good);
        }
        connection.setAutoCommit(false);
        String mark = server.mark(connection);
        for (String bad : BAD) {
            run(connection, "/*bad*/ " + bad);
        }
        connection.commit();
        connection.setAutoCommit(true);
        run(connection, "UPDATE customer SET note = 'a later good write' WHERE id = 5");
        run(connection, "UPDATE customer SET name = 'another row' WHERE id = 6");
        return mark;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static final List<String> MYSQL =
            List.of(
                    "CREATE TABLE customer (id int unsigned PRIMARY KEY AUTO_INCREMENT, name"
                            + " varchar(40) NOT NULL, email varchar(60) UNIQUE, balance"
                            + " decimal(12,2), joined date, seen datetime(6), ratio double, small"
                            + " float, avatar blob, note text, doc json, big bigint unsigned, code"
                            + " char(5), yes boolean) CHARACTER SET utf8mb4",
                    "CREATE TABLE orders (id bigint PRIMARY KEY, customer int unsigned NOT NULL"
                            + " DEFAULT 1, total decimal(20,4), state varchar(20), FOREIGN KEY"
                            + " (customer) REFERENCES customer (id))",
                    "CREATE TABLE pair (a int, b varchar(20), v int, PRIMARY KEY (a, b))",
                    "CREATE TABLE loose (v int, w varchar(30))");

    private static final List<String> POSTGRES =
            List.of(
                    "CREATE TABLE customer (id int PRIMARY KEY, name varchar(40) NOT NULL, email"
                            + " varchar(60) UNIQUE, balance decimal(12,2), joined date, seen"
                            + " timestamp(6), ratio double precision, small real, avatar bytea,"
                            + " note text, doc jsonb, big bigint, code char(5), yes boolean)",
                    "ALTER TABLE customer REPLICA IDENTITY FULL",
                    "CREATE TABLE orders (id bigint PRIMARY KEY, customer int NOT NULL DEFAULT 1"
                            + " REFERENCES customer (id), total decimal(20,4), state varchar(20))",
                    "ALTER TABLE orders REPLICA IDENTITY FULL",
                    "CREATE TABLE pair (a int, b varchar(20), v int, PRIMARY KEY (a, b))",
                    "ALTER TABLE pair REPLICA IDENTITY FULL",
                    "CREATE TABLE loose (v int, w varchar(30))",
                    "ALTER TABLE loose REPLICA IDENTITY FULL");

    private static final String CUSTOMERS =
            "INSERT INTO customer (id, name, email, balance, joined, seen, ratio, small, avatar,"
                    + " note, doc, big, code, yes) VALUES ";

    private static final List<String> BEFORE =
            List.of(
                    CUSTOMERS
                            + customer(1, "Ann", "12.50", "'n1'")
                            + ", "
                            + customer(2, "O''Neil \\\\", "-0.01", "NULL")
                            + ", "
                            + customer(3, "\u96ea", "99999999.99", "''")
                            + ", "
                            + customer(4, "d", "0", "' '")
                            + ", "
                            + customer(5, "e", "5", "'x'")
                            + ", "
                            + customer(6, "f", "6", "'y'")
                            + ", "
                            + customer(7, "g", "7", "NULL"),
                    "INSERT INTO orders VALUES (1, 1, 10.0001, 'new'), (2, 1, 20, 'paid'),"
                            + " (3, 2, 30, NULL), (4, 3, -1, ''), (5, 7, 5, 'new')",
                    "INSERT INTO pair VALUES (1, 'a', 1), (1, 'b', 2), (2, 'a', 3), (2, 'b', NULL)",
                    "INSERT INTO loose VALUES (1, 'one'), (2, 'two'), (2, 'two'), (NULL, 'three')");

    private static final List<String> BAD =
            List.of(
                    "UPDATE customer SET name = 'wiped', email = NULL, balance = balance + 1,"
                            + " joined = '1999-12-31', seen = '2001-02-03 04:05:06.000007',"
                            + " ratio = 0.1, small = 1.5, note = 'bad', big = big + 1,"
                            + " code = 'ZZ', yes = NOT yes WHERE id IN (1, 2)",
                    "UPDATE customer SET doc = '{\"a\": [1, 2, {\"b\": null}]}', avatar ="
                            + " '\\\\x00ff27' WHERE id = 3",
                    "UPDATE customer SET balance = NULL WHERE id IN (4, 5)",
                    "DELETE FROM orders WHERE id IN (3, 4)",
                    "INSERT INTO orders VALUES (100, 1, 0, 'forged'), (101, 2, NULL, NULL)",
                    "UPDATE pair SET b = 'moved', v = 9 WHERE a = 1 AND b = 'a'",
                    "DELETE FROM pair WHERE a = 2",
                    "INSERT INTO pair VALUES (7, 'new', 7)",
                    "UPDATE loose SET w = 'spoiled' WHERE v = 1",
                    "DELETE FROM loose WHERE v IS NULL");

    private static String customer(int id, String name, String balance, String note) {
        return "("
                + id
                + ", '"
                + name
                + "', 'c"
                + id
                + "@x.org', "
                + balance
                + ", '2020-01-0"
                + id
                + "', '2026-03-0"
                + id
                + " 01:02:03.123456', "
                + id
                + ".25, "
                + id
                + ".5, 'picture', "
                + note
                + ", '{\"k\": "
                + id
                + "}', 9007199254740993, 'c"
                + id
                + "', "
                + (id % 2 == 0 ? "true" : "false")
                + ")";
    }
}
