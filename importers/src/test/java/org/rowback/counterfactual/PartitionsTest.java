package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.TableName;
import org.rowback.history.patch.PatchWriter;
import org.rowback.history.query.AsOf;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.NetDiff;
import org.rowback.history.query.RowHistory;
import org.rowback.history.query.Scan;
import org.rowback.history.query.TableSummary;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.history.revert.RowState;
import org.rowback.history.simulation.Simulator;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Rows of partitions that were dropped or emptied, on a real server: those that the definition proves to have been there
/// are put back.
class PartitionsTest {
    /// A table's columns behind `id`, what divides it, values of its rows, and the statement that takes partitions.
    private record Case(String columns, String by, String values, String loss) {}

    private static final Map<String, Case> DECIDED = new LinkedHashMap<>();

    static {
        String dates =
                "'1999-12-31'|'2023-05-06'|'2024-01-01'|'2024-12-31'|'2025-01-01'|'2030-02-03'";
        DECIDED.put(
                "days",
                new Case(
                        "at date, PRIMARY KEY (id, at)",
                        "RANGE (TO_DAYS(at)) (PARTITION p0 VALUES LESS THAN"
                            + " (TO_DAYS('2024-01-01')), PARTITION p1 VALUES LESS THAN (739617),"
                            + " PARTITION `rest` VALUES LESS THAN MAXVALUE)",
                        dates,
                        "DROP PARTITION p0, p1"));
        DECIDED.put(
                "years",
                new Case(
                        "at datetime, KEY (at)",
                        "RANGE (year(`at`)) (PARTITION p0 VALUES LESS THAN (2000), PARTITION p1"
                                + " VALUES LESS THAN (2024) COMMENT = '),(', PARTITION p2 VALUES"
                                + " LESS THAN (2025) COMMENT 'x,(', PARTITION p3 VALUES LESS THAN"
                                + " (3000))",
                        "NULL|" + dates,
                        "TRUNCATE PARTITION P0, p2"));
        DECIDED.put(
                "pairs",
                new Case(
                        "a int, b date, PRIMARY KEY (id, a, b)",
                        "RANGE COLUMNS (a, b) (PARTITION p0 VALUES LESS THAN (5,'2024-01-01'),"
                                + " PARTITION p1 VALUES LESS THAN (5,MAXVALUE), PARTITION p2 VALUES"
                                + " LESS THAN (MAXVALUE,MAXVALUE))",
                        "-4,'2025-01-01'|5,'2023-12-31'|5,'2024-01-01'|5,'2029-01-01'|6,'2020-01-01'",
                        "TRUNCATE PARTITION p1"));
        DECIDED.put(
                "lists",
                new Case(
                        "a int",
                        "LIST (a) (PARTITION p1 VALUES IN (1, 3, 5), PARTITION p2 VALUES IN (2,"
                                + " NULL, -4))",
                        "1|2|NULL|-4|5|3",
                        "TRUNCATE PARTITION p2"));
        DECIDED.put(
                "lands",
                new Case(
                        "c varchar(9), PRIMARY KEY (id, c)",
                        "LIST COLUMNS (c) (PARTITION p1 VALUES IN ('de', 'at'), PARTITION p2"
                                + " VALUES IN ('fr', 'x''y'), PARTITION p3 VALUES IN ('it'))",
                        "'de'|'at'|'fr'|'x''y'|'it'",
                        "TRUNCATE PARTITION p2"));
        DECIDED.put(
                "hashes",
                new Case(
                        "a int, PRIMARY KEY (id)",
                        "HASH (id) PARTITIONS 4",
                        "1|2|3|4|5|6|7|8|9",
                        "TRUNCATE PARTITION p1, p3"));
        DECIDED.put(
                "linears",
                new Case(
                        "a int, PRIMARY KEY (id)",
                        "LINEAR HASH (id) PARTITIONS 6",
                        "1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17",
                        "TRUNCATE PARTITION p0, p3, p5"));
        DECIDED.put(
                "keyed",
                new Case(
                        "a bigint, PRIMARY KEY (id, a)",
                        "KEY () PARTITIONS 3",
                        "1|2|3|4|-5|6|700000000000|8|9",
                        "TRUNCATE PARTITION p1"));
        DECIDED.put(
                "instants",
                new Case(
                        "at timestamp NOT NULL DEFAULT '2020-01-01 00:00:00', PRIMARY KEY (id, at)",
                        "RANGE (UNIX_TIMESTAMP(at)) (PARTITION p0 VALUES LESS THAN (1700000000),"
                                + " PARTITION p1 VALUES LESS THAN MAXVALUE)",
                        "FROM_UNIXTIME(1600000000)|FROM_UNIXTIME(1699999999)|FROM_UNIXTIME(1700000000)"
                            + "|FROM_UNIXTIME(1800000000)",
                        "DROP PARTITION p0"));
        DECIDED.put(
                "altered",
                new Case(
                        "a int, PRIMARY KEY (id, a)",
                        "RANGE (a) (PARTITION p0 VALUES LESS THAN (10),"
                                + " PARTITION p1 VALUES LESS THAN (40))",
                        "1|9|10|19|20|29|39",
                        "TRUNCATE PARTITION q1"));
    }

    @TempDir Path folder;

    @Test
    void putsBackTheRowsOfLostPartitionsOnMariaDb() throws Exception {
        try (MariaDbServer server = new MariaDbServer(folder);
                Connection connection = server.logged()) {
            server.begin();
            server.enter(connection, "parted");
            Map<String, String> before = new LinkedHashMap<>();
            for (var table : DECIDED.entrySet()) {
                create(connection, table.getKey(), table.getValue());
            }
            Worlds.run(
                    connection,
                    "ALTER TABLE altered REORGANIZE PARTITION p1 INTO (PARTITION q1 VALUES LESS"
                            + " THAN (20), PARTITION q2 VALUES LESS THAN (40))");
            Worlds.run(
                    connection,
                    "ALTER TABLE altered ADD PARTITION (PARTITION q3 VALUES LESS THAN (50))");
            create(
                    connection,
                    "zoned",
                    new Case(
                            "at timestamp NOT NULL DEFAULT '2020-01-01 00:00:00', PRIMARY KEY (id,"
                                    + " at)",
                            "RANGE (UNIX_TIMESTAMP(at)) (PARTITION p0 VALUES LESS THAN"
                                    + " (UNIX_TIMESTAMP('2024-01-01 00:00:00')), PARTITION p1"
                                    + " VALUES LESS THAN MAXVALUE)",
                            "FROM_UNIXTIME(1600000000)|FROM_UNIXTIME(1800000000)",
                            ""));
            create(
                    connection,
                    "homeless",
                    new Case(
                            "a int, PRIMARY KEY (id, a)",
                            "LIST (a) (PARTITION p1 VALUES IN (1), PARTITION p2 VALUES IN (2))",
                            "1|2",
                            ""));
            create(
                    connection,
                    "swapped",
                    new Case(
                            "a int, PRIMARY KEY (id, a)",
                            "LIST (a) (PARTITION p1 VALUES IN (1), PARTITION p2 VALUES IN (2))",
                            "1|2",
                            ""));
            Worlds.run(connection, "CREATE TABLE other (id int, a int, PRIMARY KEY (id, a))");
            for (String table : DECIDED.keySet()) {
                before.put(table, ids(connection, table));
            }
            for (var table : DECIDED.entrySet()) {
                Worlds.run(
                        connection,
                        "/*bad*/ ALTER TABLE " + table.getKey() + " " + table.getValue().loss());
            }
            Worlds.run(connection, "/*bad*/ ALTER TABLE zoned DROP PARTITION p0");
            Worlds.run(connection, "/*bad*/ ALTER TABLE homeless DROP PARTITION p2");
            Worlds.run(
                    connection,
                    "/*bad*/ ALTER TABLE swapped EXCHANGE PARTITION p2 WITH TABLE other");
            for (var table : DECIDED.entrySet()) {
                String first = table.getValue().values().split("\\|")[0];
                Worlds.run(
                        connection,
                        "INSERT INTO %s VALUES (100, %s)".formatted(table.getKey(), first));
            }
            Path patch = folder.resolve("patch");
            try (CaseFile file = server.evidence(folder.resolve("parted.rowback"))) {
                History history = file.history();
                for (String table : DECIDED.keySet()) {
                    agrees(history, table, ids(connection, table), before.get(table));
                }
                assumed(history, "zoned");
                RevertPlan plan =
                        RevertPlanner.plan(
                                history,
                                Worlds.marked(history),
                                RevertOptions.NONCONFLICTING,
                                ImportMonitor.NONE);
                assertThat(told(plan, "zoned"))
                        .contains("of 2 more it is not known whether it took them")
                        .contains("UNIX_TIMESTAMP('2024-01-01 00:00:00')");
                assertThat(told(plan, "swapped")).contains("EXCHANGE PARTITION put the rows of p2");
                assertThat(told(plan, "days")).contains("DROP PARTITION p0, p1");
                assertThat(plan.rows())
                        .filteredOn(r -> r.state() == RowState.BLOCKED)
                        .singleElement()
                        .extracting(PlannedRow::reason)
                        .asString()
                        .startsWith("no partition of parted.homeless takes it now");
                assertThat(Simulator.run(history, plan, ImportMonitor.NONE).refusal()).isEmpty();
                PatchWriter.write(plan, patch, "", ImportMonitor.NONE);
            }
            assertThat(Worlds.applied(server, connection, patch, "apply.sql")).isTrue();
            for (String table : DECIDED.keySet()) {
                assertThat(ids(connection, table)).as(table).isEqualTo(before.get(table) + "; 100");
            }
        }
    }

    private static void create(Connection connection, String name, Case table) throws Exception {
        Worlds.run(
                connection,
                "CREATE TABLE %s (id int, %s) PARTITION BY %s"
                        .formatted(name, table.columns(), table.by()));
        int id = 0;
        for (String values : table.values().split("\\|")) {
            Worlds.run(connection, "INSERT INTO %s VALUES (%d, %s)".formatted(name, ++id, values));
        }
    }

    private static String ids(Connection connection, String table) throws Exception {
        return Worlds.ask(connection, "SELECT id FROM " + table + " ORDER BY id");
    }

    private static String told(RevertPlan plan, String table) {
        return plan.rows().stream()
                .filter(r -> r.key().equals("(table)") && r.schema().table().table().equals(table))
                .map(PlannedRow::reason)
                .findFirst()
                .orElseThrow();
    }

    /// As-of states, histories of rows and net differences say what the server says.
    private static void agrees(History history, String table, String now, String before)
            throws Exception {
        TableSummary summary = history.table(new TableName("parted", table)).orElseThrow();
        long end = history.totals().changes();
        long loss = loss(history, summary.id());
        assertThat(asOf(history, summary.id(), end, true)).as(table).isEqualTo(now);
        assertThat(asOf(history, summary.id(), end, false)).as(table).isEqualTo(now);
        assertThat(asOf(history, summary.id(), loss - 1, true)).as(table).isEqualTo(before);
        assertThat(asOf(history, summary.id(), loss - 1, false)).as(table).isEqualTo(before);
        List<String> gone = new ArrayList<>(List.of(before.split("; ")));
        gone.removeAll(List.of(now.split("; ")));
        assertThat(gone).as(table).isNotEmpty();
        try (NetDiff.Rows rows =
                new NetDiff(history, loss - 1, loss).rows(summary.id(), ImportMonitor.NONE)) {
            TreeSet<Integer> deleted = new TreeSet<>();
            while (rows.next()) {
                deleted.add(id(rows.get().before().orElseThrow()));
                assertThat(
                                RowHistory.of(history, summary.id(), rows.get().key())
                                        .versions()
                                        .stream()
                                        .map(v -> v.id()))
                        .contains(loss);
            }
            assertThat(deleted.stream().map(String::valueOf))
                    .as(table)
                    .containsExactlyElementsOf(gone);
        }
    }

    private static long loss(History history, int table) throws Exception {
        try (Cursor<Change> changes = history.changes(Scan.ALL, ImportMonitor.NONE)) {
            long loss = 0;
            while (changes.next()) {
                boolean is =
                        changes.get().tableId() == table
                                && changes.get().statement().orElse("").startsWith("/*bad*/");
                loss = is ? changes.get().id() : loss;
            }
            return loss;
        }
    }

    private static String asOf(History history, int table, long point, boolean all)
            throws Exception {
        TreeSet<Integer> ids = new TreeSet<>();
        AsOf asOf = new AsOf(history, point);
        try (Cursor<AsOf.Row> rows =
                all
                        ? asOf.rows(table, ImportMonitor.NONE)
                        : asOf.newest(table, ImportMonitor.NONE)) {
            while (rows.next()) {
                assertThat(rows.get().standing().name()).isEqualTo("PROVEN");
                ids.add(id(rows.get().image()));
            }
        }
        return String.join("; ", ids.stream().map(String::valueOf).toList());
    }

    private static int id(RowImage row) {
        return Math.toIntExact(((Datum.IntegerDatum) row.value("id")).value());
    }

    private static void assumed(History history, String table) throws Exception {
        int id = history.table(new TableName("parted", table)).orElseThrow().id();
        AsOf asOf = new AsOf(history, history.totals().changes());
        try (Cursor<AsOf.Row> rows = asOf.rows(id, ImportMonitor.NONE)) {
            while (rows.next()) {
                assertThat(rows.get().standing().name()).isEqualTo("ASSUMED");
            }
        }
    }
}
