package org.rowback.history.simulation;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.history.revert.Claim;
import org.rowback.history.revert.Tables;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The tables of a patch and those next to them, in a scratch SQLite with their keys and foreign keys.
final class ScratchTables {
    private final Tables tables;
    private final ScratchDatabase database;
    private final Map<Integer, ScratchTable> byId = new TreeMap<>();
    private final Map<TableName, ScratchTable> byName = new HashMap<>();
    private final List<Tables.Link> held = new ArrayList<>();
    private final List<String> open = new ArrayList<>();

    ScratchTables(Tables tables, ScratchDatabase database) {
        this.tables = tables;
        this.database = database;
    }

    /// @param written tables that the patch writes to
    void create(BitSet written, boolean postgres) throws RowbackException {
        List<Tables.Link> links = new ArrayList<>();
        for (int id = written.nextSetBit(0); id >= 0; id = written.nextSetBit(id + 1)) {
            add(id);
            for (Tables.Link link : tables.parentsOf(id)) {
                links.add(link);
                add(link.parent());
            }
            for (Tables.Link link : tables.childrenOf(id)) {
                links.add(link);
                add(link.child());
            }
        }
        links.stream().distinct().forEach(this::hold);
        for (ScratchTable table : byId.values()) {
            List<Tables.Link> own = held.stream().filter(l -> l.child() == table.id()).toList();
            database.run(table.create(own, byId::get, postgres));
            int index = 0;
            for (List<String> key : table.keys()) {
                index(table, "UNIQUE INDEX", index++, key);
            }
            for (Tables.Link link : own) {
                index(table, "INDEX", index++, link.key().columns());
            }
        }
    }

    private void add(int id) {
        tables.head(id)
                .ifPresent(
                        head -> {
                            ScratchTable table = new ScratchTable(id, head);
                            byId.putIfAbsent(id, table);
                            byName.putIfAbsent(head.table(), table);
                            byName.putIfAbsent(tables.name(id), table);
                        });
    }

    private void hold(Tables.Link link) {
        ScratchTable child = byId.get(link.child());
        ScratchTable parent = byId.get(link.parent());
        if (child != null && parent != null && ScratchTable.canHold(link, child, parent)) {
            held.add(link);
        } else {
            open.add(
                    "what the foreign key "
                            + link.key().name()
                            + " of "
                            + tables.name(link.child())
                            + " says: the columns that it refers to are no key, or not known");
        }
    }

    private void index(ScratchTable table, String kind, int number, List<String> columns)
            throws RowbackException {
        database.run(
                "CREATE %s %s_i%d ON %s (%s)"
                        .formatted(
                                kind,
                                table.name(),
                                number,
                                table.name(),
                                table.columns(columns).orElseThrow()));
    }

    /// What of the tables could not be put into SQLite, one sentence each.
    List<String> open() {
        return open;
    }

    ScratchTable of(TableName name) {
        ScratchTable table = byName.get(name);
        if (table == null) {
            throw new IllegalArgumentException(name.toString());
        }
        return table;
    }

    /// The table that a claim is about.
    TableName name(Claim claim) {
        return tables.name(claim.tableId());
    }

    /// Puts a row in.
    ///
    /// @param values in the columns of the table's newest schema version
    /// @return false where another row with one of its keys is there
    boolean insert(int id, List<ColumnValue> values) throws RowbackException {
        ScratchTable table = byId.get(id);
        if (table == null) {
            return true;
        }
        boolean isWhole = values.stream().noneMatch(ScratchTables::isUnknown);
        String sql =
                "INSERT OR IGNORE INTO "
                        + table.name()
                        + " VALUES ("
                        + values.stream().map(ScratchSql::literal).collect(Collectors.joining(","))
                        + (isWhole ? ",0)" : ",1)");
        return write(sql) == 1;
    }

    private static boolean isUnknown(ColumnValue value) {
        return value instanceof ColumnValue.NotLogged || value instanceof ColumnValue.Undecodable;
    }

    /// Whether a foreign key that is kept asks for what a claim names.
    boolean isHeld(Claim claim) {
        return held.stream()
                .anyMatch(
                        l ->
                                l.parent() == claim.tableId()
                                        && l.key().parentColumns().equals(claim.columns())
                                        && l.key().columns().equals(claim.own()));
    }

    /// Puts a row in for one that was never seen.
    void assume(Claim claim) throws RowbackException {
        ScratchTable table = byId.get(claim.tableId());
        if (table != null) {
            write(
                    "INSERT OR IGNORE INTO "
                            + table.name()
                            + " ("
                            + table.columns(claim.columns()).orElseThrow()
                            + ", assumed) VALUES ("
                            + claim.values().stream()
                                    .map(ScratchSql::literal)
                                    .collect(Collectors.joining(", "))
                            + ", 1)");
        }
    }

    /// Puts the parents in of all rows that are there: what a row refers to is there too.
    void completeParents() throws RowbackException {
        for (Tables.Link link : held) {
            ScratchTable child = Objects.requireNonNull(byId.get(link.child()));
            ScratchTable parent = Objects.requireNonNull(byId.get(link.parent()));
            List<String> refers = new ArrayList<>();
            List<String> same = new ArrayList<>();
            List<String> there = new ArrayList<>();
            for (int i = 0; i < link.key().columns().size(); i++) {
                String own = "child." + child.column(link.key().columns().get(i));
                refers.add(own);
                there.add(own + " IS NOT NULL");
                same.add(
                        "parent." + parent.column(link.key().parentColumns().get(i)) + " = " + own);
            }
            write(
                    "INSERT OR IGNORE INTO %s (%s, assumed) SELECT DISTINCT %s, 1 FROM %s AS child WHERE %s AND NOT EXISTS (SELECT 1 FROM %s AS parent WHERE %s)"
                            .formatted(
                                    parent.name(),
                                    parent.columns(link.key().parentColumns()).orElseThrow(),
                                    String.join(", ", refers),
                                    child.name(),
                                    String.join(" AND ", there),
                                    parent.name(),
                                    String.join(" AND ", same)));
        }
    }

    /// Takes back an assumed parent that the patch itself brings: children refer to it although it is gone.
    void giveWay(Claim claim) throws RowbackException {
        ScratchTable table = byId.get(claim.tableId());
        if (table != null && table.columns(claim.columns()).isPresent()) {
            write(
                    "DELETE FROM %s WHERE assumed = 1 AND %s"
                            .formatted(table.name(), condition(table, claim)));
        }
    }

    private static String condition(ScratchTable table, Claim claim) {
        return IntStream.range(0, claim.columns().size())
                .mapToObj(
                        i ->
                                table.column(claim.columns().get(i))
                                        + " IS "
                                        + ScratchSql.literal(claim.values().get(i)))
                .collect(Collectors.joining(" AND "));
    }

    /// Whether a row holds what a claim names.
    boolean isThere(Claim claim) throws RowbackException {
        ScratchTable table = byId.get(claim.tableId());
        if (table == null || table.columns(claim.columns()).isEmpty()) {
            return true;
        }
        String condition = condition(table, claim);
        return database.isTrue(
                "EXISTS (SELECT 1 FROM " + table.name() + " WHERE " + condition + ")");
    }

    private int write(String sql) throws RowbackException {
        try {
            return database.write(sql);
        } catch (SQLException e) {
            throw ScratchDatabase.failed(e);
        }
    }
}
