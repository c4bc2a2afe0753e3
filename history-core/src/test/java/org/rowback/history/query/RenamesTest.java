package org.rowback.history.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.testing.Rows.key;
import static org.rowback.history.testing.Rows.n;
import static org.rowback.history.testing.Rows.row;

import org.junit.jupiter.api.Test;
import org.rowback.history.causality.CauseQuestion;
import org.rowback.history.causality.Causes;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Datum;
import org.rowback.history.model.Op;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.Rename.Follows;
import org.rowback.history.testing.InMemoryHistory;
import org.rowback.history.testing.InMemoryHistory.Row;
import org.rowback.history.testing.Rows;
import org.rowback.history.ties.CauseGraph;
import org.rowback.history.ties.CauseNode;
import org.rowback.history.ties.CauseRule;

import java.util.ArrayList;
import java.util.List;

/// Rows of tables that came to other names.
class RenamesTest {
    private static final SchemaVersion A = Rows.table("shop.a", "id", "id int", "v int");
    private static final SchemaVersion B = Rows.table("shop.b", "id", "id int", "v int");
    private static final SchemaVersion C = Rows.table("shop.c", "id", "id int", "v int");

    private final InMemoryHistory history = new InMemoryHistory();
    private long time;

    private void commit(Row... rows) {
        history.commit(++time, 7, rows);
    }

    private static Row ddl(SchemaVersion table, String statement) {
        return new Row(table, Op.DDL, null, null, statement);
    }

    private int id(SchemaVersion table) throws Exception {
        return history.table(table.table()).orElseThrow().id();
    }

    private RowHistory rows(SchemaVersion table) throws Exception {
        return RowHistory.of(history, id(table), key(n(1)));
    }

    /// Changes 1 to 6: written as a, renamed, written as b, renamed, written as c.
    private void renameTwice() {
        commit(Row.insert(A, n(1), n(10)));
        commit(ddl(A, "RENAME TABLE shop.a TO shop.b"));
        commit(Row.update(B, row(n(1), n(10)), row(n(1), n(11))));
        commit(ddl(B, "ALTER TABLE b RENAME TO c"));
        commit(Row.update(C, row(n(1), n(11)), row(n(1), n(12))));
    }

    @Test
    void followsARowThroughAllNamesOfItsTable() throws Exception {
        renameTwice();
        for (SchemaVersion asked : List.of(A, B, C)) {
            RowHistory rows = rows(asked);
            assertThat(rows.versions()).extracting(Version::id).containsExactly(1L, 3L, 5L);
            assertThat(rows.versions())
                    .extracting(v -> v.change().loggedTable().table())
                    .containsExactly("a", "b", "c");
            assertThat(rows.names()).extracting(r -> r.change().id()).containsExactly(2L, 4L);
            assertThat(rows.names()).allMatch(r -> r.follows() == Follows.PROVEN);
        }
    }

    @Test
    void blamesWritesUnderAnEarlierName() throws Exception {
        commit(Row.insert(A, n(1), n(10)));
        commit(ddl(A, "rename /* a tool */ table `shop`.`a` to `shop`.`b`"));
        commit(Row.insert(B, n(2), n(20)));
        Blame blame = Blame.of(history, id(B), key(n(1))).orElseThrow();
        assertThat(blame.cells())
                .allMatch(c -> c.by().orElseThrow().id() == 1 && c.cause() == Blame.Cause.SET);
        assertThat(blame.names()).singleElement().extracting(Rename::to).isEqualTo(B.table());
    }

    @Test
    void tiesLaterWritesUnderANewName() throws Exception {
        renameTwice();
        CauseGraph graph =
                Causes.of(
                        history,
                        List.of(history.change(1).orElseThrow()),
                        CauseQuestion.BOTH_WAYS,
                        ImportMonitor.NONE);
        assertThat(graph.nodes()).extracting(CauseNode::change).containsExactly(1L, 3L, 5L);
        assertThat(graph.edges())
                .filteredOn(e -> e.rule() == CauseRule.LATER_WRITE)
                .hasSize(3)
                .allMatch(e -> e.why().contains("under the name shop."));
        assertThat(graph.cut()).isEmpty();
    }

    @Test
    void doesNotFollowWhereBothNamesWereWrittenAndSaysSo() throws Exception {
        commit(Row.insert(A, n(1), n(10)));
        commit(ddl(A, "RENAME TABLE a TO b"));
        commit(Row.insert(A, n(1), n(99)));
        commit(Row.update(B, row(n(1), n(10)), row(n(1), n(11))));
        for (SchemaVersion asked : List.of(A, B)) {
            assertThat(rows(asked).names())
                    .singleElement()
                    .matches(r -> r.follows() == Follows.UNPROVEN)
                    .matches(r -> r.told().contains("cannot be told"));
        }
        assertThat(rows(B).versions()).extracting(Version::id).containsExactly(4L);
        CauseGraph graph =
                Causes.of(
                        history,
                        List.of(history.change(1).orElseThrow()),
                        CauseQuestion.BOTH_WAYS,
                        ImportMonitor.NONE);
        assertThat(graph.cut()).anyMatch(c -> c.contains("a was renamed to shop.b"));
    }

    @Test
    void keepsTheNameWhereAnOnlineSchemaChangeEnds() throws Exception {
        String swap =
                "rename /* gh-ost */ table `shop`.`a` to `shop`.`_a_del`, `shop`.`b` to `shop`.`a`";
        commit(Row.insert(A, n(1), n(10)));
        commit(Row.insert(B, n(1), n(10)));
        commit(ddl(A, swap), ddl(B, swap));
        commit(Row.update(A, row(n(1), n(10)), row(n(1), n(11))));
        RowHistory rows = rows(A);
        assertThat(rows.versions()).extracting(Version::id).containsExactly(1L, 5L);
        assertThat(rows.names())
                .singleElement()
                .matches(r -> r.follows() == Follows.BY_NAME)
                .matches(r -> r.told().contains("as an online schema change ends"));
        assertThat(rows(B).names()).hasSize(1);
    }

    @Test
    void takesDdlOfAnEarlierTableOfTheNameForAnother() throws Exception {
        commit(Row.insert(A, n(1), n(10)));
        commit(ddl(B, "DROP TABLE IF EXISTS b"));
        commit(ddl(A, "RENAME TABLE a TO b"));
        commit(ddl(A, "CREATE TABLE a (id int primary key)"));
        commit(Row.update(B, row(n(1), n(10)), row(n(1), n(11))));
        assertThat(rows(B).versions()).extracting(Version::id).containsExactly(1L, 5L);
        assertThat(rows(B).versions().getLast().link()).isEqualTo(Version.Link.NEXT);
    }

    @Test
    void findsATruncateUnderAnEarlierName() throws Exception {
        commit(Row.insert(A, n(1), n(10)));
        commit(new Row(A, Op.TRUNCATE, null, null, "TRUNCATE a"));
        commit(ddl(A, "RENAME TABLE a TO b"));
        commit(Row.insert(B, n(1), n(11)));
        assertThat(rows(B).versions()).extracting(Version::id).containsExactly(1L, 2L, 4L);
    }

    @Test
    void followsATableThroughItsNamesInStatesAndDifferences() throws Exception {
        renameTwice();
        for (SchemaVersion name : new SchemaVersion[] {A, B, C}) {
            assertThat(asOf(name, 1)).isEqualTo("10");
            assertThat(asOf(name, 3)).isEqualTo("11");
            assertThat(asOf(name, 9)).isEqualTo("12");
            try (NetDiff.Rows rows =
                    new NetDiff(history, 1, 9).rows(id(name), ImportMonitor.NONE)) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.get().op()).isEqualTo(Op.UPDATE);
                assertThat(rows.get().before().orElseThrow().value("v")).isEqualTo(n(10));
                assertThat(rows.get().after().orElseThrow().value("v")).isEqualTo(n(12));
                assertThat(rows.next()).isFalse();
            }
        }
    }

    private String asOf(SchemaVersion table, long point) throws Exception {
        List<String> found = new ArrayList<>();
        AsOf asOf = new AsOf(history, point);
        try (Cursor<AsOf.Row> newest = asOf.newest(id(table), ImportMonitor.NONE);
                Cursor<AsOf.Row> all = asOf.rows(id(table), ImportMonitor.NONE)) {
            while (newest.next() & all.next()) {
                assertThat(newest.get()).isEqualTo(all.get());
                found.add(((Datum) all.get().image().value("v")).text());
            }
        }
        return String.join(" ", found);
    }

    private static final SchemaVersion COPY = Rows.table("shop._a_gho", "id", "id int", "v int");
    private static final SchemaVersion OLD = Rows.table("shop._a_del", "id", "id int", "v int");

    private void cutOver(Row... between) throws Exception {
        commit(Row.insert(A, n(1), n(10)));
        commit(Row.insert(COPY, n(1), n(10)));
        commit(ddl(A, "rename table a to _a_del"), ddl(OLD, "rename table a to _a_del"));
        for (Row row : between) {
            commit(row);
        }
        String back = "rename table `shop`.`_a_gho` to `shop`.`a`";
        commit(ddl(COPY, back), ddl(A, back));
        commit(Row.update(A, row(n(1), n(10)), row(n(1), n(11))));
    }

    @Test
    void takesACutOverInTwoStatementsForOneTable() throws Exception {
        cutOver();
        assertThat(rows(A).versions()).hasSize(2);
        assertThat(rows(A).names()).extracting(Rename::follows).containsExactly(Follows.BY_NAME);
        assertThat(Renames.of(history, ImportMonitor.NONE).doubt(history.change(1).orElseThrow()))
                .isEmpty();
        assertThat(asOf(A, 9)).isEqualTo("11");
    }

    @Test
    void takesACutOverForNoneWhereSomethingWasWrittenBetween() throws Exception {
        cutOver(Row.insert(COPY, n(2), n(20)));
        assertThat(rows(A).names()).extracting(Rename::follows).contains(Follows.UNPROVEN);
        assertThat(Renames.of(history, ImportMonitor.NONE).doubt(history.change(1).orElseThrow()))
                .isPresent();
    }
}
