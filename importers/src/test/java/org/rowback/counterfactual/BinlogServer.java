package org.rowback.counterfactual;

import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.Codecs;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportRequest;
import org.rowback.history.importing.ImportService;
import org.rowback.history.model.Change;
import org.rowback.importers.mysql.MysqlBinlogImporter;
import org.rowback.importers.mysql.row.MysqlRowCodec;
import org.rowback.importers.mysql.schema.MysqlSchemaReader;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/// A server that logs rows to binlogs: bad statements are told by a comment in their text.
abstract class BinlogServer implements Server {
    private Path log = Path.of("");

    /// @param options of the driver, `name=value` with `&` between
    abstract Connection connect(String options) throws SQLException;

    /// The folder that its logs lie in.
    abstract Path data();

    /// The client's command, for a world.
    abstract List<String> client(String world);

    /// The statement whose first column names the log that is written.
    abstract String logStatus();

    /// Where the server is, for a world, with user and password.
    abstract String url(String world);

    @Override
    public boolean isPostgres() {
        return false;
    }

    @Override
    public Connection logged() throws SQLException {
        return connect("allowMultiQueries=true&useAffectedRows=true");
    }

    @Override
    public Connection unlogged() throws SQLException {
        Connection connection = logged();
        run(connection, "SET SESSION sql_log_bin = 0");
        return connection;
    }

    @Override
    public void enter(Connection connection, String world) throws SQLException {
        run(connection, "CREATE DATABASE " + world);
        run(connection, "USE " + world);
    }

    @Override
    public void drop(Connection connection, String world) throws SQLException {
        run(connection, "DROP DATABASE " + world);
    }

    @Override
    public void begin() throws SQLException {
        try (Connection connection = logged();
                Statement statement = connection.createStatement()) {
            statement.execute("FLUSH BINARY LOGS");
            try (ResultSet row = statement.executeQuery(logStatus())) {
                row.next();
                log = data().resolve(row.getString(1));
            }
        }
    }

    /// The log since [#begin()].
    Path log() {
        return log;
    }

    @Override
    public CaseFile evidence(Path file) throws Exception {
        try (Connection connection = logged()) {
            run(connection, "FLUSH BINARY LOGS");
        }
        CaseFile made =
                CaseFile.create(
                        file, Codecs.of(new MysqlRowCodec()).reading(MysqlSchemaReader::new));
        try (var writer = made.writer(ImportMonitor.NONE)) {
            new ImportService(
                            List.of(new MysqlBinlogImporter(new MysqlSchemaReader())),
                            new ByteArrayInputStream(new byte[0]))
                    .run(ImportRequest.of(log), writer, ImportMonitor.NONE);
        }
        return made;
    }

    @Override
    public String mark(Connection connection) {
        return "";
    }

    @Override
    public boolean isBad(Change change, Set<String> marks) {
        return change.statement().orElse("").startsWith("/*bad*/");
    }

    @Override
    public boolean apply(Connection connection, String sql) throws SQLException {
        boolean committed = false;
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (rows || statement.getUpdateCount() >= 0) {
                if (rows) {
                    try (ResultSet set = statement.getResultSet()) {
                        while (set.next()) {
                            committed |= set.getString(1).contains("committed");
                        }
                    }
                }
                rows = statement.getMoreResults();
            }
        }
        return committed;
    }

    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
