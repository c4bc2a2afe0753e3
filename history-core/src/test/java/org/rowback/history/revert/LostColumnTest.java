package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.revert.Shop.ITEMS;
import static org.rowback.history.revert.Shop.NULL;
import static org.rowback.history.revert.Shop.insert;
import static org.rowback.history.revert.Shop.row;
import static org.rowback.history.revert.Shop.update;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.testing.InMemoryHistory.Row;

import java.util.List;

/// Values of a column that an ALTER dropped.
class LostColumnTest {
    private static final SchemaVersion WITHOUT =
            Shop.table("items", List.of("id"), List.of(), List.of(), "id", "price", "title");

    private final Shop shop = new Shop();

    private static Row drop() {
        return new Row(WITHOUT, Op.DDL, null, null, "ALTER TABLE items DROP COLUMN `stock`");
    }

    private static Row add(String definition) {
        String sql = "ALTER TABLE items ADD stock " + definition + " AFTER price, COMMENT='a,b'";
        return new Row(ITEMS, Op.DDL, null, null, sql);
    }

    private List<String> shown() throws RowbackException {
        return shop.plan().rows().stream().map(Shop::show).toList();
    }

    private PlannedRow table() throws RowbackException {
        return shop.plan().rows().stream()
                .filter(r -> r.key().equals("(table)"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void putsProvenValuesBackWhereTheColumnIsThereAgain() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"), insert(ITEMS, 2, 20, 6, "b"));
        shop.bad(drop());
        shop.good(update(WITHOUT, row(2, 20, "b"), row(2, 21, "b")));
        shop.good(add("int NULL"));
        assertThat(shown())
                .containsExactlyInAnyOrder(
                        "UPDATE items id=1 [stock=NULL] -> [stock=5]",
                        "UPDATE items id=2 [stock=NULL] -> [stock=6]",
                        "UNPROVABLE items (table)");
        assertThat(table().reason())
                .contains("the log proves its value in 2 of the 2 rows")
                .contains("the column is there again");
    }

    @Test
    void guardsByTheDefaultThatTheColumnWasAddedWith() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        shop.bad(drop());
        shop.good(add("int NOT NULL DEFAULT -1"));
        assertThat(shown()).contains("UPDATE items id=1 [stock=-1] -> [stock=5]");
    }

    @Test
    void keepsWhatGoodHandsWroteSince() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"), insert(ITEMS, 2, 20, 6, "b"));
        shop.bad(drop());
        shop.good(add("int"));
        shop.good(update(ITEMS, row(1, 10, NULL, "a"), row(1, 10, 9, "a")));
        shop.good(update(ITEMS, row(2, 20, NULL, "b"), row(2, 21, NULL, "b")));
        assertThat(shop.plan().statements().stream().map(Shop::show))
                .containsExactly("UPDATE items id=2 [stock=NULL] -> [stock=6]");
    }

    @Test
    void provesNothingWhereTheDefaultIsNotTold() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        shop.bad(drop());
        shop.good(add("int DEFAULT (1 + 1)"));
        assertThat(shop.plan().statements()).isEmpty();
        assertThat(shop.plan().rows())
                .filteredOn(r -> r.key().equals("1"))
                .singleElement()
                .matches(r -> r.state() == RowState.UNPROVABLE);
    }

    @Test
    void learnsTheDefaultFromALaterChangeOfTheRow() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        shop.bad(drop());
        shop.good(add("int DEFAULT (1 + 1)"));
        shop.good(update(ITEMS, row(1, 10, 2, "a"), row(1, 11, 2, "a")));
        assertThat(shown()).contains("UPDATE items id=1 [stock=2] -> [stock=5]");
    }

    @Test
    void undoesABadWriteBeforeTheDropToo() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 0, "a")));
        shop.bad(drop());
        shop.good(add("int"));
        assertThat(shown())
                .contains("UPDATE items id=1 [price=0,stock=NULL] -> [price=10,stock=5]");
    }

    @Test
    void takesAGoodDropForTheLastWordOnTheColumn() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 10, 0, "a")));
        shop.good(drop());
        shop.good(add("int"));
        assertThat(shop.plan().statements()).isEmpty();
    }

    @Test
    void tellsWhatTheLogProvesOfAColumnThatIsNotThere() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"), insert(ITEMS, 2, 20, NULL, "b"));
        shop.bad(drop());
        assertThat(shown()).containsExactly("UNPROVABLE items (table)");
        assertThat(table().reason())
                .contains("dropped stock, and the log proves its value in 2 of the 2 rows")
                .contains("add it again and plan anew");
    }

    @Test
    void takesARenamedColumnForNoLoss() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        shop.bad(
                new Row(
                        WITHOUT,
                        Op.DDL,
                        null,
                        null,
                        "ALTER TABLE items RENAME COLUMN stock TO stored, DROP INDEX stock"));
        assertThat(table().reason()).contains("a DDL statement changes no rows");
    }

    @Test
    void leavesPartitionsWhoseDefinitionIsNotKnown() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        shop.bad(new Row(ITEMS, Op.DDL, null, null, "ALTER TABLE items DROP PARTITION p1, p2"));
        assertThat(table().reason())
                .contains("DROP PARTITION p1, p2")
                .contains("not known whether it took them");
    }
}
