package org.rowback.counterfactual;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Tables whose names and values do all they can to break out of a patch: quotes, backslashes, comment marks, ends of
/// statements and blocks, client commands, newlines, bytes that end in a backslash in some charset.
final class HostileWorld {
    /// 63 bytes, as long as PostgreSQL takes, and 64 characters for MariaDB.
    private static final String TABLE =
            "t'a\"b`c\\d -- /*e*/; DELIMITER $$\nDROP TABLE x; # $rowback$ \u00e9";

    private static final List<String> COLUMNS =
            List.of(
                    "select",
                    "a`b",
                    "c\"d",
                    "e'f\\",
                    "x\nDELIMITER //\ny",
                    "*/ -- #",
                    "n".repeat(63));

    private static final List<String> VALUES =
            List.of(
                    "O'Neil",
                    "\"quoted\"",
                    "back\\slash\\",
                    "\\'; DROP TABLE bystander; -- ",
                    "'; DELETE FROM bystander; #",
                    "*/ ; COMMIT; /*",
                    "line\nDELIMITER ;;\r\n\u001a%s $rowback$ $$ ${x} \\g \\. \\! ls",
                    "\u96ea \ud83d\ude00 caf\u00e9",
                    "",
                    " between blanks ",
                    "NULL",
                    "x' OR 'a'='a",
                    "\u00bf\\' OR 1=1 -- ");

    private final Connection connection;
    private final boolean postgres;
    private final List<String> tables = new ArrayList<>();

    HostileWorld(Connection connection, boolean postgres) {
        this.connection = connection;
        this.postgres = postgres;
    }

    private String quoted(String name) {
        return postgres
                ? '"' + name.replace("\"", "\"\"") + '"'
                : '`' + name.replace("`", "``") + '`';
    }

    private String table() {
        String padded = postgres ? TABLE : TABLE + "p".repeat(64 - TABLE.length());
        return quoted(padded);
    }

    /// Makes the tables and their rows.
    void create() throws SQLException {
        String text = postgres ? "text" : "varchar(200) COLLATE utf8mb4_general_ci";
        StringBuilder columns = new StringBuilder("k varchar(120) NOT NULL PRIMARY KEY");
        COLUMNS.forEach(c -> columns.append(", ").append(quoted(c)).append(' ').append(text));
        columns.append(postgres ? ", raw bytea" : ", raw blob");
        if (!postgres) {
            columns.append(", g varchar(40) CHARACTER SET gbk, s varchar(40) CHARACTER SET sjis");
        }
        String end = postgres ? ")" : ") CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
        run("CREATE TABLE " + table() + " (" + columns + end);
        run("CREATE TABLE bystander (id int PRIMARY KEY, v varchar(20))");
        tables.addAll(List.of(table(), "bystander"));
        if (postgres) {
            run("ALTER TABLE " + table() + " REPLICA IDENTITY FULL");
        }
        run("INSERT INTO bystander VALUES (1, 'stays'), (2, 'stays too')");
        for (int i = 0; i < VALUES.size(); i++) {
            insert(i, VALUES.get(i));
            insert(i, VALUES.get(i).toUpperCase(java.util.Locale.ROOT) + ".");
        }
    }

    private void insert(int seed, String key) throws SQLException {
        StringBuilder sql = new StringBuilder("INSERT INTO " + table() + " VALUES (?");
        COLUMNS.forEach(_ -> sql.append(", ?"));
        sql.append(postgres ? ", ?)" : ", ?, ?, ?)");
        try (PreparedStatement insert = connection.prepareStatement(sql.toString())) {
            int at = 1;
            insert.setString(at++, key);
            for (int c = 0; c < COLUMNS.size(); c++) {
                insert.setString(at++, value(seed + c));
            }
            insert.setBytes(at++, HexFormat.of().parseHex("00275c22ff0a" + "%02x".formatted(seed)));
            if (!postgres) {
                insert.setString(at++, "\u662e\u8fd0\\" + seed);
                insert.setString(at, "\u8868\u30bd'" + seed);
            }
            insert.execute();
        }
    }

    private static String value(int seed) {
        return VALUES.get(seed % VALUES.size());
    }

    /// What the bad transaction does: updates of every column, key changes, deletes and inserts.
    void spoil() throws SQLException {
        for (int c = 0; c < COLUMNS.size(); c++) {
            update(quoted(COLUMNS.get(c)), value(c + 3) + "!", VALUES.get(c));
        }
        if (!postgres) {
            update("g", "\u662e\\' OR 1=1 -- ", VALUES.get(0));
            update("s", "\u8868\\", VALUES.get(1));
        }
        update("k", "moved\\'\n--", VALUES.get(9));
        for (int i : List.of(7, 8, 10, 12)) {
            try (PreparedStatement delete =
                    connection.prepareStatement(
                            "/*bad*/ DELETE FROM " + table() + " WHERE k = ?")) {
                delete.setString(1, VALUES.get(i));
                delete.execute();
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "/*bad*/ INSERT INTO " + table() + " (k, raw) VALUES (?, ?)")) {
            insert.setString(1, "forged'\\\"\n; */ DELIMITER x");
            insert.setBytes(2, new byte[] {0, 39, 92});
            insert.execute();
        }
    }

    private void update(String column, String value, String key) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "/*bad*/ UPDATE " + table() + " SET " + column + " = ? WHERE k = ?")) {
            update.setString(1, value);
            update.setString(2, key);
            update.execute();
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Everything in the tables; of columns in charsets of their own the bytes too.
    String dump() throws SQLException {
        List<String> lines = new ArrayList<>();
        for (String table : tables) {
            boolean hasBytes = !postgres && !table.equals("bystander");
            String query = "SELECT *" + (hasBytes ? ", HEX(g), HEX(s)" : "") + " FROM " + table;
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(query)) {
                while (row.next()) {
                    StringBuilder line = new StringBuilder();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        line.append('|')
                                .append(
                                        row.getObject(i) instanceof byte[] bytes
                                                ? HexFormat.of().formatHex(bytes)
                                                : row.getString(i));
                    }
                    lines.add(line.toString());
                }
            }
        }
        lines.sort(null);
        return String.join("\n", lines);
    }
}
