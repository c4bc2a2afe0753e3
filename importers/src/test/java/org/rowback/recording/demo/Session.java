package org.rowback.recording.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One program's connection to the shop: statements carry its tag, and it survives a deadlock.
final class Session {
    /// Changed meanwhile, duplicate key, lock wait timeout, deadlock, row that is referenced or not there.
    private static final Set<Integer> RACES = Set.of(1020, 1062, 1205, 1213, 1451, 1452);

    private final Connection connection;
    private final String tag;

    Session(Connection connection, String tag) throws SQLException {
        this.connection = connection;
        this.tag = tag;
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE'");
        }
    }

    /// What a transaction does.
    interface Work {
        void run() throws SQLException;
    }

    /// Runs work as one transaction. A deadlock or a lost race takes it back as a whole, as in a shop's own code.
    boolean transaction(Work work) throws SQLException {
        try {
            work.run();
            connection.commit();
            return true;
        } catch (SQLException e) {
            connection.rollback();
            if (RACES.contains(e.getErrorCode())) {
                return false;
            }
            throw e;
        }
    }

    int update(String sql, Object... values) throws SQLException {
        return updateTagged("/* " + tag + " */ ", sql, values);
    }

    int updateTagged(String comment, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(comment + sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    long insert(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "/* " + tag + " */ " + sql, PreparedStatement.RETURN_GENERATED_KEYS)) {
            bind(statement, values);
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                return keys.next() ? keys.getLong(1) : 0;
            }
        }
    }

    void insertRows(String head, List<Object[]> rows) throws SQLException {
        insertRows(head, rows, "");
    }

    /// Inserts many rows by one statement.
    void insertRows(String head, List<Object[]> rows, String tail) throws SQLException {
        String row = "(" + "?,".repeat(rows.getFirst().length - 1) + "?)";
        String all = String.join(",", java.util.Collections.nCopies(rows.size(), row));
        update(head + all + tail, rows.stream().flatMap(java.util.Arrays::stream).toArray());
    }

    /// The rows of a query, each as its columns' texts.
    List<String[]> query(String sql, Object... values) throws SQLException {
        List<String[]> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    String[] row = new String[columns];
                    for (int i = 0; i < columns; i++) {
                        row[i] = String.valueOf(rows.getString(i + 1));
                    }
                    found.add(row);
                }
            }
        }
        return found;
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
