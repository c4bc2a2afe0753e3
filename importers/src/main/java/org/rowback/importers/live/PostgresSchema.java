package org.rowback.importers.live;

import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.catalog.CatalogSql;

import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Reads the catalog of a live PostgreSQL database into a catalog file, in one read-only snapshot.
final class PostgresSchema {
    private static final int FETCH = 200;

    private PostgresSchema() {}

    static LiveSchema.Summary write(PostgresUrl url, Writer out)
            throws RowbackException, IOException {
        try (Connection connection = DriverManager.getConnection(url.jdbc(), url.properties())) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = connection.createStatement()) {
                for (String setting : CatalogSql.SESSION) {
                    statement.execute(setting);
                }
                statement.setFetchSize(FETCH);
                int tables = 0;
                try (ResultSet lines = statement.executeQuery(CatalogSql.query())) {
                    while (lines.next()) {
                        out.write(lines.getString(1));
                        out.write('\n');
                    }
                }
                try (ResultSet count =
                        statement.executeQuery(
                                "SELECT count(*), 'PostgreSQL ' ||"
                                    + " current_setting('server_version'), (CASE WHEN"
                                    + " pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE"
                                    + " pg_current_wal_lsn() END)::text FROM pg_class c JOIN"
                                    + " pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN"
                                    + " ('r', 'p') AND n.nspname !~"
                                    + " '^(pg_|information_schema$)'")) {
                    count.next();
                    tables = count.getInt(1);
                    return new LiveSchema.Summary(
                            count.getString(2), tables, count.getString(3), List.of());
                }
            }
        } catch (SQLException e) {
            throw url.failure(e);
        }
    }
}
