package org.rowback.history.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowback.history.testing.Rows.ABSENT;
import static org.rowback.history.testing.Rows.d;
import static org.rowback.history.testing.Rows.n;
import static org.rowback.history.testing.Rows.row;
import static org.rowback.history.testing.Rows.s;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.json.JsonLines;
import org.rowback.history.query.table.AsOfTables;
import org.rowback.history.query.table.ChangeTable;
import org.rowback.history.search.Point;
import org.rowback.history.testing.InMemoryHistory;
import org.rowback.history.testing.InMemoryHistory.Row;
import org.rowback.history.testing.Rows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

class SqliteTablesTest {
    private static final SchemaVersion T =
            Rows.table("shop.t", "id", "id int", "total decimal(30,2)", "b blob", "note text");
    private static final SchemaVersion U = Rows.table("pay.u", "id", "id int", "t_id int");

    @TempDir private Path folder;
    private final InMemoryHistory history = new InMemoryHistory();

    @BeforeEach
    void fill() {
        ColumnValue blob = new Datum.BinaryDatum(Bytes.of(new byte[] {0, 1}));
        history.commit(
                1_000_000,
                7,
                Row.insert(T, n(1), d("129.90"), blob, s("a'b")),
                Row.insert(T, n(2), d("1234567890123456789.01"), ColumnValue.NULL, s("")),
                Row.insert(U, n(5), n(1)));
        history.commit(
                2_000_000,
                7,
                Row.update(
                                T,
                                row(n(1), ABSENT, ABSENT, ABSENT),
                                row(ABSENT, d("0.00"), ABSENT, ABSENT))
                        .because("UPDATE t SET total=0"));
        history.commit(3_000_000, 7, Row.delete(T, n(2), ABSENT, ABSENT, ABSENT));
    }

    private List<String> ask(Path file, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (var db = DriverManager.getConnection("jdbc:sqlite:" + file);
                var rows = db.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                List<String> line = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.add(String.valueOf(rows.getObject(i)));
                }
                lines.add(String.join("|", line));
            }
        }
        return lines;
    }

    @Test
    void writesChangesAsAPlainTable() throws Exception {
        Path file = folder.resolve("c.sqlite");
        long count =
                ChangeTable.write(
                        file, history.changes(Scan.ALL, ImportMonitor.NONE), ImportMonitor.NONE);
        assertThat(count).isEqualTo(5);
        assertThat(
                        ask(
                                file,
                                "SELECT id, time, table_name, op, key, changed, thread, sql FROM"
                                        + " changes WHERE id = 4"))
                .containsExactly(
                        "4|1970-01-01T00:00:02Z|shop.t|update|1|total|7|UPDATE t SET total=0");
        assertThat(
                        ask(
                                file,
                                "SELECT change_id, op, old_total, new_total, hex(new_b), new_note,"
                                        + " old_missing FROM \"shop.t\" ORDER BY 1"))
                .containsExactly(
                        "1|insert|null|129.9|0001|a'b|null",
                        "2|insert|null|1234567890123456789.01|||null",
                        "4|update|null|0||null|total,b,note",
                        "5|delete|null|null||null|total,b,note");
        assertThat(ask(file, "SELECT count(*) FROM \"pay.u\" WHERE new_t_id > 0"))
                .containsExactly("1");
    }

    @Test
    void refusesAFileThatIsThereAndLeavesNoPartBehindWhenItFails() throws Exception {
        Path file = folder.resolve("c.sqlite");
        ImportMonitor monitor = ImportMonitor.NONE;
        ChangeTable.write(file, history.changes(Scan.ALL, monitor), monitor);
        assertThatThrownBy(
                        () -> ChangeTable.write(file, history.changes(Scan.ALL, monitor), monitor))
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageContaining("is there already");
        assertThat(folder.toFile().list()).containsExactly("c.sqlite");
        assertThatThrownBy(
                        () ->
                                ChangeTable.write(
                                        folder.resolve("no/such/folder.sqlite"),
                                        history.changes(Scan.ALL, monitor),
                                        monitor))
                .isInstanceOf(RowbackException.BadInput.class);
    }

    @Test
    void writesTablesAsOfAPoint() throws Exception {
        Path file = folder.resolve("a.sqlite");
        AsOf asOf = new AsOf(history, 4);
        assertThat(AsOfTables.write(file, asOf, history.tables(), ImportMonitor.NONE)).isEqualTo(3);
        assertThat(
                        ask(
                                file,
                                "SELECT id, total, note, _standing, _from, _missing FROM \"shop.t\""
                                        + " ORDER BY id"))
                .containsExactly(
                        "1|0|a'b|proven|4|null", "2|1234567890123456789.01||proven|2|null");
    }

    @Test
    void answersSqlOverTablesOfSeveralDatabases() throws Exception {
        List<String> lines = new ArrayList<>();
        AsOfTables.query(
                "SELECT t.id, t.total, u.id AS u FROM shop.t JOIN u ON u.t_id = t.id WHERE total <"
                        + " 1",
                new AsOf(history, 5),
                history.tables(),
                ImportMonitor.NONE,
                new AsOfTables.Answer() {
                    @Override
                    public void columns(List<String> names) {
                        lines.add(names.toString());
                    }

                    @Override
                    public void row(List<@Nullable Object> values) {
                        lines.add(values.toString());
                    }
                });
        assertThat(lines).containsExactly("[id, total, u]", "[1, 0, 5]");
        assertThatThrownBy(
                        () ->
                                AsOfTables.query(
                                        "SELECT * FROM nope",
                                        new AsOf(history, 5),
                                        history.tables(),
                                        ImportMonitor.NONE,
                                        new AsOfTables.Answer() {
                                            @Override
                                            public void columns(List<String> names) {}

                                            @Override
                                            public void row(List<@Nullable Object> values) {}
                                        }))
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageContaining("no such table: nope");
    }

    @Test
    void readsPointsAsPeopleWriteThem() throws Exception {
        assertThat(point("start")).isZero();
        assertThat(point("end")).isEqualTo(5);
        assertThat(point("tx 1")).isEqualTo(3);
        assertThat(point("3e11fa47-71ca-11e1-9e33-c80aa9429562:2")).isEqualTo(4);
        assertThat(point("1970-01-01T00:00:02Z")).isEqualTo(3);
        assertThat(point("00:00:03")).isEqualTo(4);
        assertThat(point("1970-01-02")).isEqualTo(5);
        assertThat(point("binlog.000001:2000")).isEqualTo(3);
        assertThat(point("binlog.000001:2999")).isEqualTo(4);
        assertThatThrownBy(() -> point("tx 9")).hasMessageContaining("the case has 1 to 3");
        assertThatThrownBy(() -> point("yesterday")).hasMessageContaining("A point is a time");
        assertThatThrownBy(() -> point("binlog.9:4")).hasMessageContaining("no source");
    }

    private long point(String text) throws RowbackException {
        return Point.parse(history, text, ZoneOffset.UTC).afterChange();
    }

    @Test
    void writesNetChangesAndStatesAsJson() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonLines json = new JsonLines(out);
        NetDiff diff = new NetDiff(history, 3, 5);
        int t = history.table(T.table()).orElseThrow().id();
        try (NetDiff.Rows rows = diff.rows(t, ImportMonitor.NONE)) {
            while (rows.next()) {
                json.diff("shop.t", rows.get());
            }
        }
        json.stat("shop.t", diff.stat(t, ImportMonitor.NONE));
        try (AsOf.Rows rows = new AsOf(history, 5).rows(t, ImportMonitor.NONE)) {
            rows.next();
            json.asOf("shop.t", rows.get());
        }
        json.flush();
        assertThat(out.toString(StandardCharsets.UTF_8).strip().lines())
                .containsExactly(
                        "{\"table\":\"shop.t\",\"op\":\"update\",\"key\":{\"id\":1},\"before\":{\"id\":1,\"total\":129.90,\"b\":{\"hex\":\"0001\"},\"note\":\"a'b\"},\"after\":{\"id\":1,\"total\":0.00,\"b\":{\"hex\":\"0001\"},\"note\":\"a'b\"},\"changed\":[\"total\"],\"filledFrom\":{\"before\":{\"total\":1,\"b\":1,\"note\":1},\"after\":{\"id\":4,\"b\":1,\"note\":1}},\"first\":4,\"last\":4,\"changes\":1}",
                        "{\"table\":\"shop.t\",\"op\":\"delete\",\"key\":{\"id\":2},\"before\":{\"id\":2,\"total\":1234567890123456789.01,\"b\":null,\"note\":\"\"},\"changed\":[\"id\",\"total\",\"b\",\"note\"],\"filledFrom\":{\"before\":{\"total\":2,\"b\":2,\"note\":2}},\"first\":5,\"last\":5,\"changes\":1}",
                        "{\"table\":\"shop.t\",\"inserted\":0,\"updated\":1,\"deleted\":1,\"changes\":2,\"vanished\":0,\"columns\":{\"total\":1}}",
                        "{\"table\":\"shop.t\",\"key\":{\"id\":1},\"row\":{\"id\":1,\"total\":0.00,\"b\":{\"hex\":\"0001\"},\"note\":\"a'b\"},\"filledFrom\":{\"id\":4,\"b\":1,\"note\":1},\"standing\":\"proven\",\"from\":4}");
    }

    @Test
    void knowsWhatDdlDoesToTheRows() {
        assertThat(TableFate.of("/* x */ DROP TABLE IF EXISTS a, `t`", T.table()))
                .isEqualTo(TableFate.EMPTIED);
        assertThat(TableFate.of("DROP DATABASE shop", T.table())).isEqualTo(TableFate.EMPTIED);
        assertThat(TableFate.of("CREATE TABLE t (id int)", T.table())).isEqualTo(TableFate.EMPTIED);
        assertThat(TableFate.of("CREATE TABLE IF NOT EXISTS t (id int)", T.table()))
                .isEqualTo(TableFate.KEPT);
        assertThat(TableFate.of("create or replace table t (id int)", T.table()))
                .isEqualTo(TableFate.EMPTIED);
        assertThat(TableFate.of("ALTER TABLE t ADD COLUMN c int", T.table()))
                .isEqualTo(TableFate.KEPT);
        assertThat(TableFate.of("ALTER TABLE t RENAME COLUMN a TO b", T.table()))
                .isEqualTo(TableFate.KEPT);
        assertThat(TableFate.of("ALTER TABLE shop.t RENAME TO t_old", T.table()))
                .isEqualTo(TableFate.EMPTIED);
        assertThat(TableFate.of("ALTER TABLE t DROP PARTITION p1", T.table()))
                .isEqualTo(TableFate.DOUBTFUL);
        assertThat(TableFate.of("RENAME TABLE shop.t TO shop.t_old", T.table()))
                .isEqualTo(TableFate.EMPTIED);
        assertThat(
                        TableFate.of(
                                "RENAME TABLE `shop`.`t` TO `shop`.`_t_del`, `shop`.`_t_gho` TO"
                                        + " `shop`.`t`",
                                T.table()))
                .as("an online schema change")
                .isEqualTo(TableFate.KEPT);
        assertThat(TableFate.of("CREATE INDEX i ON t (a)", T.table())).isEqualTo(TableFate.KEPT);
        assertThat(Op.TRUNCATE.isRow()).isFalse();
    }
}
