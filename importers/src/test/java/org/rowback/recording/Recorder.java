package org.rowback.recording;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Runs SQL on one connection, and notes each statement and what the server answers about the rows it changed.
///
/// A row is found by its column `id`, which each table has, as key or not.
final class Recorder implements AutoCloseable {
    private static final String DATABASE = "rec";

    final ServerKind kind;
    private final Connection connection;
    private final StringBuilder sql = new StringBuilder();
    private final StringBuilder answers = new StringBuilder();
    private final Map<String, List<AnswerColumn>> tables = new HashMap<>();
    private final Set<String> live = new LinkedHashSet<>();
    private List<String> pending = new ArrayList<>();
    private boolean holding;

    /// Whether tables that are defined from here on are system-versioned.
    boolean versioned;

    Recorder(RunningServer server, List<String> settings) throws SQLException {
        kind = server.kind;
        connection = server.connect("");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET NAMES utf8mb4");
            statement.execute("SET time_zone = '+00:00'");
            statement.execute("SET sql_mode = ''");
            statement.execute("SET SESSION group_concat_max_len = 1000000");
        }
        for (String setting : settings) {
            run(setting);
        }
        run("CREATE DATABASE " + DATABASE + " CHARACTER SET utf8mb4");
        run("USE " + DATABASE);
    }

    /// Runs a statement that changes no rows.
    void run(String statement) throws SQLException {
        execute(statement);
    }

    /// Runs a statement that is no part of the recording.
    void quietly(String statement) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute(statement);
        }
    }

    private int execute(String statement) throws SQLException {
        sql.append(statement).append(";\n");
        try (Statement s = connection.createStatement()) {
            s.execute(statement);
            return Math.max(0, s.getUpdateCount());
        } catch (SQLException e) {
            String shown = statement.length() > 400 ? statement.substring(0, 400) : statement;
            throw new SQLException(kind + ": " + e.getMessage() + "\n" + shown, e);
        }
    }

    /// Runs a CREATE TABLE or ALTER TABLE, and notes the table's columns from then on.
    void define(String table, String statement) throws SQLException {
        execute(statement);
        describe(table);
    }

    /// Notes a table's columns anew.
    void describe(String table) throws SQLException {
        List<AnswerColumn> columns = new ArrayList<>();
        try (Statement s = connection.createStatement();
                ResultSet rows =
                        s.executeQuery(
                                "SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE FROM"
                                        + " information_schema.COLUMNS WHERE TABLE_SCHEMA = '"
                                        + DATABASE
                                        + "' AND TABLE_NAME = '"
                                        + table
                                        + "' ORDER BY ORDINAL_POSITION")) {
            while (rows.next()) {
                columns.add(
                        AnswerColumn.of(
                                rows.getString(1),
                                rows.getString(2).toLowerCase(java.util.Locale.ROOT),
                                rows.getString(3)));
            }
        }
        if (versioned && columns.stream().noneMatch(c -> c.name().equals("re"))) {
            columns.add(new AnswerColumn("row_start", "time", "timestamp(6)"));
            columns.add(new AnswerColumn("row_end", "time", "timestamp(6)"));
        }
        tables.put(table, columns);
        live.add(table);
        answers.append("C\t").append(table);
        columns.forEach(c -> answers.append('\t').append(c.header()));
        answers.append('\n');
    }

    /// Runs a DROP TABLE.
    void drop(String table) throws SQLException {
        execute("DROP TABLE " + table);
        live.remove(table);
    }

    /// Runs a TRUNCATE.
    void truncate(String table) throws SQLException {
        execute("TRUNCATE TABLE " + table);
        answers.append("T\t").append(table).append('\n');
    }

    /// Runs a RENAME TABLE.
    void rename(String from, String to) throws SQLException {
        execute("RENAME TABLE " + from + " TO " + to);
        live.remove(from);
        describe(to);
    }

    /// Inserts rows, given as `column list`, literal lists by row, and the ids that they get.
    void insert(String table, String columns, List<String> rows, List<Integer> ids)
            throws SQLException {
        execute(
                "INSERT INTO "
                        + table
                        + " ("
                        + columns
                        + ") VALUES ("
                        + String.join("),(", rows)
                        + ")");
        for (int id : ids) {
            note("I\t" + table + "\t" + row(table, id));
        }
    }

    void insert(String table, String columns, String row, int id) throws SQLException {
        insert(table, columns, List.of(row), List.of(id));
    }

    /// Updates the rows with these ids, in this order; each must end with the same id.
    void update(String table, String assignments, Integer... ids) throws SQLException {
        List<String> before = new ArrayList<>();
        List<String> list = new ArrayList<>();
        for (int id : ids) {
            before.add(row(table, id));
            list.add(Integer.toString(id));
        }
        execute(
                "UPDATE "
                        + table
                        + " SET "
                        + assignments
                        + " WHERE id IN ("
                        + String.join(",", list)
                        + ") ORDER BY id");
        for (int i = 0; i < ids.length; i++) {
            noteUpdate(table, before.get(i), row(table, ids[i]));
            if (versioned) { // The row as it was is kept as a further row.
                note("I\t" + table + "\t" + history(table, ids[i]));
            }
        }
    }

    /// Updates one row and its id.
    void move(String table, int id, int newId, String assignments) throws SQLException {
        String before = row(table, id);
        execute("UPDATE " + table + " SET id = " + newId + assignments + " WHERE id = " + id);
        noteUpdate(table, before, row(table, newId));
    }

    private void noteUpdate(String table, String before, String after) {
        if (!before.equals(after)) { // A row that is set to what it is, is not logged.
            note("U\t" + table + "\t" + before + "\nu\t" + table + "\t" + after);
        }
    }

    void delete(String table, int id) throws SQLException {
        String before = row(table, id);
        execute("DELETE FROM " + table + " WHERE id = " + id);
        if (versioned) { // The row stays, and ends now.
            noteUpdate(table, before, history(table, id));
            return;
        }
        note("D\t" + table + "\t" + before);
    }

    /// From here on, what is noted waits for [#keep], [#voidHeld] or [#forget].
    void hold() {
        holding = true;
    }

    /// The changes held are in the log and count.
    void keep() {
        pending.forEach(line -> answers.append(line).append('\n'));
        release();
    }

    /// The changes held are in the log, but were taken back.
    void voidHeld() {
        pending.forEach(line -> answers.append("V\n").append(line).append('\n'));
        release();
    }

    /// The changes held never came into the log.
    void forget() {
        release();
    }

    private void release() {
        pending = new ArrayList<>();
        holding = false;
    }

    private void note(String line) {
        if (holding) {
            pending.add(line);
        } else {
            answers.append(line).append('\n');
        }
    }

    /// The row as the server returns it, in the answers' form.
    String row(String table, int id) throws SQLException {
        List<String> rows = rows(table, " WHERE id = " + id);
        if (rows.size() != 1) {
            throw new SQLException(rows.size() + " rows with id " + id + " in " + table);
        }
        return rows.getFirst();
    }

    /// The newest row of a system-versioned table's history.
    private String history(String table, int id) throws SQLException {
        String end = columns(table).getLast().name();
        return rows(
                        table,
                        " FOR SYSTEM_TIME ALL WHERE id = "
                                + id
                                + " AND "
                                + end
                                + " < NOW(6) ORDER BY "
                                + end)
                .getLast();
    }

    private List<String> rows(String table, String where) throws SQLException {
        List<AnswerColumn> columns = columns(table);
        List<String> found = new ArrayList<>();
        try (Statement s = connection.createStatement();
                ResultSet rows =
                        s.executeQuery(
                                "SELECT "
                                        + String.join(
                                                ",",
                                                columns.stream()
                                                        .map(AnswerColumn::expression)
                                                        .toList())
                                        + " FROM "
                                        + table
                                        + where)) {
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    String value = rows.getString(i);
                    values.add(value == null ? "\\N" : value);
                }
                found.add(String.join("\t", values));
            }
        }
        return found;
    }

    private List<AnswerColumn> columns(String table) throws SQLException {
        List<AnswerColumn> columns = tables.get(table);
        if (columns == null) {
            throw new SQLException("not described: " + table);
        }
        return columns;
    }

    /// One value that the server returns.
    String ask(String query) throws SQLException {
        try (Statement s = connection.createStatement();
                ResultSet row = s.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    /// The first column of a query's last row.
    String last(String query) throws SQLException {
        String found = "";
        try (Statement s = connection.createStatement();
                ResultSet rows = s.executeQuery(query)) {
            while (rows.next()) {
                found = rows.getString(1);
            }
        }
        return found;
    }

    /// Every SQL statement so far.
    String sql() {
        return sql.toString();
    }

    /// What the server answered so far.
    String answers() {
        return answers.toString();
    }

    /// The live tables as they are now, in the answers' form, rows sorted.
    String tables() throws SQLException {
        StringBuilder out = new StringBuilder();
        for (String table : live) {
            out.append("C\t").append(table);
            columns(table).forEach(c -> out.append('\t').append(c.header()));
            out.append('\n');
            for (String row : rows(table, "").stream().sorted().toList()) {
                out.append("R\t").append(table).append('\t').append(row).append('\n');
            }
        }
        return out.toString();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
