package org.rowback.counterfactual;

import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.Codecs;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportRequest;
import org.rowback.history.importing.ImportService;
import org.rowback.history.importing.RowCodec;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Change;
import org.rowback.importers.live.LiveSchema;
import org.rowback.importers.postgres.PostgresServer;
import org.rowback.importers.postgres.catalog.PostgresSchemaReader;
import org.rowback.importers.postgres.logical.LogicalCodecs;
import org.rowback.importers.postgres.logical.LogicalImporter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/// PostgreSQL through test_decoding: bad transactions are told by their number.
final class PostgresLogicalServer implements Server {
    private final PostgresServer server;

    PostgresLogicalServer(Path folder) throws IOException, SQLException {
        server = new PostgresServer(18, folder, List.of("wal_level=logical"));
        try (Connection connection = server.connect("postgres")) {
            run(connection, "CREATE DATABASE logged");
            run(connection, "CREATE DATABASE unlogged");
        }
    }

    /// The client's command; a patch says of each table in which world it is.
    List<String> client(String world) {
        return server.client("logged");
    }

    @Override
    public boolean isPostgres() {
        return true;
    }

    @Override
    public Connection logged() throws SQLException {
        return server.connect("logged");
    }

    @Override
    public Connection unlogged() throws SQLException {
        return server.connect("unlogged");
    }

    @Override
    public void enter(Connection connection, String world) throws SQLException {
        run(connection, "CREATE SCHEMA " + world);
        run(connection, "SET search_path = " + world);
    }

    @Override
    public void drop(Connection connection, String world) throws SQLException {
        run(connection, "SET client_min_messages = error; DROP SCHEMA " + world + " CASCADE");
    }

    @Override
    public void begin() throws SQLException {
        try (Connection connection = logged()) {
            run(connection, "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
            run(
                    connection,
                    "SELECT pg_create_logical_replication_slot('evidence', 'test_decoding')");
        }
    }

    @Override
    public CaseFile evidence(Path file) throws Exception {
        Path capture = file.resolveSibling(file.getFileName() + ".capture");
        StringWriter catalog = new StringWriter();
        try (Connection connection = logged();
                Statement statement = connection.createStatement();
                Writer out = Files.newBufferedWriter(capture);
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT data FROM pg_logical_slot_peek_changes('evidence', NULL,"
                                        + " NULL, 'include-timestamp', '1')")) {
            while (rows.next()) {
                out.write(rows.getString(1));
                out.write('\n');
            }
            LiveSchema.write(connection.getMetaData().getURL(), catalog);
        }
        CaseFile made =
                CaseFile.create(file, Codecs.of(LogicalCodecs.all().toArray(RowCodec[]::new)));
        made.addCatalog(
                new PostgresSchemaReader()
                        .readFile("schema.json", new StringReader(catalog.toString())),
                Bytes.of(catalog.toString().getBytes(StandardCharsets.UTF_8)),
                "schema.json",
                "00");
        if (Files.size(capture) == 0) {
            return made;
        }
        try (var writer = made.writer(ImportMonitor.NONE)) {
            new ImportService(List.of(new LogicalImporter()), new ByteArrayInputStream(new byte[0]))
                    .run(ImportRequest.of(capture), writer, ImportMonitor.NONE);
        }
        return made;
    }

    @Override
    public String mark(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT txid_current()")) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public boolean isBad(Change change, Set<String> marks) {
        return marks.contains(Long.toString(change.transaction().xid()));
    }

    @Override
    public boolean apply(Connection connection, String sql) throws SQLException {
        run(connection, sql);
        return true;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
