package org.rowback.history.simulation;

import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// A SQLite in a scratch file, gone when it is closed. Not thread-safe.
final class ScratchDatabase implements AutoCloseable {
    private final Path file;
    private final Connection connection;
    private final Statement statement;
    private final PreparedStatement changes;

    ScratchDatabase() throws RowbackException {
        try {
            file = Files.createTempFile("rowback-simulation-", ".sqlite");
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            statement = connection.createStatement();
            changes = connection.prepareStatement("SELECT changes()");
            statement.execute("PRAGMA journal_mode = OFF");
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA cache_size = -24000");
        } catch (SQLException | IOException e) {
            throw failed(e);
        }
    }

    void run(String sql) throws RowbackException {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// How many rows a statement wrote itself, beside what foreign keys did.
    ///
    /// @throws SQLException where a constraint refuses it, too
    int write(String sql) throws SQLException {
        statement.execute(sql);
        try (ResultSet row = changes.executeQuery()) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    boolean isTrue(String sql) throws RowbackException {
        try (ResultSet row = statement.executeQuery("SELECT " + sql)) {
            return row.next() && row.getInt(1) != 0;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    static RowbackException.CaseFile failed(Exception e) {
        return new RowbackException.CaseFile(
                "the scratch file in %s cannot be written (%s): free some space there or set -Djava.io.tmpdir"
                        .formatted(System.getProperty("java.io.tmpdir"), e.getMessage()),
                e);
    }

    @Override
    public void close() {
        try {
            statement.close();
            changes.close();
            connection.close();
            Files.deleteIfExists(file);
        } catch (SQLException | IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
