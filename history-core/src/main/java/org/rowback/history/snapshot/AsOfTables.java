package org.rowback.history.snapshot;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.TableSummary;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// As-of tables as plain SQLite tables, named `database.table`; where one database only has a table of that name, a
/// view with the bare name stands beside it. Three columns more say how well a row is known: `_standing`, `_from`
/// (the change that shows it), `_missing` (columns without a value).
public final class AsOfTables {
    private static final List<String> EXTRA = List.of("_standing", "_from", "_missing");

    private AsOfTables() {}

    /// Writes tables into a new SQLite file.
    ///
    /// @throws RowbackException.BadInput where the file is there already, or cannot be written
    public static void write(AsOf asOf, List<TableSummary> tables, Path file, ImportMonitor monitor)
            throws RowbackException {
        if (Files.exists(file)) {
            throw new RowbackException.BadInput(
                    file + ": is there already: name a new file, nothing was written");
        }
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            db.setAutoCommit(false);
            fill(asOf, tables, db, monitor);
            db.commit();
        } catch (SQLException e) {
            throw new RowbackException.BadInput(
                    file + ": cannot be written (" + e.getMessage() + ")", e);
        }
    }

    /// Takes the answer of a query, row by row.
    public interface Answer {
        /// Columns of the answer, before its rows.
        void columns(List<String> names);

        /// @param values Long, Double, String, byte[] or null
        void row(@org.jspecify.annotations.Nullable Object[] values);
    }

    /// Answers a query over as-of tables; the query cannot write.
    public static void query(
            AsOf asOf, List<TableSummary> tables, String sql, Answer answer, ImportMonitor monitor)
            throws RowbackException {
        try (ScratchDb scratch = ScratchDb.open()) {
            Connection db = scratch.connection();
            try {
                fill(asOf, tables, db, monitor);
                db.commit();
            } catch (SQLException e) {
                throw ScratchDb.failure(e);
            }
            scratch.execute("PRAGMA query_only=ON");
            try (Statement statement = db.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                answer(rows, answer, monitor);
            } catch (SQLException e) {
                throw new RowbackException.BadInput(
                        "--sql: "
                                + e.getMessage()
                                + "; tables are named \"database.table\", or table",
                        e);
            }
        }
    }

    private static void answer(ResultSet rows, Answer answer, ImportMonitor monitor)
            throws SQLException, RowbackException.Cancelled {
        int count = rows.getMetaData().getColumnCount();
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = rows.getMetaData().getColumnLabel(i + 1);
        }
        answer.columns(List.of(names));
        while (rows.next()) {
            monitor.check();
            Object[] values = new Object[count];
            for (int i = 0; i < count; i++) {
                Object value = rows.getObject(i + 1);
                values[i] = value instanceof Integer number ? (Object) number.longValue() : value;
            }
            answer.row(values);
        }
    }

    private static void fill(
            AsOf asOf, List<TableSummary> tables, Connection db, ImportMonitor monitor)
            throws RowbackException, SQLException {
        Map<String, Integer> bareNames = new HashMap<>();
        for (TableSummary table : tables) {
            bareNames.merge(table.name().table(), 1, Integer::sum);
        }
        for (TableSummary table : tables) {
            Optional<SchemaVersion> schema = asOf.schema(table);
            if (schema.isEmpty()) {
                continue;
            }
            String name = table.name().toString();
            try (SqliteTable target = SqliteTable.create(db, name, schema.get().columns(), EXTRA)) {
                asOf.rows(table, row -> add(target, row), monitor);
            }
            String bare = table.name().table();
            if (bareNames.getOrDefault(bare, 0) == 1 && !bare.equals(name)) {
                try (Statement statement = db.createStatement()) {
                    statement.execute(
                            "CREATE VIEW "
                                    + SqliteTable.quote(bare)
                                    + " AS SELECT * FROM "
                                    + SqliteTable.quote(name));
                }
            }
        }
    }

    private static void add(SqliteTable target, AsOf.Row row) throws RowbackException {
        try {
            target.add(
                    row.image(),
                    row.standing().name(),
                    row.from(),
                    SqliteTable.missing(row.image()));
        } catch (SQLException e) {
            throw ScratchDb.failure(e);
        }
    }
}
