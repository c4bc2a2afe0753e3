package org.rowback.importers.live;

import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.WholeFile;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Reads the definitions of a live server's tables into a schema file. The session is read-only.
public final class LiveSchema {
    /// What was read.
    ///
    /// @param server e.g. `MySQL 9.7.1`
    /// @param position the log position at the time, empty where the user may not see it or there is no log
    /// @param skipped tables that could not be read, each with the reason
    public record Summary(String server, int tables, String position, List<String> skipped) {
        public Summary {
            skipped = List.copyOf(skipped);
        }
    }

    private final Connection connection;
    private final String onlyDatabase;

    private LiveSchema(Connection connection, String onlyDatabase) {
        this.connection = connection;
        this.onlyDatabase = onlyDatabase;
    }

    /// Writes the file whole or not at all.
    ///
    /// @param url `postgresql://user:password@host:port/database`, `jdbc:postgresql://…`; `mysql://user:password@host:port/database`, `jdbc:mysql://…`, or with `mariadb`; without database, all
    ///     but the server's own
    public static Summary write(String url, Path out) throws RowbackException {
        return WholeFile.write(out, writer -> write(url, writer));
    }

    /// Writes to an open writer, which stays open.
    public static Summary write(String url, Writer out) throws RowbackException {
        try {
            return PostgresUrl.isMeant(url)
                    ? PostgresSchema.write(PostgresUrl.parse(url), out)
                    : write(ServerUrl.parse(url), out);
        } catch (IOException e) {
            throw new RowbackException.BadInput(
                    "the schema cannot be written (%s)".formatted(e.getMessage()), e);
        }
    }

    private static Summary write(ServerUrl url, Writer out) throws RowbackException, IOException {
        try (Connection connection = DriverManager.getConnection(url.jdbc(), url.properties())) {
            return new LiveSchema(connection, url.database()).read(out);
        } catch (SQLException e) {
            throw ServerFailure.of(url, e);
        }
    }

    private Summary read(Writer out) throws SQLException, IOException {
        execute("SET SESSION TRANSACTION READ ONLY");
        execute("SET SESSION sql_mode = ''");
        execute("SET SESSION sql_quote_show_create = 1");
        if (!onlyDatabase.isEmpty()) {
            execute("USE " + quoted(onlyDatabase));
        }
        String version = column("SELECT VERSION()", 1).getFirst();
        String server = version.contains("MariaDB") ? "MariaDB " + version : "MySQL " + version;
        String position = position();
        out.write("-- Schema read by Rowback\n");
        out.write("-- Server: " + server + "\n");
        out.write("-- Read: " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\n");
        out.write(
                "-- Log position: "
                        + (position.isEmpty()
                                ? "not known (no binary log, or no REPLICATION CLIENT privilege)"
                                : position)
                        + "\n\n");
        int tables = 0;
        List<String> skipped = new ArrayList<>();
        for (String database : databases()) {
            out.write(createDatabase(database) + ";\n");
            out.write("USE " + quoted(database) + ";\n\n");
            for (String table : tables(database)) {
                String name = quoted(database) + "." + quoted(table);
                try {
                    out.write(column("SHOW CREATE TABLE " + name, 2).getFirst() + ";\n\n");
                    tables++;
                } catch (SQLException e) {
                    String reason = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
                    skipped.add(database + "." + table + ": " + reason);
                    out.write("-- not read: " + name + ": " + reason + "\n\n");
                }
            }
        }
        String after = position();
        if (!after.equals(position)) {
            out.write("-- Log position at the end: " + after + "\n");
        }
        return new Summary(server, tables, position, skipped);
    }

    private List<String> databases() throws SQLException {
        if (!onlyDatabase.isEmpty()) {
            return List.of(onlyDatabase);
        }
        return column(
                "SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT IN"
                        + " ('information_schema', 'mysql', 'performance_schema', 'sys') ORDER BY"
                        + " schema_name",
                1);
    }

    private List<String> tables(String database) throws SQLException {
        return column(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = "
                        + literal(database)
                        + " AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED') ORDER BY"
                        + " table_name",
                1);
    }

    private String createDatabase(String database) {
        try {
            return column("SHOW CREATE DATABASE IF NOT EXISTS " + quoted(database), 2).getFirst();
        } catch (SQLException e) {
            // The tables' own definitions name their charsets.
            return "CREATE DATABASE IF NOT EXISTS " + quoted(database);
        }
    }

    /// `binlog.000003:1234`, with the GTIDs where there are any; empty where it cannot be seen.
    private String position() {
        for (String sql : List.of("SHOW BINARY LOG STATUS", "SHOW MASTER STATUS")) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                if (row.next()) {
                    String gtids = row.getMetaData().getColumnCount() >= 5 ? row.getString(5) : "";
                    String suffix =
                            gtids == null || gtids.isBlank()
                                    ? ""
                                    : " (GTIDs " + gtids.replaceAll("\\s+", "") + ")";
                    return row.getString(1) + ":" + row.getString(2) + suffix;
                }
                return "";
            } catch (SQLException notUnderstoodOrNotAllowed) {
                // the older spelling may be understood
            }
        }
        return "";
    }

    private List<String> column(String sql, int index) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(index));
            }
        }
        return values;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /// With sql_mode empty a backslash escapes.
    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
