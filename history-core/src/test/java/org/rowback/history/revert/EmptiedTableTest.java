package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.revert.Shop.ITEMS;
import static org.rowback.history.revert.Shop.LOG;
import static org.rowback.history.revert.Shop.insert;
import static org.rowback.history.revert.Shop.row;
import static org.rowback.history.revert.Shop.update;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.testing.InMemoryHistory.Row;

import java.util.List;

/// Rows that a TRUNCATE or DROP took away, as far as the log shows them.
class EmptiedTableTest {
    private final Shop shop = new Shop();

    private static Row truncate(SchemaVersion table) {
        return new Row(table, Op.TRUNCATE, null, null, "TRUNCATE " + table.table().table());
    }

    private static Row ddl(SchemaVersion table, String statement) {
        return new Row(table, Op.DDL, null, null, statement);
    }

    private List<String> shown() throws RowbackException {
        return shop.plan().rows().stream().map(Shop::show).toList();
    }

    @Test
    void putsBackTheRowsThatTheLogShows() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"), insert(ITEMS, 2, 20, 5, "b"));
        shop.good(update(ITEMS, row(2, 20, 5, "b"), row(2, 21, 5, "b")));
        shop.good(Shop.delete(ITEMS, 1, 10, 5, "a"));
        shop.good(update(ITEMS, row(3, 30, 5, "c"), row(3, 31, 5, "c")));
        shop.bad(truncate(ITEMS));
        assertThat(shown())
                .containsExactlyInAnyOrder(
                        "INSERT items id=2 [] -> [id=2,price=21,stock=5,title=b]",
                        "INSERT items id=3 [] -> [id=3,price=31,stock=5,title=c]",
                        "UNPROVABLE items (table)");
    }

    @Test
    void saysThatRowsWithoutAChangeInTheLogAreNotKnown() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        shop.bad(truncate(ITEMS));
        assertThat(table().state()).isEqualTo(RowState.UNPROVABLE);
        assertThat(table().reason())
                .contains("the 1 that the log shows")
                .contains("rows that no change in the log touched are not known");
    }

    @Test
    void provesTheWholeTableWhereTheLogShowsItsBeginning() throws RowbackException {
        shop.good(truncate(ITEMS));
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        shop.bad(truncate(ITEMS));
        assertThat(table().state()).isEqualTo(RowState.NOTHING_TO_DO);
        assertThat(table().reason()).contains("the log shows all 1 rows");
    }

    @Test
    void undoesBadWritesBeforeTheTruncateToo() throws RowbackException {
        shop.good(truncate(ITEMS));
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        shop.bad(insert(ITEMS, 2, 0, 0, "junk"));
        shop.bad(truncate(ITEMS));
        assertThat(shown())
                .containsExactlyInAnyOrder(
                        "INSERT items id=1 [] -> [id=1,price=10,stock=5,title=a]",
                        "NOTHING_TO_DO items 2",
                        "NOTHING_TO_DO items (table)");
    }

    @Test
    void leavesARowWhoseKeyWasTakenSince() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"), insert(ITEMS, 2, 20, 5, "b"));
        shop.bad(truncate(ITEMS));
        shop.good(insert(ITEMS, 1, 99, 9, "new"));
        assertThat(shop.plan().rows().stream().map(r -> r.key() + " " + r.state()))
                .contains("1 CONFLICT_BY_VALUE", "2 READY");
    }

    @Test
    void putsBackNothingThatAGoodTruncateTookLater() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        shop.bad(truncate(ITEMS));
        shop.good(truncate(ITEMS));
        assertThat(shop.plan().statements()).isEmpty();
    }

    @Test
    void putsBackNothingThatABadDeleteTookBeforeAGoodTruncate() throws RowbackException {
        shop.bad(Shop.delete(ITEMS, 1, 10, 5, "a"));
        shop.good(truncate(ITEMS));
        assertThat(shown()).containsExactly("NOTHING_TO_DO items 1");
    }

    @Test
    void putsBackEveryOneOfEqualRows() throws RowbackException {
        shop.good(insert(LOG, "a", "x"), insert(LOG, "a", "x"), insert(LOG, "b", "y"));
        shop.good(insert(LOG, "a", "x"), Shop.delete(LOG, "b", "y"));
        shop.bad(truncate(LOG));
        assertThat(shop.plan().statements().stream().map(Shop::show).distinct()).hasSize(1);
        assertThat(shop.plan().statements()).hasSize(3);
    }

    @Test
    void putsBackRowsOfADroppedTableThatWasMadeAgain() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        shop.bad(ddl(ITEMS, "DROP TABLE items"));
        shop.good(ddl(ITEMS, "CREATE TABLE items (id int)"));
        assertThat(shop.plan().statements().stream().map(Shop::show))
                .containsExactly("INSERT items id=1 [] -> [id=1,price=10,stock=5,title=a]");
    }

    @Test
    void takesARenameForNoLoss() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        shop.bad(ddl(ITEMS, "RENAME TABLE items TO things"));
        assertThat(shown()).containsExactly("UNPROVABLE items (table)");
        assertThat(table().reason()).contains("a DDL statement changes no rows");
    }

    private PlannedRow table() throws RowbackException {
        return shop.plan().rows().stream()
                .filter(r -> r.key().equals("(table)"))
                .findFirst()
                .orElseThrow();
    }
}
