package org.rowback.importers.postgres.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Canonical;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Finding;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.TableName;
import org.rowback.importers.postgres.PostgresServer;
import org.rowback.importers.postgres.replay.HistoryList.Written;
import org.rowback.importers.postgres.type.PostgresValues;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Raw WAL of real servers, held to what the servers themselves say of it.
class RawWalTest {
    private static final List<String> LOGICAL = List.of("wal_level=logical");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {13, 14, 15, 16, 17, 18})
    void givesTheSameChangesAsTestDecodingAndTheSameRowsAsTheServer(int version) throws Exception {
        try (var server = new PostgresServer(version, folder, settings(version))) {
            try (Connection admin = server.connect("postgres")) {
                admin.createStatement().execute("create database shop");
                admin.createStatement().execute("create database later");
            }
            logical(server, version);
            server.stop();
            java.nio.file.Files.writeString(
                    server.data().resolve("postgresql.auto.conf"),
                    "wal_level=replica\nmax_replication_slots=0\n");
            server.start();
            replica(server, version);
        }
    }

    /// The test servers are built without lz4 and zstd.
    private static List<String> settings(int version) {
        List<String> settings = new ArrayList<>(LOGICAL);
        settings.add("wal_compression=" + (version % 2 == 0 ? "on" : "off"));
        return settings;
    }

    private void logical(PostgresServer server, int version) throws Exception {
        List<String[]> lines = new ArrayList<>();
        Bytes catalog;
        String from;
        try (Connection shop = server.connect("shop")) {
            from = RawWal.one(shop, "select pg_walfile_name(pg_current_wal_lsn())");
            RawWal.one(
                    shop, "select pg_create_logical_replication_slot('s', 'test_decoding')::text");
            var workload = new Workload(shop, version);
            workload.prepare();
            workload.play();
            try (Statement s = shop.createStatement();
                    ResultSet rows =
                            s.executeQuery(
                                    "select xid::text, data from pg_logical_slot_get_changes('s',"
                                            + " null, null, 'skip-empty-xacts', '1')")) {
                while (rows.next()) {
                    if (rows.getString(2).startsWith("table ")) {
                        lines.add(new String[] {rows.getString(1), rows.getString(2)});
                    }
                }
            }
            RawWal.one(shop, "select pg_drop_replication_slot('s')::text");
            catalog = RawWal.catalog(shop);
        }
        var history = new HistoryList(List.of(catalog));
        RawWal.run(RawWal.segments(server.wal(), from), history);
        assertThat(history.findings)
                .as("%s", history.findings)
                .extracting(HistoryList.Found::kind)
                .isSubsetOf(Finding.Kind.IN_USE, Finding.Kind.IGNORED_EVENT, Finding.Kind.OVERLAP);
        compare(lines, history.changes);
    }

    private static void compare(List<String[]> lines, List<Written> all) {
        List<Written> ours = all.stream().filter(w -> w.op() != Op.DDL).toList();
        for (int i = 0; i < Math.min(lines.size(), ours.size()); i++) {
            Written w = ours.get(i);
            String line = lines.get(i)[1];
            TestDecoding theirs = TestDecoding.parse(line);
            assertThat(w.op() + " " + w.table() + " " + w.xid())
                    .as("change %d: %s", i, line)
                    .isEqualTo(theirs.op() + " " + theirs.table() + " " + lines.get(i)[0]);
            w.before().ifPresent(image -> assertThat(image.isPartial()).as(line).isFalse());
            if (w.op() == Op.DELETE) {
                same(theirs.after(), w.before().orElseThrow(), line);
            } else if (w.op() != Op.TRUNCATE) {
                same(theirs.after(), w.after().orElseThrow(), line);
                w.before().ifPresent(image -> same(theirs.before(), image, line));
            }
        }
        assertThat(ours).hasSize(lines.size());
    }

    private static void same(Map<String, Optional<String>> theirs, RowImage image, String line) {
        theirs.forEach(
                (name, text) -> {
                    int index = image.schema().indexOf(name);
                    assertThat(index).as("%s in %s", name, line).isNotNegative();
                    Column column = image.schema().columns().get(index);
                    if (!text.equals(Optional.of(TestDecoding.UNCHANGED))) {
                        ColumnValue expected =
                                text.map(t -> PostgresValues.read(column.type(), t))
                                        .orElse(ColumnValue.NULL);
                        assertThat(Canonical.same(image.value(index), expected))
                                .as(
                                        "%s: %s is not %s in %s",
                                        name, image.value(index), expected, line)
                                .isTrue();
                    }
                });
    }

    private void replica(PostgresServer server, int version) throws Exception {
        Map<TableName, Map<String, Map<String, ColumnValue>>> rows;
        Map<TableName, Map<String, Map<String, ColumnValue>>> live;
        Bytes catalog;
        String from;
        long since;
        try (Connection later = server.connect("later")) {
            var workload = new Workload(later, 100 + version);
            workload.prepare();
            from = RawWal.one(later, "select pg_walfile_name(pg_current_wal_lsn())");
            later.createStatement().execute("checkpoint");
            from =
                    RawWal.one(
                            later, "select pg_walfile_name(redo_lsn) from pg_control_checkpoint()");
            Bytes before = RawWal.catalog(later);
            rows = rows(later, before);
            since =
                    Long.parseLong(
                            RawWal.one(
                                    later,
                                    "select (pg_current_wal_insert_lsn() - '0/0')::bigint::text"));
            workload.play();
            catalog = RawWal.catalog(later);
            live = rows(later, catalog);
        }
        var history = new HistoryList(List.of(catalog));
        RawWal.run(RawWal.segments(server.wal(), from), history);
        for (Written w : history.changes.stream().filter(w -> w.end() > since).toList()) {
            apply(w, rows.computeIfAbsent(w.table(), _ -> new TreeMap<>()));
        }
        live.forEach(
                (table, expected) -> {
                    Map<String, Map<String, ColumnValue>> actual =
                            rows.getOrDefault(table, Map.of());
                    assertThat(actual.keySet()).as("%s", table).isEqualTo(expected.keySet());
                    expected.forEach(
                            (key, row) ->
                                    assertThat(actual.get(key))
                                            .as("%s %s", table, key)
                                            .isEqualTo(row));
                });
    }

    /// A change on a plain model of its table: a row is named by its key, or, without one, by all of it.
    private static void apply(Written w, Map<String, Map<String, ColumnValue>> table) {
        w.before()
                .ifPresent(
                        image -> {
                            for (int i = 0; i < image.size(); i++) {
                                if (image.value(i) instanceof ColumnValue.NotLogged no) {
                                    assertThat(no.reason())
                                            .as("%s", image)
                                            .contains("TOAST chunks that are not in the evidence");
                                }
                            }
                        });
        switch (w.op()) {
            case INSERT -> put(table, w.after().orElseThrow(), Map.of());
            case UPDATE -> {
                Map<String, ColumnValue> old = remove(table, w.before().orElseThrow());
                put(table, w.after().orElseThrow(), old);
            }
            case DELETE -> remove(table, w.before().orElseThrow());
            case TRUNCATE -> table.clear();
            case DDL -> {}
        }
    }

    private static Map<String, ColumnValue> remove(
            Map<String, Map<String, ColumnValue>> table, RowImage image) {
        String key = key(image);
        int copy = 0;
        while (table.containsKey(key + "#" + (copy + 1))) {
            copy++;
        }
        Map<String, ColumnValue> row = table.remove(key + "#" + copy);
        assertThat(row).as("%s was not there", image).isNotNull();
        Map<String, ColumnValue> found = row == null ? Map.of() : row;
        for (int i = 0; i < image.size(); i++) {
            ColumnValue known = found.get(image.schema().columns().get(i).name());
            if (known != null && !(image.value(i) instanceof ColumnValue.NotLogged)) {
                assertThat(image.value(i)).as("%s", image).isEqualTo(known);
            }
        }
        return found;
    }

    private static void put(
            Map<String, Map<String, ColumnValue>> table,
            RowImage image,
            Map<String, ColumnValue> old) {
        Map<String, ColumnValue> row = new LinkedHashMap<>();
        for (int i = 0; i < image.size(); i++) {
            String name = image.schema().columns().get(i).name();
            ColumnValue value = image.value(i);
            row.put(
                    name,
                    value instanceof ColumnValue.NotLogged ? old.getOrDefault(name, value) : value);
        }
        int copy = 0;
        while (table.containsKey(key(image) + "#" + copy)) {
            copy++;
        }
        table.put(key(image) + "#" + copy, row);
    }

    private static String key(RowImage image) {
        return org.rowback.history.model.RowKey.of(image).toString();
    }

    /// All rows of all tables, read as text.
    private static Map<TableName, Map<String, Map<String, ColumnValue>>> rows(
            Connection connection, Bytes catalog) throws Exception {
        var tables = new HashMap<TableName, Map<String, Map<String, ColumnValue>>>();
        var read =
                org.rowback.importers.postgres.catalog.PostgresCatalog.read(
                        "test",
                        new java.io.StringReader(
                                new String(
                                        catalog.array(), java.nio.charset.StandardCharsets.UTF_8)));
        for (var schema : org.rowback.importers.postgres.catalog.CatalogSchemas.of(read, "test")) {
            boolean logged =
                    read.relations().stream()
                            .anyMatch(
                                    r ->
                                            r.name().equals(schema.table())
                                                    && r.kind() == 'r'
                                                    && r.persistence() == 'p');
            if (!logged) {
                continue;
            }
            Map<String, Map<String, ColumnValue>> rows = new TreeMap<>();
            try (Statement s = connection.createStatement();
                    ResultSet result = s.executeQuery("table " + schema.table())) {
                ResultSetMetaData columns = result.getMetaData();
                while (result.next()) {
                    ColumnValue[] values = new ColumnValue[columns.getColumnCount()];
                    for (int i = 0; i < values.length; i++) {
                        String text = result.getString(i + 1);
                        values[i] =
                                text == null
                                        ? ColumnValue.NULL
                                        : PostgresValues.read(schema.columns().get(i).type(), text);
                    }
                    put(rows, RowImage.logged(schema, values), Map.of());
                }
            }
            tables.put(schema.table(), rows);
        }
        return tables;
    }
}
