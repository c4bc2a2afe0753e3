package org.rowback.history.snapshot;

import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// A throw-away SQLite file: what does not fit memory, for the length of one question. Not durable.
final class ScratchDb implements AutoCloseable {
    private final Path file;
    private final Connection connection;

    private ScratchDb(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    static ScratchDb open() throws RowbackException {
        try {
            Path file = Files.createTempFile("rowback-scratch", ".sqlite");
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            ScratchDb scratch = new ScratchDb(file, connection);
            scratch.execute("PRAGMA journal_mode=OFF");
            scratch.execute("PRAGMA synchronous=OFF");
            scratch.execute("PRAGMA locking_mode=EXCLUSIVE");
            scratch.execute("PRAGMA cache_size=-32768");
            connection.setAutoCommit(false);
            return scratch;
        } catch (IOException | SQLException e) {
            throw failure(e);
        }
    }

    Connection connection() {
        return connection;
    }

    void execute(String sql) throws RowbackException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    static RowbackException failure(Exception cause) {
        return new RowbackException.CaseFile(
                "the scratch file in "
                        + System.getProperty("java.io.tmpdir")
                        + " cannot be used ("
                        + cause.getMessage()
                        + "): make room there, or name another folder with -Djava.io.tmpdir",
                cause);
    }

    @Override
    public void close() {
        try (Connection open = connection) {
            open.rollback();
        } catch (SQLException _) {
            // The file goes away all the same.
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            file.toFile().deleteOnExit();
        }
    }
}
