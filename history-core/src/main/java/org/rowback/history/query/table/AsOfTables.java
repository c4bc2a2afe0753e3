package org.rowback.history.query.table;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Column;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.RowbackException.BadInput;
import org.rowback.history.query.AsOf;
import org.rowback.history.query.TableSummary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes tables as of a point to SQLite, or answers SQL over them.
///
/// Each table is named like the source's (`shop.orders`) and has its columns, then `_standing` (proven, assumed),
/// `_from` (the change that shows the row) and `_missing` (names of columns of which nothing is known).
public final class AsOfTables {
    private AsOfTables() {}

    /// Writes tables to a new file.
    ///
    /// @return how many rows there are
    public static long write(
            Path target, AsOf asOf, List<TableSummary> tables, ImportMonitor monitor)
            throws RowbackException {
        try (SqliteFile file = SqliteFile.create(target)) {
            long rows = write(file, asOf, tables, monitor);
            file.finish();
            return rows;
        }
    }

    private static long write(
            SqliteFile file, AsOf asOf, List<TableSummary> tables, ImportMonitor monitor)
            throws RowbackException {
        long count = 0;
        for (TableSummary table : tables) {
            try (AsOf.Rows rows = asOf.rows(table.id(), monitor)) {
                Optional<List<Column>> columns = rows.columns();
                if (columns.isPresent()) {
                    count += write(file, table.name().toString(), columns.get(), rows);
                }
            }
        }
        return count;
    }

    private static long write(SqliteFile file, String name, List<Column> columns, AsOf.Rows rows)
            throws RowbackException {
        List<String> names = new ArrayList<>(columns.stream().map(Column::name).toList());
        names.addAll(List.of("_standing", "_from", "_missing"));
        file.execute(
                "CREATE TABLE "
                        + SqliteFile.quoted(name)
                        + "("
                        + names.stream().map(SqliteFile::quoted).collect(Collectors.joining(", "))
                        + ")");
        long count = 0;
        try (PreparedStatement insert = file.insert(name, names)) {
            while (rows.next()) {
                AsOf.Row row = rows.get();
                RowImage image = row.image();
                for (int i = 0; i < image.size(); i++) {
                    insert.setObject(i + 1, SqliteValues.of(image.value(i)));
                }
                int next = image.size() + 1;
                insert.setObject(next, row.standing().name().toLowerCase(Locale.ROOT));
                insert.setObject(next + 1, row.from());
                insert.setObject(next + 2, SqliteValues.missing(Optional.of(image)));
                file.add(insert);
                count++;
            }
        } catch (SQLException e) {
            throw file.failed(e);
        }
        return count;
    }

    /// What takes the answer to a query.
    public interface Answer {
        /// The columns' names, once, before the rows.
        void columns(List<String> names) throws RowbackException;

        /// One row: each value null, a Long, a Double, a String or a byte array.
        void row(List<@Nullable Object> values) throws RowbackException;
    }

    /// Answers a query over the tables as of a point, of which those that the query names are read. Tables are
    /// written as `shop.orders`, or `orders` where only one database has one. Writes to nothing that stays.
    public static void query(
            String sql, AsOf asOf, List<TableSummary> tables, ImportMonitor monitor, Answer answer)
            throws RowbackException {
        List<TableSummary> named =
                tables.stream().filter(t -> mentions(sql, t.name().table())).toList();
        Path folder = null;
        try {
            folder = Files.createTempDirectory("rowback-asof-");
            List<String> databases =
                    named.stream().map(t -> t.name().database()).distinct().toList();
            for (String database : databases) {
                try (SqliteFile file =
                        SqliteFile.create(folder.resolve(fileOf(databases, database)))) {
                    for (TableSummary table : named) {
                        if (table.name().database().equals(database)) {
                            try (AsOf.Rows rows = asOf.rows(table.id(), monitor)) {
                                Optional<List<Column>> columns = rows.columns();
                                if (columns.isPresent()) {
                                    write(file, table.name().table(), columns.get(), rows);
                                }
                            }
                        }
                    }
                    file.finish();
                }
            }
            ask(sql, folder, databases, answer);
        } catch (IOException e) {
            throw new BadInput("the scratch folder cannot be written: " + e.getMessage(), e);
        } finally {
            remove(folder);
        }
    }

    private static String fileOf(List<String> databases, String database) {
        return databases.indexOf(database) + ".sqlite";
    }

    private static boolean mentions(String sql, String table) {
        return sql.toLowerCase(Locale.ROOT).contains(table.toLowerCase(Locale.ROOT));
    }

    private static void ask(String sql, Path folder, List<String> databases, Answer answer)
            throws RowbackException {
        try (Connection db = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            for (String database : databases) {
                try (PreparedStatement attach =
                        db.prepareStatement(
                                "ATTACH ? AS "
                                        + SqliteFile.quoted(database.isEmpty() ? "_" : database))) {
                    attach.setString(1, folder.resolve(fileOf(databases, database)).toString());
                    attach.execute();
                }
            }
            try (Statement pragma = db.createStatement()) {
                pragma.execute("PRAGMA query_only = ON");
            }
            try (Statement statement = db.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                int count = rows.getMetaData().getColumnCount();
                List<String> names = new ArrayList<>();
                for (int i = 1; i <= count; i++) {
                    names.add(rows.getMetaData().getColumnLabel(i));
                }
                answer.columns(names);
                while (rows.next()) {
                    List<@Nullable Object> values = new ArrayList<>();
                    for (int i = 1; i <= count; i++) {
                        Object value = rows.getObject(i);
                        values.add(value instanceof Integer n ? Long.valueOf(n) : value);
                    }
                    answer.row(values);
                }
            }
        } catch (SQLException e) {
            throw new BadInput("the query failed: " + e.getMessage(), e);
        }
    }

    private static void remove(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}
