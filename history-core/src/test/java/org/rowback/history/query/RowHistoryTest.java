package org.rowback.history.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.testing.Rows.ABSENT;
import static org.rowback.history.testing.Rows.key;
import static org.rowback.history.testing.Rows.n;
import static org.rowback.history.testing.Rows.row;
import static org.rowback.history.testing.Rows.s;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.Version.Link;
import org.rowback.history.testing.InMemoryHistory;
import org.rowback.history.testing.InMemoryHistory.Row;
import org.rowback.history.testing.Rows;

import java.util.List;

class RowHistoryTest {
    private static final SchemaVersion T =
            Rows.table("shop.t", "id", "id int", "a int", "b varchar(9)");
    private static final SchemaVersion KEYLESS = Rows.table("shop.log", "", "a int", "b int");

    private final InMemoryHistory history = new InMemoryHistory();

    private List<Version> versions(ColumnValue... key) throws Exception {
        return RowHistory.of(history, 1, key(key)).versions();
    }

    @Test
    void followsARowForwardAndBackwardAcrossChangesOfItsKey() throws Exception {
        history.commit(1, 7, Row.insert(T, n(1), n(10), s("x")));
        history.commit(2, 7, Row.update(T, row(n(1), n(10), s("x")), row(n(2), n(10), s("x"))));
        history.commit(3, 7, Row.update(T, row(n(2), n(10), s("x")), row(n(2), n(11), s("x"))));
        history.commit(4, 7, Row.update(T, row(n(2), n(11), s("x")), row(n(3), n(11), s("x"))));
        history.commit(5, 7, Row.delete(T, n(3), n(11), s("x")));
        for (long id = 1; id <= 3; id++) {
            assertThat(versions(n(id))).extracting(Version::id).containsExactly(1L, 2L, 3L, 4L, 5L);
        }
        assertThat(versions(n(1)))
                .extracting(Version::link)
                .containsExactly(Link.FIRST, Link.NEXT, Link.NEXT, Link.NEXT, Link.NEXT);
    }

    @Test
    void tellsApartAnotherRowThatTookAKeyThatWasLeft() throws Exception {
        history.commit(1, 7, Row.insert(T, n(1), n(10), s("x")));
        history.commit(2, 7, Row.update(T, row(n(1), n(10), s("x")), row(n(2), n(10), s("x"))));
        history.commit(3, 7, Row.insert(T, n(1), n(99), s("y")));
        history.commit(4, 7, Row.update(T, row(n(2), n(10), s("x")), row(n(2), n(12), s("x"))));
        RowHistory one = RowHistory.of(history, 1, key(n(1)));
        assertThat(one.versions()).extracting(Version::row).containsExactly(1, 1, 2, 1);
        assertThat(one.current()).extracting(Version::id).containsExactly(3L);
        assertThat(versions(n(2))).extracting(Version::id).containsExactly(1L, 2L, 4L);
    }

    @Test
    void deleteAndInsertOfTheSameKeyIsOneRowWithABreak() throws Exception {
        history.commit(1, 7, Row.insert(T, n(1), n(10), s("x")));
        history.commit(
                2, 7, Row.delete(T, n(1), n(10), s("x")), Row.insert(T, n(1), n(11), s("x")));
        history.commit(3, 7, Row.update(T, row(n(1), n(11), s("x")), row(n(5), n(11), s("x"))));
        assertThat(versions(n(5)))
                .extracting(Version::link)
                .containsExactly(Link.FIRST, Link.NEXT, Link.REINSERTED, Link.NEXT);
    }

    @Test
    void fillsMinimalImagesFromEarlierChangesAndSaysFromWhich() throws Exception {
        history.commit(1, 7, Row.insert(T, n(1), n(10), s("x")));
        history.commit(2, 7, Row.update(T, row(n(1), ABSENT, ABSENT), row(ABSENT, n(11), ABSENT)));
        history.commit(3, 7, Row.update(T, row(n(1), ABSENT, ABSENT), row(n(4), ABSENT, s("y"))));
        history.commit(4, 7, Row.delete(T, n(4), ABSENT, ABSENT));
        List<Version> versions = versions(n(4));
        Version last = versions.getLast();
        assertThat(last.before().orElseThrow().values(new int[] {0, 1, 2}))
                .containsExactly(n(4), n(11), s("y"));
        assertThat(last.before().orElseThrow().filledFrom(0)).isZero();
        assertThat(last.before().orElseThrow().filledFrom(1)).isEqualTo(2);
        assertThat(last.before().orElseThrow().filledFrom(2)).isEqualTo(3);
        assertThat(versions.get(1).before().orElseThrow().filledFrom(1)).isEqualTo(1);
        assertThat(versions.get(1).setColumnNames()).containsExactly("a");
        assertThat(versions.get(2).setColumnNames()).containsExactly("id", "b");
    }

    @Test
    void leavesUnprovenColumnsNotLogged() throws Exception {
        history.commit(2, 7, Row.update(T, row(n(1), ABSENT, ABSENT), row(ABSENT, n(11), ABSENT)));
        Version only = versions(n(1)).getFirst();
        assertThat(only.before().orElseThrow().value(1)).isEqualTo(ABSENT);
        assertThat(only.after().orElseThrow().value(2)).isEqualTo(ABSENT);
        assertThat(only.after().orElseThrow().value(0)).isEqualTo(n(1));
    }

    @Test
    void reportsABrokenChainAndFillsNothingAcrossIt() throws Exception {
        history.commit(1, 7, Row.insert(T, n(1), n(10), s("x")));
        history.commit(2, 7, Row.update(T, row(n(1), n(99), ABSENT), row(n(1), n(100), ABSENT)));
        Version broken = versions(n(1)).getLast();
        assertThat(broken.link()).isEqualTo(Link.HOLE);
        assertThat(broken.broken()).containsExactly("a");
        assertThat(broken.before().orElseThrow().value(2)).isEqualTo(ABSENT);
    }

    @Test
    void insertOverALivingRowAndUpdateOfADeletedOneAreHoles() throws Exception {
        history.commit(1, 7, Row.insert(T, n(1), n(10), s("x")));
        history.commit(2, 7, Row.insert(T, n(1), n(11), s("x")));
        history.commit(3, 7, Row.delete(T, n(1), n(11), s("x")));
        history.commit(4, 7, Row.update(T, row(n(1), n(3), s("x")), row(n(1), n(4), s("x"))));
        assertThat(versions(n(1)))
                .extracting(Version::link)
                .containsExactly(Link.FIRST, Link.HOLE, Link.NEXT, Link.HOLE);
    }

    @Test
    void mapsColumnsByNameAcrossAnAlter() throws Exception {
        SchemaVersion altered =
                Rows.table("shop.t", "id", "b varchar(9)", "id int", "c int", "a bigint");
        history.commit(1, 7, Row.insert(T, n(1), n(10), s("x")));
        history.commit(
                2,
                7,
                Row.update(
                        altered,
                        row(ABSENT, n(1), ABSENT, ABSENT),
                        row(ABSENT, ABSENT, n(5), ABSENT)));
        Version last = versions(n(1)).getLast();
        assertThat(last.before().orElseThrow().values(new int[] {0, 1, 2, 3}))
                .as("b is the same column, a changed its type, c is new")
                .containsExactly(s("x"), n(1), ABSENT, ABSENT);
    }

    @Test
    void truncateEndsTheRow() throws Exception {
        history.commit(1, 7, Row.insert(T, n(1), n(10), s("x")));
        history.commit(2, 7, new Row(T, Op.TRUNCATE, null, null, "TRUNCATE t"));
        history.commit(3, 7, Row.insert(T, n(1), n(11), s("x")));
        List<Version> versions = versions(n(1));
        assertThat(versions).extracting(Version::id).containsExactly(1L, 2L, 3L);
        assertThat(versions.get(1).endsRow()).isTrue();
        assertThat(versions.get(1).before().orElseThrow().filledFrom(1)).isEqualTo(1);
        assertThat(versions.get(2).link()).isEqualTo(Link.REINSERTED);
    }

    @Test
    void showsVoidChangesApart() throws Exception {
        history.commit(1, 7, Row.insert(T, n(1), n(10), s("x")));
        history.commit(
                2,
                7,
                Transaction.Status.ROLLED_BACK,
                Row.update(T, row(n(1), n(10), s("x")), row(n(1), n(66), s("x"))));
        history.commit(3, 7, Row.update(T, row(n(1), n(10), s("x")), row(n(1), n(11), s("x"))));
        RowHistory rows = RowHistory.of(history, 1, key(n(1)));
        assertThat(rows.versions())
                .extracting(Version::link)
                .containsExactly(Link.FIRST, Link.NEXT);
        assertThat(rows.voided()).extracting(c -> c.id()).containsExactly(2L);
    }

    @Test
    void followsRowsWithoutAKeyFromImageToImage() throws Exception {
        history.commit(1, 7, Row.insert(KEYLESS, n(1), n(1)));
        history.commit(2, 7, Row.insert(KEYLESS, n(1), n(1)));
        history.commit(3, 7, Row.update(KEYLESS, row(n(1), n(1)), row(n(1), n(2))));
        history.commit(4, 7, Row.delete(KEYLESS, n(1), n(2)));
        history.commit(5, 7, Row.delete(KEYLESS, n(1), n(1)));
        RowHistory rows = RowHistory.of(history, 1, new RowKey(List.of(n(1), n(1)), true));
        assertThat(rows.versionsOf(1)).extracting(Version::id).containsExactly(1L, 5L);
        assertThat(rows.versionsOf(2)).extracting(Version::id).containsExactly(2L, 3L, 4L);
    }

    @Test
    void blamesTheReturnToAnOldValueAndTheReinsert() throws Exception {
        history.commit(1, 7, Row.insert(T, n(1), n(10), s("x")));
        history.commit(2, 7, Row.update(T, row(n(1), n(10), s("x")), row(n(1), n(11), s("x"))));
        history.commit(3, 7, Row.update(T, row(n(1), n(11), s("x")), row(n(1), n(10), s("x"))));
        assertThat(blamed()).containsExactly(1L, 3L, 1L);
        history.commit(4, 7, Row.delete(T, n(1), n(10), s("x")));
        history.commit(5, 7, Row.insert(T, n(1), n(10), s("x")));
        assertThat(blamed()).containsExactly(5L, 5L, 5L);
    }

    @Test
    void addColumnAloneChangesNoBlame() throws Exception {
        SchemaVersion wider =
                Rows.table("shop.t", "id", "id int", "a int", "b varchar(9)", "c int");
        history.commit(1, 7, Row.insert(T, n(1), n(10), s("x")));
        history.commit(2, 7, new Row(wider, Op.DDL, null, null, "ALTER TABLE t ADD c int"));
        assertThat(blamed()).containsExactly(1L, 1L, 1L, 0L);
        assertThat(Blame.of(history, 1, key(n(1))).orElseThrow().cells().get(3).cause())
                .isEqualTo(Blame.Cause.COLUMN_ADDED);
    }

    @Test
    void knowsTheRowAtAnyPoint() throws Exception {
        history.commit(1, 7, Row.insert(T, n(2), n(0), s("")));
        history.commit(2, 7, Row.update(T, row(n(1), n(10), s("x")), row(n(1), n(11), s("x"))));
        history.commit(3, 7, Row.delete(T, n(1), n(11), s("x")));
        assertThat(RowState.at(history, 1, key(n(1)), 0).image().orElseThrow().value(1))
                .isEqualTo(n(10));
        assertThat(RowState.at(history, 1, key(n(1)), 2).image().orElseThrow().value(1))
                .isEqualTo(n(11));
        assertThat(RowState.at(history, 1, key(n(1)), 3).image()).isEmpty();
        assertThat(RowState.at(history, 1, key(n(2)), 0).standing())
                .isEqualTo(RowState.Standing.PROVEN);
        assertThat(RowState.at(history, 1, key(n(3)), 3).standing())
                .isEqualTo(RowState.Standing.UNKNOWN);
    }

    private List<Long> blamed() throws Exception {
        return Blame.of(history, 1, key(n(1))).orElseThrow().cells().stream()
                .map(c -> c.by().map(Version::id).orElse(0L))
                .toList();
    }
}
