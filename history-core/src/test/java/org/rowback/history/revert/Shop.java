package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.ForeignKey;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;
import org.rowback.history.model.UniqueKey;
import org.rowback.history.testing.InMemoryHistory;
import org.rowback.history.testing.InMemoryHistory.Row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A history written by hand: `good` and `bad` transactions over small tables, and the plan that undoes the bad ones.
final class Shop {
    static final SchemaVersion ITEMS =
            table("items", List.of("id"), List.of(), List.of(), "id", "price", "stock", "title");
    static final SchemaVersion LOG = table("log", List.of(), List.of(), List.of(), "who", "what");
    static final SchemaVersion USERS =
            table(
                    "users",
                    List.of("id"),
                    List.of(new UniqueKey("email", List.of("email"))),
                    List.of(),
                    "id",
                    "email");
    static final SchemaVersion CUSTOMERS =
            table("customers", List.of("id"), List.of(), List.of(), "id", "name");
    static final SchemaVersion ADDRESSES =
            table(
                    "addresses",
                    List.of("id"),
                    List.of(),
                    List.of(key("a_c", "customer", "customers", "id", ForeignKey.Action.CASCADE)),
                    "id",
                    "customer",
                    "city");
    static final SchemaVersion ROOMS =
            table(
                    "rooms",
                    List.of("id"),
                    List.of(),
                    List.of(key("r_a", "address", "addresses", "id", ForeignKey.Action.CASCADE)),
                    "id",
                    "address");
    static final SchemaVersion ORDERS =
            table(
                    "orders",
                    List.of("id"),
                    List.of(),
                    List.of(key("o_c", "customer", "customers", "id", ForeignKey.Action.SET_NULL)),
                    "id",
                    "customer",
                    "status");
    static final SchemaVersion PAYMENTS =
            table(
                    "payments",
                    List.of("id"),
                    List.of(),
                    List.of(key("p_o", "orders", "orders", "id", ForeignKey.Action.NO_ACTION)),
                    "id",
                    "orders");

    final InMemoryHistory history = new InMemoryHistory();
    private final List<Long> bad = new ArrayList<>();
    private long time = 1_000_000;
    private long changes;

    /// Commits good writes; returns the id of the last.
    long good(Row... rows) {
        history.commit(time += 1_000_000, 7, rows);
        changes += rows.length;
        return changes;
    }

    /// Commits bad writes, which are selected.
    long bad(Row... rows) {
        history.commit(time += 1_000_000, 8, rows);
        for (int i = 0; i < rows.length; i++) {
            bad.add(++changes);
        }
        return changes;
    }

    /// Commits selected writes that never counted.
    long rolledBack(Row... rows) {
        history.commit(time += 1_000_000, 8, Transaction.Status.ROLLED_BACK, rows);
        for (int i = 0; i < rows.length; i++) {
            bad.add(++changes);
        }
        return changes;
    }

    RevertPlan plan() throws RowbackException {
        return plan(RevertOptions.NONCONFLICTING);
    }

    RevertPlan plan(RevertOptions options) throws RowbackException {
        return RevertPlanner.plan(history, selection(), options, ImportMonitor.NONE);
    }

    Selection selection() {
        return Selection.ofIds("the agent", bad.stream().mapToLong(i -> i).toArray());
    }

    RevertPlan planWaiving(Long... ids) throws RowbackException {
        return plan(new RevertOptions(RevertOptions.Mode.STRICT, Set.of(ids), Set.of()));
    }

    /// The only row of a plan.
    PlannedRow only() throws RowbackException {
        List<PlannedRow> rows = plan().rows();
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " rows: " + rows);
        }
        return rows.getFirst();
    }

    static ColumnValue[] row(Object... values) {
        return Arrays.stream(values).map(Shop::value).toArray(ColumnValue[]::new);
    }

    static ColumnValue value(Object value) {
        return switch (value) {
            case ColumnValue v -> v;
            case Integer i -> new Datum.IntegerDatum(i);
            case String s ->
                    new Datum.TextDatum(
                            s,
                            org.rowback.history.model.Bytes.of(
                                    s.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                            "utf8mb4");
            default -> throw new IllegalArgumentException(value.toString());
        };
    }

    static Row insert(SchemaVersion table, Object... after) {
        return Row.insert(table, row(after));
    }

    static Row delete(SchemaVersion table, Object... before) {
        return Row.delete(table, row(before));
    }

    static Row update(SchemaVersion table, ColumnValue[] before, ColumnValue[] after) {
        return Row.update(table, before, after);
    }

    static final ColumnValue NULL = ColumnValue.NULL;
    static final ColumnValue ABSENT = new ColumnValue.NotLogged("binlog_row_image=MINIMAL");

    static SchemaVersion table(
            String name,
            List<String> key,
            List<UniqueKey> unique,
            List<ForeignKey> foreign,
            String... columns) {
        return new SchemaVersion(
                new TableName("shop", name),
                Arrays.stream(columns).map(Shop::column).toList(),
                key,
                unique,
                foreign,
                Knowledge.LOG_METADATA,
                "test");
    }

    static ForeignKey key(
            String name, String column, String parent, String target, ForeignKey.Action onDelete) {
        return new ForeignKey(
                name,
                List.of(column),
                new TableName("shop", parent),
                List.of(target),
                onDelete,
                ForeignKey.Action.NO_ACTION);
    }

    static Column column(String name) {
        boolean text =
                Set.of("title", "who", "what", "email", "name", "city", "status").contains(name);
        ColumnType type =
                text
                        ? new ColumnType("varchar(80)", Family.TEXT, false, "utf8mb4", List.of(), 0)
                        : new ColumnType("int", Family.INTEGER, false, "", List.of(), 0);
        return new Column(
                name,
                Knowledge.LOG_METADATA,
                type,
                Knowledge.LOG_METADATA,
                true,
                Column.Generated.NO,
                false);
    }

    /// The same table, whose key the server counts.
    static SchemaVersion counted(SchemaVersion table) {
        List<Column> columns =
                table.columns().stream()
                        .map(c -> table.primaryKey().contains(c.name()) ? counted(c) : c)
                        .toList();
        return new SchemaVersion(
                table.table(),
                columns,
                table.primaryKey(),
                table.uniqueKeys(),
                table.foreignKeys(),
                table.keysFrom(),
                table.origin());
    }

    private static Column counted(Column c) {
        return new Column(
                c.name(),
                c.nameFrom(),
                c.type(),
                c.typeFrom(),
                false,
                Column.Generated.COUNTER,
                c.invisible());
    }

    private static String show(List<Cell> cells) {
        return String.join(
                ",",
                cells.stream()
                        .map(
                                c ->
                                        c.name()
                                                + "="
                                                + (c.value() instanceof Datum d
                                                        ? d.text()
                                                        : c.value()))
                        .toList());
    }

    private static String show(InPlace change) {
        return switch (change) {
            case InPlace.Difference d -> " " + d.name() + " by " + d.by().toPlainString();
            case InPlace.Document d -> " " + d.name() + " at " + d.edits();
        };
    }

    /// `UPDATE items id=1: price 0 -> 10`, for comparing.
    static String show(PlannedRow row) {
        if (row.undo().isEmpty()) {
            return row.state() + " " + row.table().table() + " " + row.key();
        }
        Undo undo = row.undo().get();
        return undo.kind()
                + " "
                + undo.table().table()
                + " "
                + show(undo.key())
                + " ["
                + show(undo.expect())
                + "] -> ["
                + show(undo.set())
                + "]"
                + undo.inPlace().stream().map(Shop::show).collect(Collectors.joining());
    }
}
