package org.rowback.importers.postgres.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.TableName;
import org.rowback.importers.postgres.PostgresServer;
import org.rowback.importers.postgres.logical.LogicalCase;
import org.rowback.importers.postgres.replay.HistoryList.Written;
import org.rowback.importers.postgres.type.PostgresValues;

import java.nio.charset.StandardCharsets;
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
import java.util.TreeMap;

/// Raw WAL of real servers, held to what the servers themselves say of it.
class RawWalTest {
    private static final List<String> LOGICAL = List.of("wal_level=logical");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {13, 14, 15, 16, 17, 18})
    void givesTheSameChangesAsLogicalDecodingAndTheSameRowsAsTheServer(int version)
            throws Exception {
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
        Map<String, byte[]> captures = new LinkedHashMap<>();
        Bytes catalog;
        String from;
        try (Connection shop = server.connect("shop")) {
            from = RawWal.one(shop, "select pg_walfile_name(pg_current_wal_lsn())");
            shop.createStatement()
                    .execute(
                            "create publication p for all tables"
                                    + (version < 18
                                            ? ""
                                            : " with (publish_generated_columns = stored)"));
            RawWal.one(
                    shop,
                    "select pg_create_logical_replication_slot('t', 'test_decoding')::text ||"
                            + " pg_create_logical_replication_slot('p', 'pgoutput')::text");
            var workload = new Workload(shop, version, version);
            workload.prepare();
            workload.play();
            captures.put(
                    "test_decoding",
                    RawWal.capture(shop, "pg_logical_slot_peek_changes('t', null, null)"));
            for (String form : pgoutput(version)) {
                captures.put("pgoutput " + form, RawWal.capture(shop, binary(form)));
            }
            RawWal.one(
                    shop,
                    "select pg_drop_replication_slot('t')::text ||"
                            + " pg_drop_replication_slot('p')::text");
            catalog = RawWal.catalog(shop);
        }
        var history = new HistoryList(List.of(catalog));
        RawWal.run(RawWal.segments(server.wal(), from), history);
        assertThat(history.findings)
                .as("%s", history.findings)
                .extracting(HistoryList.Found::kind)
                .isSubsetOf(Finding.Kind.IN_USE, Finding.Kind.IGNORED_EVENT, Finding.Kind.OVERLAP);
        for (Written w : history.changes) {
            w.before().ifPresent(image -> assertThat(image.isPartial()).as("%s", w).isFalse());
            w.after().ifPresent(image -> assertThat(image.isPartial()).as("%s", w).isFalse());
        }
        String schema = new String(catalog.array(), StandardCharsets.UTF_8);
        for (Map.Entry<String, byte[]> capture : captures.entrySet()) {
            try (LogicalCase read = LogicalCase.of(folder, capture.getValue(), schema)) {
                assertThat(read.findings())
                        .as(capture.getKey())
                        .isSubsetOf("NO_COMMIT_TIMES", "NO_PRIMARY_KEY", "PARTIAL_IMAGE");
                long values = SameChanges.hold(capture.getKey(), read, history.changes);
                assertThat(values).as(capture.getKey()).isGreaterThan(10_000);
            }
        }
    }

    /// Protocol versions and options that a server of a version knows.
    private static List<String> pgoutput(int version) {
        return version < 14
                ? List.of("'1'")
                : List.of(
                        "'1'",
                        version < 16
                                ? "'2', 'binary', 'true', 'streaming', 'on'"
                                : "'4', 'binary', 'true', 'streaming', 'on'");
    }

    private static String binary(String form) {
        return "pg_logical_slot_peek_binary_changes('p', null, null, 'publication_names', 'p',"
                + " 'proto_version', "
                + form
                + ")";
    }

    private void replica(PostgresServer server, int version) throws Exception {
        Map<TableName, Map<String, Map<String, ColumnValue>>> rows;
        Map<TableName, Map<String, Map<String, ColumnValue>>> live;
        Bytes catalog;
        String from;
        long since;
        try (Connection later = server.connect("later")) {
            var workload = new Workload(later, version, 100 + version);
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
