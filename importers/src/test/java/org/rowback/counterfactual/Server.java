package org.rowback.counterfactual;

import ch.vorburger.exec.ManagedProcessException;

import org.rowback.history.casefile.CaseFile;
import org.rowback.history.model.Change;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/// A real server that incidents are played on. Each incident is played in a world of its own: a database or a schema.
interface Server extends AutoCloseable {
    boolean isPostgres();

    /// A connection whose writes are evidence.
    Connection logged() throws SQLException;

    /// A connection whose writes are not.
    Connection unlogged() throws SQLException;

    /// Makes a world and goes there.
    void enter(Connection connection, String world) throws SQLException;

    void drop(Connection connection, String world) throws SQLException;

    /// Begins new evidence.
    void begin() throws Exception;

    /// A case with everything that was logged since [#begin()].
    CaseFile evidence(Path file) throws Exception;

    /// What names a bad transaction on this server, asked inside it; empty where statements are told by their text.
    String mark(Connection connection) throws SQLException;

    /// Whether a change is of a bad statement.
    boolean isBad(Change change, Set<String> marks);

    /// Runs a whole script of a patch; false where it rolled itself back.
    boolean apply(Connection connection, String sql) throws SQLException;

    @Override
    void close() throws IOException, ManagedProcessException;
}
