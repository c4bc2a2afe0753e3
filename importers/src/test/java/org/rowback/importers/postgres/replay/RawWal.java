package org.rowback.importers.postgres.replay;

import org.rowback.history.importing.FileEvidence;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportOptions;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.catalog.CatalogSql;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Imports WAL of a server that a test started.
final class RawWal {
    private RawWal() {}

    static Bytes catalog(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement s = connection.createStatement()) {
            for (String setting : CatalogSql.SESSION) {
                s.execute(setting);
            }
            var file = new StringBuilder();
            try (ResultSet lines = s.executeQuery(CatalogSql.query())) {
                while (lines.next()) {
                    file.append(lines.getString(1)).append('\n');
                }
            }
            return Bytes.of(file.toString().getBytes(StandardCharsets.UTF_8));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    static String one(Connection connection, String query) throws SQLException {
        try (Statement s = connection.createStatement();
                ResultSet row = s.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /// What a slot's function gives, as pg_recvlogical writes it: each row's data with a line break behind it.
    static byte[] capture(Connection connection, String function) throws SQLException {
        var out = new ByteArrayOutputStream();
        try (Statement s = connection.createStatement();
                ResultSet rows = s.executeQuery("select data from " + function)) {
            while (rows.next()) {
                out.writeBytes(rows.getBytes(1));
                out.write('\n');
            }
        }
        return out.toByteArray();
    }

    /// Segments from a name on.
    static List<Path> segments(Path folder, String from) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(p -> p.getFileName().toString().matches("[0-9A-F]{24}"))
                    .filter(p -> p.getFileName().toString().compareTo(from) >= 0)
                    .sorted()
                    .toList();
        }
    }

    static void run(List<Path> files, HistoryList into) throws RowbackException, IOException {
        var importer = new PostgresWalImporter();
        List<org.rowback.history.importing.Evidence> evidence = new ArrayList<>();
        for (Path file : files) {
            evidence.add(FileEvidence.of(file));
        }
        for (org.rowback.history.importing.Evidence each : importer.inLogOrder(evidence)) {
            importer.importFrom(each, ImportOptions.ALL, into, ImportMonitor.NONE);
        }
    }
}
