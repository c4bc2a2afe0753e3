package org.rowback.importers.mysql.schema;

import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A tool, not a test: runs random DDL on a real server and compares after each statement what the reader derives with
/// what the server's information_schema says, and with its SHOW CREATE TABLE read as a schema file.
///
/// Usage: `DdlAgainstServer jdbc:mysql://127.0.0.1:3306/ user password firstSeed seeds`
public final class DdlAgainstServer {
    private static final int STATEMENTS = 250;

    public static void main(String[] args) throws SQLException, RowbackException {
        int wrong = 0;
        int statements = 0;
        int problems = 0;
        Map<String, Integer> kinds = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(args[0], args[1], args[2])) {
            for (long seed = Long.parseLong(args[3]);
                    seed < Long.parseLong(args[3]) + Long.parseLong(args[4]);
                    seed++) {
                Run run = new Run(connection, seed);
                run.run();
                statements += run.accepted;
                problems += run.replay.problems.size();
                run.replay.problems.forEach(p -> kinds.merge(p, 1, Integer::sum));
                wrong += run.wrong ? 1 : 0;
            }
        }
        System.out.printf(
                "%d statements accepted, %d not understood, %d runs wrong%n",
                statements, problems, wrong);
        kinds.forEach((problem, count) -> System.out.println(count + " x " + problem));
    }

    private static final class Run {
        private final Connection connection;
        private final long seed;
        private final boolean mariaDb;
        private final RandomDdl ddl;
        private final Replay replay;
        private final List<String> log = new ArrayList<>();
        private int accepted;
        private boolean wrong;

        Run(Connection connection, long seed) throws SQLException {
            this.connection = connection;
            this.seed = seed;
            String version = value("select version()");
            mariaDb = version.contains("MariaDB");
            ddl = new RandomDdl(seed, mariaDb);
            replay = new Replay(mariaDb ? "MariaDB " + version : "MySQL " + version);
        }

        void run() throws SQLException, RowbackException {
            update("drop database if exists shop");
            take("create database shop character set latin1");
            update("use shop");
            update("set foreign_key_checks = 0");
            update("set sql_mode = ''");
            for (int i = 0; i < STATEMENTS && !wrong; i++) {
                String sql = ddl.statement();
                if (!take(sql)) {
                    continue;
                }
                Map<String, String> actual = actual();
                Map<String, String> derived = new TreeMap<>();
                replay.tables().forEach(t -> derived.put(t.table().table(), described(t)));
                compare(sql, actual, derived, "derived");
                for (String table : actual.keySet()) {
                    compare(
                            sql,
                            Map.of(table, actual.get(table)),
                            Map.of(table, shown(table)),
                            "shown");
                }
            }
        }

        private void compare(
                String sql, Map<String, String> actual, Map<String, String> derived, String what) {
            if (wrong || actual.equals(derived)) {
                return;
            }
            wrong = true;
            System.out.println("=== seed " + seed + " " + what + " after: " + sql);
            Set<String> names = new TreeSet<>(actual.keySet());
            names.addAll(derived.keySet());
            for (String name : names) {
                String is = actual.getOrDefault(name, "");
                String got = derived.getOrDefault(name, "");
                if (!is.equals(got)) {
                    System.out.println("--- server\n" + is + "--- reader\n" + got);
                }
            }
            System.out.println("problems: " + replay.problems);
            log.forEach(statement -> System.out.println("    " + statement.replace("\n", " ")));
        }

        private boolean take(String sql) throws RowbackException {
            try {
                update(sql);
            } catch (SQLException e) {
                // MariaDB has dropped the table all the same.
                if (sql.startsWith("CREATE OR REPLACE")) {
                    resume();
                }
                return false;
            }
            accepted++;
            log.add(sql);
            int before = replay.problems.size();
            replay.apply(sql);
            if (replay.problems.size() > before) {
                System.out.println(
                        "### not understood: "
                                + sql.replace("\n", " ")
                                + "\n    "
                                + replay.problems.getLast());
                resume();
            }
            return true;
        }

        /// Goes on with what the server shows.
        private void resume() throws RowbackException {
            try {
                for (SchemaVersion table : List.copyOf(replay.tables())) {
                    replay.apply("drop table " + table.table().table());
                }
                for (String table : actual().keySet()) {
                    replay.apply(query("show create table `" + table + "`", 2).getFirst());
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private String shown(String table) throws SQLException, RowbackException {
            String text = query("show create table `" + table + "`", 2).getFirst();
            List<SchemaVersion> versions =
                    new MysqlSchemaReader()
                            .readFile(
                                    "show",
                                    new StringReader(
                                            "-- Server version "
                                                    + value("select version()")
                                                    + "\n"
                                                    + text
                                                    + ";\n"));
            return described(versions.getFirst());
        }

        /// The reader's version in the words of information_schema.
        private static String described(SchemaVersion version) {
            return Replay.describe(version)
                    .replace("NO_ACTION", "RESTRICT")
                    .replaceAll(
                            "  row_\\w+ timestamp\\(6\\) not null SYSTEM_VERSIONING invisible\n",
                            "");
        }

        private Map<String, String> actual() throws SQLException {
            Map<String, StringBuilder> tables = new TreeMap<>();
            for (String name :
                    query(
                            "select table_name from information_schema.tables where"
                                    + " table_schema='shop' and table_type in ('BASE TABLE','SYSTEM"
                                    + " VERSIONED')",
                            1)) {
                tables.put(name, new StringBuilder(name).append('\n'));
            }
            each(
                    "select table_name, column_name, column_type, ifnull(character_set_name,''),"
                            + " is_nullable, extra from information_schema.columns where"
                            + " table_schema='shop' order by table_name, ordinal_position",
                    row -> {
                        StringBuilder out = tables.get(row[0]);
                        out.append("  ").append(row[1]).append(' ').append(type(row[2]));
                        boolean json = row[2].equals("json");
                        out.append(row[3].isEmpty() || json ? "" : " charset " + row[3]);
                        out.append(row[4].equals("YES") ? "" : " not null");
                        String extra = row[5].toUpperCase(java.util.Locale.ROOT);
                        out.append(extra.contains("STORED GENERATED") ? " STORED" : "");
                        out.append(extra.contains("VIRTUAL GENERATED") ? " VIRTUAL" : "");
                        out.append(extra.contains("INVISIBLE") ? " invisible" : "").append('\n');
                    });
            each(
                    "select table_name, index_name, group_concat(ifnull(column_name,'') order by"
                        + " seq_in_index separator ', ') from information_schema.statistics where"
                        + " table_schema='shop' and non_unique=0 group by table_name, index_name",
                    row -> {
                        String columns = "[" + row[2] + "]";
                        tables.get(row[0])
                                .append(
                                        row[1].equals("PRIMARY")
                                                ? "  primary key " + columns + "\n"
                                                : "  unique " + row[1] + " " + columns + "\n");
                    });
            each(
                    "select r.table_name, r.constraint_name, group_concat(k.column_name order by"
                        + " k.ordinal_position separator ', '), r.referenced_table_name,"
                        + " group_concat(k.referenced_column_name order by k.ordinal_position"
                        + " separator ', '), r.delete_rule, r.update_rule from"
                        + " information_schema.referential_constraints r join"
                        + " information_schema.key_column_usage k on k.constraint_schema ="
                        + " r.constraint_schema and k.constraint_name = r.constraint_name and"
                        + " k.table_name = r.table_name where r.constraint_schema='shop' group by"
                        + " r.table_name, r.constraint_name, r.referenced_table_name,"
                        + " r.delete_rule, r.update_rule",
                    row ->
                            tables.get(row[0])
                                    .append(
                                            "  foreign key %s [%s] references %s [%s] %s %s\n"
                                                    .formatted(
                                                            row[1],
                                                            row[2],
                                                            row[3],
                                                            row[4],
                                                            row[5].replace(' ', '_'),
                                                            row[6].replace(' ', '_'))
                                                    .replace("NO_ACTION", "RESTRICT")));
            Map<String, String> sorted = new TreeMap<>();
            tables.forEach((name, text) -> sorted.put(name, sorted(text.toString())));
            return sorted;
        }

        /// Columns as they stand, then the primary key, unique keys and foreign keys by name.
        private static String sorted(String text) {
            List<String> lines = new ArrayList<>(text.lines().toList());
            List<String> keys =
                    lines.stream()
                            .filter(
                                    l ->
                                            l.startsWith("  primary key ")
                                                    || l.startsWith("  unique ")
                                                    || l.startsWith("  foreign key "))
                            .toList();
            lines.removeAll(keys);
            for (String start : List.of("  primary", "  unique", "  foreign")) {
                keys.stream().filter(k -> k.startsWith(start)).sorted().forEach(lines::add);
            }
            return String.join("\n", lines) + "\n";
        }

        /// Without the display widths that MySQL 8 no longer prints.
        private static String type(String columnType) {
            String type = columnType.replaceAll(" /\\*.*?\\*/", "");
            if (type.equals("tinyint(1)") || type.contains("zerofill")) {
                return type;
            }
            return type.replaceFirst(
                    "^(tinyint|smallint|mediumint|int|bigint|year)\\(\\d+\\)", "$1");
        }

        private interface Row {
            void take(String[] columns);
        }

        private void each(String sql, Row row) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    String[] columns = new String[result.getMetaData().getColumnCount()];
                    for (int i = 0; i < columns.length; i++) {
                        columns[i] = result.getString(i + 1);
                    }
                    row.take(columns);
                }
            }
        }

        private List<String> query(String sql, int column) throws SQLException {
            List<String> values = new ArrayList<>();
            each(sql, row -> values.add(row[column - 1]));
            return values;
        }

        private String value(String sql) throws SQLException {
            return query(sql, 1).getFirst();
        }

        private void update(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    private DdlAgainstServer() {}
}
