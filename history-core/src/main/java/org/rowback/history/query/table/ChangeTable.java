package org.rowback.history.query.table;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.Cursor;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes changes to a SQLite file.
///
/// `changes` has a row a change: id, txn, time (UTC), table_name, op, key, changed, source, position, gtid, xid,
/// thread, user, server_id, sql, void. A table for each source table, named like it (`shop.orders`), has change_id,
/// op, `old_c` and `new_c` for each column `c`, and `old_missing` and `new_missing`: names of columns that the log
/// does not hold or that could not be read.
public final class ChangeTable {
    private static final List<String> COLUMNS =
            List.of(
                    "id",
                    "txn",
                    "time",
                    "table_name",
                    "op",
                    "key",
                    "changed",
                    "source",
                    "position",
                    "gtid",
                    "xid",
                    "thread",
                    "user",
                    "server_id",
                    "sql",
                    "void");

    private final SqliteFile file;
    private final PreparedStatement insert;
    private final Map<TableName, Sides> tables = new HashMap<>();

    private ChangeTable(SqliteFile file) throws RowbackException {
        this.file = file;
        file.execute(
                "CREATE TABLE changes(id INTEGER PRIMARY KEY, "
                        + COLUMNS.stream()
                                .skip(1)
                                .map(SqliteFile::quoted)
                                .collect(Collectors.joining(", "))
                        + ")");
        this.insert = file.insert("changes", COLUMNS);
    }

    /// Writes all changes of a cursor to a new file.
    ///
    /// @return how many there were
    public static long write(Path target, Cursor<Change> changes, ImportMonitor monitor)
            throws RowbackException {
        try (SqliteFile file = SqliteFile.create(target)) {
            ChangeTable table = new ChangeTable(file);
            long count = 0;
            while (changes.next()) {
                if ((++count & 0x3FF) == 0) {
                    monitor.check();
                    monitor.progress("writing " + target.getFileName(), count, 0, "changes");
                }
                table.add(changes.get());
            }
            table.finish();
            file.finish();
            return count;
        }
    }

    private void add(Change change) throws RowbackException {
        Transaction transaction = change.transaction();
        List<String> names = change.schema().columns().stream().map(Column::name).toList();
        String changed =
                change.changedColumns().stream()
                        .mapToObj(names::get)
                        .collect(Collectors.joining(","));
        set(
                insert,
                change.id(),
                transaction.id(),
                Instant.EPOCH.plus(transaction.commitTimeMicros(), ChronoUnit.MICROS).toString(),
                change.table().toString(),
                change.op().word(),
                change.key().map(RowKey::toString).orElse(null),
                change.op().isRow() ? changed : null,
                change.position().file(),
                change.position().toString(),
                text(transaction.gtid()),
                number(transaction.xid()),
                number(transaction.thread()),
                text(transaction.user()),
                number(transaction.serverId()),
                change.statement().orElse(null),
                change.isVoid() ? 1 : 0);
        file.add(insert);
        if (change.op().isRow()) {
            addRow(change);
        }
    }

    private static @Nullable String text(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Long number(long number) {
        return number == 0 ? null : number;
    }

    private void set(PreparedStatement statement, @Nullable Object... values)
            throws RowbackException {
        try {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
        } catch (SQLException e) {
            throw file.failed(e);
        }
    }

    private void addRow(Change change) throws RowbackException {
        Sides sides = tables.get(change.table());
        if (sides == null) {
            sides = new Sides(change.table().toString());
            tables.put(change.table(), sides);
        }
        sides.add(change);
    }

    /// One source table.
    private final class Sides {
        private final String name;
        private final Map<String, Integer> columns = new LinkedHashMap<>();
        private @Nullable PreparedStatement statement;

        Sides(String name) throws RowbackException {
            this.name = name.equals("changes") ? "changes_" : name;
            file.execute(
                    "CREATE TABLE "
                            + SqliteFile.quoted(this.name)
                            + "(change_id INTEGER PRIMARY KEY, op, old_missing, new_missing)");
        }

        void add(Change change) throws RowbackException {
            Optional<RowImage> before = change.before();
            Optional<RowImage> after = change.after();
            learn(change);
            PreparedStatement open = statement();
            Object[] values = new Object[4 + 2 * columns.size()];
            values[0] = change.id();
            values[1] = change.op().word();
            values[2] = SqliteValues.missing(before);
            values[3] = SqliteValues.missing(after);
            fill(values, before, 4);
            fill(values, after, 5);
            set(open, values);
            file.add(open);
        }

        private void fill(@Nullable Object[] values, Optional<RowImage> image, int at) {
            for (int i = 0; image.isPresent() && i < image.get().size(); i++) {
                String column = image.get().schema().columns().get(i).name();
                int place = columns.getOrDefault(column.toLowerCase(Locale.ROOT), 0);
                values[at + 2 * place] = SqliteValues.of(image.get().value(i));
            }
        }

        private void learn(Change change) throws RowbackException {
            for (Column column : change.schema().columns()) {
                String lower = column.name().toLowerCase(Locale.ROOT);
                if (!columns.containsKey(lower)) {
                    closeStatement();
                    columns.put(lower, columns.size());
                    for (String side : List.of("old_", "new_")) {
                        file.execute(
                                "ALTER TABLE "
                                        + SqliteFile.quoted(name)
                                        + " ADD COLUMN "
                                        + SqliteFile.quoted(side + column.name()));
                    }
                }
            }
        }

        private PreparedStatement statement() throws RowbackException {
            PreparedStatement open = statement;
            if (open == null) {
                List<String> all =
                        new ArrayList<>(List.of("change_id", "op", "old_missing", "new_missing"));
                for (String column : columns.keySet()) {
                    all.add("old_" + column);
                    all.add("new_" + column);
                }
                open = file.insert(name, all);
                statement = open;
            }
            return open;
        }

        private void closeStatement() throws RowbackException {
            PreparedStatement open = statement;
            if (open != null) {
                try {
                    open.close();
                } catch (SQLException e) {
                    throw file.failed(e);
                }
                statement = null;
            }
        }
    }

    private void finish() throws RowbackException {
        for (Sides sides : tables.values()) {
            sides.closeStatement();
        }
        try {
            insert.close();
        } catch (SQLException e) {
            throw file.failed(e);
        }
    }
}
