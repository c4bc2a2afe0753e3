package org.rowback.counterfactual;

import ch.vorburger.exec.ManagedProcessException;

import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.Codecs;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportRequest;
import org.rowback.history.importing.ImportService;
import org.rowback.history.model.Change;
import org.rowback.importers.mysql.MysqlBinlogImporter;
import org.rowback.importers.mysql.row.MysqlRowCodec;
import org.rowback.importers.mysql.schema.MysqlSchemaReader;
import org.rowback.recording.EmbeddedMariaDb;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/// MariaDB: bad statements are told by a comment in their text.
final class MariaDbServer implements Server {
    private final EmbeddedMariaDb server;
    private String log = "";

    MariaDbServer(Path folder) throws Exception {
        server = EmbeddedMariaDb.start(folder);
        server.run(
                "SET GLOBAL innodb_flush_log_at_trx_commit = 0",
                "SET GLOBAL sync_binlog = 0",
                "SET GLOBAL binlog_row_metadata = FULL");
    }

    /// The client's command, for a world.
    List<String> client(String world) {
        return server.client(world);
    }

    @Override
    public boolean isPostgres() {
        return false;
    }

    @Override
    public Connection logged() throws SQLException {
        return server.connect("allowMultiQueries=true&useAffectedRows=true");
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
        server.run("FLUSH BINARY LOGS");
        log = server.ask("SHOW MASTER STATUS");
    }

    @Override
    public CaseFile evidence(Path file) throws Exception {
        server.run("FLUSH BINARY LOGS");
        CaseFile made =
                CaseFile.create(
                        file, Codecs.of(new MysqlRowCodec()).reading(MysqlSchemaReader::new));
        try (var writer = made.writer(ImportMonitor.NONE)) {
            new ImportService(
                            List.of(new MysqlBinlogImporter(new MysqlSchemaReader())),
                            new ByteArrayInputStream(new byte[0]))
                    .run(ImportRequest.of(server.data().resolve(log)), writer, ImportMonitor.NONE);
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

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws ManagedProcessException {
        server.close();
    }
}
