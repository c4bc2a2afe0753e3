package org.rowback.history.query.table;

import org.rowback.history.model.RowbackException;
import org.rowback.history.model.RowbackException.BadInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A new SQLite file that is written under a name of its own and gets the name asked for when it is whole.
final class SqliteFile implements AutoCloseable {
    private static final int BATCH = 2000;

    private final Path target;
    private final Path part;
    private final Connection db;
    private int pending;
    private boolean done;

    private SqliteFile(Path target, Path part, Connection db) {
        this.target = target;
        this.part = part;
        this.db = db;
    }

    /// @throws BadInput where the file is there already or cannot be made
    static SqliteFile create(Path target) throws RowbackException {
        if (Files.exists(target)) {
            throw new BadInput(target + " is there already: give another name or remove it");
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            Connection db = DriverManager.getConnection("jdbc:sqlite:" + part.toAbsolutePath());
            try (Statement setup = db.createStatement()) {
                setup.execute("PRAGMA journal_mode = OFF");
                setup.execute("PRAGMA synchronous = OFF");
            }
            db.setAutoCommit(false);
            return new SqliteFile(target, part, db);
        } catch (SQLException | IOException e) {
            throw new BadInput(target + " cannot be written: " + e.getMessage(), e);
        }
    }

    Path target() {
        return target;
    }

    void execute(String sql) throws RowbackException {
        try (Statement statement = db.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// A statement that inserts a row of so many values.
    PreparedStatement insert(String table, List<String> columns) throws RowbackException {
        String names = columns.stream().map(SqliteFile::quoted).collect(Collectors.joining(","));
        String marks =
                IntStream.range(0, columns.size())
                        .mapToObj(_ -> "?")
                        .collect(Collectors.joining(","));
        try {
            return db.prepareStatement(
                    "INSERT INTO " + quoted(table) + "(" + names + ") VALUES(" + marks + ")");
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Runs an insert whose values are set.
    void add(PreparedStatement insert) throws RowbackException {
        try {
            insert.executeUpdate();
            if (++pending % BATCH == 0) {
                db.commit();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Makes the file whole under its name.
    void finish() throws RowbackException {
        try {
            db.commit();
            db.close();
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            done = true;
        } catch (SQLException | IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        if (done) {
            return;
        }
        try {
            db.close();
            Files.deleteIfExists(part);
        } catch (SQLException | IOException e) {
            part.toFile().deleteOnExit();
        }
    }

    RowbackException failed(Throwable e) {
        return new BadInput(target + " cannot be written: " + e.getMessage(), e);
    }

    /// An identifier in SQLite.
    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
