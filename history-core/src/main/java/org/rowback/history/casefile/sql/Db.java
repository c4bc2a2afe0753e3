package org.rowback.history.casefile.sql;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.RowbackException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/// One connection to a case file, with its prepared statements. Not thread-safe. Every failure is a
/// [RowbackException.CaseFile] with one sentence.
public final class Db implements AutoCloseable {
    /// Reads a result.
    public interface Reader<T> {
        T read(ResultSet rows) throws SQLException, RowbackException.CaseFile;
    }

    /// What is done with a connection.
    public interface Work<T> {
        T run(Db db) throws RowbackException.CaseFile;
    }

    private static final int BUSY_MILLIS = 5_000;

    private final Path path;
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private Db(Path path, Connection connection) {
        this.path = path;
        this.connection = connection;
    }

    /// How a file is opened.
    public enum Mode {
        CREATE,
        READ_WRITE,
        READ_ONLY
    }

    public static Db open(Path path, Mode mode, int cacheKib) throws RowbackException.CaseFile {
        SQLiteConfig config = new SQLiteConfig();
        if (mode == Mode.READ_ONLY) {
            config.setReadOnly(true);
        }
        if (mode != Mode.CREATE) {
            config.resetOpenMode(SQLiteOpenMode.CREATE);
        }
        config.setBusyTimeout(BUSY_MILLIS);
        // Nobody asks for them, and finding them out costs a query for each insert.
        config.setGetGeneratedKeys(false);
        try {
            Connection connection = config.createConnection("jdbc:sqlite:" + path.toAbsolutePath());
            Db db = new Db(path, connection);
            db.execute("PRAGMA cache_size = " + -cacheKib);
            return db;
        } catch (SQLException e) {
            throw SqlFailure.explain(path, e);
        }
    }

    public Path path() {
        return path;
    }

    /// Runs statements without parameters or answers.
    public void execute(String sql) throws RowbackException.CaseFile {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw SqlFailure.explain(path, e);
        }
    }

    /// Runs one statement and returns how many rows it changed.
    public int update(String sql, Object... parameters) throws RowbackException.CaseFile {
        try {
            PreparedStatement statement = prepared(sql);
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailure.explain(path, e);
        }
    }

    /// Asks, and reads the answer, which is closed after.
    public <T> T query(String sql, Reader<T> reader, Object... parameters)
            throws RowbackException.CaseFile {
        try {
            PreparedStatement statement = prepared(sql);
            bind(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        } catch (SQLException e) {
            throw SqlFailure.explain(path, e);
        }
    }

    /// The one integer that a query gives, or `none` where it gives no row or NULL.
    public long number(String sql, long none, Object... parameters)
            throws RowbackException.CaseFile {
        return query(
                sql,
                rows -> {
                    if (!rows.next()) {
                        return none;
                    }
                    long value = rows.getLong(1);
                    return rows.wasNull() ? none : value;
                },
                parameters);
    }

    /// Runs a PRAGMA that answers, and returns the answer's first column; empty where it has none.
    public String text(String sql) throws RowbackException.CaseFile {
        try {
            return answer(sql);
        } catch (SQLException e) {
            throw SqlFailure.explain(path, e);
        }
    }

    /// The same where another process may be in the way, which is no failure.
    ///
    /// @return whether it was done
    public boolean tryText(String sql) throws RowbackException.CaseFile {
        try {
            answer(sql);
            return true;
        } catch (SQLException e) {
            if (SqlFailure.isBusy(e)) {
                return false;
            }
            throw SqlFailure.explain(path, e);
        }
    }

    private String answer(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            String answer = rows.next() ? rows.getString(1) : null;
            return answer == null ? "" : answer;
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    /// A statement to bind and run by hand, for what is run a million times. Whoever asks closes it, at the latest this
    /// connection does.
    public PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    private static void bind(PreparedStatement statement, Object... parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            switch (parameters[i]) {
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                case Boolean flag -> statement.setInt(i + 1, flag ? 1 : 0);
                case String text -> statement.setString(i + 1, text);
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                case Bytes bytes -> statement.setBytes(i + 1, bytes.array());
                case Object other -> throw new IllegalArgumentException(other.getClass().getName());
            }
        }
    }

    /// Does work that only reads in one transaction: all of it sees one moment.
    public <T> T inTransaction(Work<T> work) throws RowbackException.CaseFile {
        update("BEGIN");
        boolean done = false;
        try {
            T result = work.run(this);
            done = true;
            return result;
        } finally {
            if (done) {
                update("COMMIT");
            } else {
                rollback();
            }
        }
    }

    /// Rolls back the open transaction; there may be none any more, since SQLite itself rolls back on some failures.
    public void rollback() throws RowbackException.CaseFile {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("ROLLBACK");
        } catch (SQLException e) {
            if (e.getErrorCode() != 1) {
                throw SqlFailure.explain(path, e);
            }
        }
    }

    /// Closes the connection and its statements.
    @Override
    public void close() throws RowbackException.CaseFile {
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException e) {
            throw SqlFailure.explain(path, e);
        }
    }
}
