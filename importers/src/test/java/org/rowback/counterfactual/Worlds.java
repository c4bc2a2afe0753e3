package org.rowback.counterfactual;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.history.revert.Selection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What trials on real servers do with a world.
final class Worlds {
    private Worlds() {}

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Rows as text: columns with a space between, rows with a semicolon.
    static String ask(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(row.getString(i)));
                }
                rows.add(String.join(" ", columns));
            }
        }
        return String.join("; ", rows);
    }

    /// The changes of the bad statements.
    static Selection bad(Server server, String mark, History history) throws RowbackException {
        List<Long> bad = new ArrayList<>();
        try (Cursor<Change> changes = history.changes(Scan.ALL, ImportMonitor.NONE)) {
            while (changes.next()) {
                if (changes.get().op().isRow() && server.isBad(changes.get(), Set.of(mark))) {
                    bad.add(changes.get().id());
                }
            }
        }
        return Selection.ofIds("the bad", bad.stream().mapToLong(Long::longValue).toArray());
    }

    /// The changes of the statements that are marked as bad, DDL too.
    static Selection marked(History history) throws RowbackException {
        List<Long> bad = new ArrayList<>();
        try (Cursor<Change> changes = history.changes(Scan.ALL, ImportMonitor.NONE)) {
            while (changes.next()) {
                if (changes.get().statement().orElse("").startsWith("/*bad*/")) {
                    bad.add(changes.get().id());
                }
            }
        }
        return Selection.ofIds("the bad", bad.stream().mapToLong(Long::longValue).toArray());
    }

    /// Whether a script committed.
    static boolean applied(Server server, Connection connection, Path patch, String script)
            throws Exception {
        try {
            return server.apply(connection, Files.readString(patch.resolve(script)));
        } catch (SQLException e) {
            run(connection, "ROLLBACK");
            return false;
        }
    }

    /// What a script that reads prints: `label=value` of everything.
    static String look(Connection connection, Path patch, String script) throws Exception {
        StringBuilder text = new StringBuilder();
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(Files.readString(patch.resolve(script)));
            while (rows || statement.getUpdateCount() >= 0) {
                if (rows) {
                    try (ResultSet row = statement.getResultSet()) {
                        while (row.next()) {
                            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                                text.append(row.getMetaData().getColumnLabel(i));
                                text.append('=').append(row.getString(i)).append('\n');
                            }
                        }
                    }
                }
                rows = statement.getMoreResults();
            }
        }
        return text.toString();
    }
}
