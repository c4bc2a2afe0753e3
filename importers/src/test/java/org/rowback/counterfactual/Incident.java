package org.rowback.counterfactual;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One script played in two worlds: with the bad statements (logged) and without (not logged).
///
/// The world without them gets only good statements that did something in the other: what never happened is not in
/// the evidence. Where a good statement does something else there, evidence cannot decide what would have been, and
/// the incident is `diverged`.
final class Incident {
    /// What a statement that failed comes to.
    private static final int FAILED = -1;

    private static final Pattern WHERE =
            Pattern.compile("(?:update|delete from) (\\w+)\\b.*?( where .*)");

    /// A table's rows by key, as `(1,2)` or `5`.
    record Dump(Map<String, Map<String, List<String>>> tables) {
        List<String> row(String table, String key) {
            return tables.getOrDefault(table, Map.of()).getOrDefault(key, List.of());
        }

        /// `table key` of every row of two dumps.
        static Set<List<String>> rows(Dump one, Dump other) {
            Set<List<String>> rows = new HashSet<>();
            for (Dump dump : List.of(one, other)) {
                dump.tables()
                        .forEach(
                                (t, keyed) -> keyed.keySet().forEach(k -> rows.add(List.of(t, k))));
            }
            return rows;
        }
    }

    final Script script;
    final String world;
    final Set<String> marks = new HashSet<>();
    private final Server server;
    private boolean diverged;
    private Dump without = new Dump(Map.of());
    private Dump damaged = new Dump(Map.of());

    Incident(Script script, String world, Server server) {
        this.script = script;
        this.world = world;
        this.server = server;
    }

    boolean isDiverged() {
        return diverged;
    }

    /// The world without the bad statements.
    Dump without() {
        return without;
    }

    Dump damaged() {
        return damaged;
    }

    void play(Connection logged, Connection unlogged) throws SQLException {
        server.enter(logged, world);
        server.enter(unlogged, twin());
        for (String table : script.tables()) {
            execute(logged, table);
            execute(unlogged, table);
        }
        logged.setAutoCommit(false);
        unlogged.setAutoCommit(false);
        for (Script.Transaction transaction : script.transactions()) {
            play(transaction, logged, unlogged);
        }
        logged.setAutoCommit(true);
        unlogged.setAutoCommit(true);
        damaged = dump(logged, world);
        without = dump(unlogged, twin());
    }

    private void play(Script.Transaction transaction, Connection logged, Connection unlogged)
            throws SQLException {
        List<Integer> outcomes = new ArrayList<>();
        List<List<String>> found = new ArrayList<>();
        for (Script.Statement statement : transaction.statements()) {
            String tag = statement.bad() ? "/*bad*/ " : "";
            found.add(statement.bad() ? List.of() : found(logged, statement.sql()));
            outcomes.add(attempt(logged, tag + statement.sql()));
        }
        if (transaction.isBad()) {
            marks.add(server.mark(logged));
        }
        logged.commit();
        for (int i = 0; i < outcomes.size(); i++) {
            Script.Statement statement = transaction.statements().get(i);
            boolean empties = statement.sql().startsWith("truncate") && outcomes.get(i) != FAILED;
            if (!statement.bad() && (empties || outcomes.get(i) > 0)) {
                diverged |= !found.get(i).equals(found(unlogged, statement.sql()));
                diverged |= attempt(unlogged, statement.sql()) != outcomes.get(i);
            }
        }
        unlogged.commit();
    }

    /// Which rows (by their column `r`) a statement finds.
    private static List<String> found(Connection connection, String sql) throws SQLException {
        Matcher parts = WHERE.matcher(sql);
        List<String> rows = new ArrayList<>();
        if (parts.matches()) {
            String query = "SELECT r FROM " + parts.group(1) + parts.group(2) + " ORDER BY r";
            try (Statement statement = connection.createStatement();
                    ResultSet set = statement.executeQuery(query)) {
                while (set.next()) {
                    rows.add(set.getString(1));
                }
            }
        }
        return rows;
    }

    /// MySQL and MariaDB themselves take back what a failed statement did, and would log a savepoint.
    private int attempt(Connection connection, String sql) throws SQLException {
        Savepoint before = server.isPostgres() ? connection.setSavepoint() : null;
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException _) {
            if (before != null) {
                connection.rollback(before);
            }
            return FAILED;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The name of the world without the bad statements.
    private String twin() {
        return "g" + world;
    }

    /// Everything in the world as it is now.
    Dump dump(Connection logged) throws SQLException {
        return dump(logged, world);
    }

    private Dump dump(Connection connection, String name) throws SQLException {
        Map<String, Map<String, List<String>>> tables = new TreeMap<>();
        for (String ddl : script.tables()) {
            if (ddl.startsWith("create table")) {
                String table = ddl.split(" ")[2];
                tables.put(table, rows(connection, name, table));
            }
        }
        return new Dump(tables);
    }

    private Map<String, List<String>> rows(Connection connection, String name, String table)
            throws SQLException {
        List<String> key = key(table);
        Map<String, List<String>> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet set = statement.executeQuery("SELECT * FROM " + name + "." + table)) {
            ResultSetMetaData columns = set.getMetaData();
            while (set.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    cells.add(columns.getColumnName(i) + "=" + set.getString(i));
                }
                List<String> parts = new ArrayList<>();
                for (String column : key) {
                    parts.add(set.getString(column));
                }
                String joined = String.join(",", parts);
                rows.put(parts.size() == 1 ? joined : "(" + joined + ")", cells);
            }
        }
        return rows;
    }

    private List<String> key(String table) {
        String ddl =
                script.tables().stream()
                        .filter(t -> t.startsWith("create table " + table + " "))
                        .findFirst()
                        .orElseThrow();
        String intro = "primary key (";
        int from = ddl.indexOf(intro) + intro.length();
        return List.of(ddl.substring(from, ddl.indexOf(')', from)).split(", "));
    }

    void drop(Connection logged, Connection unlogged) throws SQLException {
        server.drop(logged, world);
        server.drop(unlogged, twin());
    }
}
