package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.revert.Shop.ADDRESSES;
import static org.rowback.history.revert.Shop.CUSTOMERS;
import static org.rowback.history.revert.Shop.ITEMS;
import static org.rowback.history.revert.Shop.ORDERS;
import static org.rowback.history.revert.Shop.PAYMENTS;
import static org.rowback.history.revert.Shop.USERS;
import static org.rowback.history.revert.Shop.delete;
import static org.rowback.history.revert.Shop.insert;
import static org.rowback.history.revert.Shop.row;
import static org.rowback.history.revert.Shop.update;

import org.junit.jupiter.api.Test;
import org.rowback.history.causality.CauseQuestion;
import org.rowback.history.causality.Causes;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.ties.CauseEdge;
import org.rowback.history.ties.CauseRule;

import java.util.ArrayList;
import java.util.List;

/// The ties of a plan are those that the causes of its bad writes show.
class PlannedTiesTest {
    private final Shop shop = new Shop();

    private record Tie(long from, long to, CauseRule rule) {
        static Tie of(CauseEdge edge) {
            return new Tie(edge.from(), edge.to(), edge.rule());
        }
    }

    private List<Tie> ties() throws RowbackException {
        return shop.plan().rows().stream()
                .flatMap(r -> r.ties().stream())
                .map(Tie::of)
                .distinct()
                .toList();
    }

    /// What the causes of all changes show one tie away.
    private List<Tie> causes() throws RowbackException {
        List<Tie> ties = new ArrayList<>();
        for (long id = 1; shop.history.change(id).isPresent(); id++) {
            List<Change> start = List.of(shop.history.change(id).get());
            Causes.of(
                            shop.history,
                            start,
                            new CauseQuestion(false, true, 1, 500, 1000),
                            ImportMonitor.NONE)
                    .edges()
                    .forEach(e -> ties.add(Tie.of(e)));
        }
        return ties;
    }

    private void assertTied(Tie... expected) throws RowbackException {
        assertThat(ties()).contains(expected);
        assertThat(causes()).containsAll(ties());
    }

    @Test
    void tiesEveryLaterWriteOfWhatBadHandsWrote() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        long bad = shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "b")));
        shop.good(update(ITEMS, row(1, 0, 5, "b"), row(1, 0, 6, "b")));
        long price = shop.good(update(ITEMS, row(1, 0, 6, "b"), row(1, 8, 6, "b")));
        long title = shop.good(update(ITEMS, row(1, 8, 6, "b"), row(1, 8, 6, "c")));
        assertTied(
                new Tie(bad, price, CauseRule.LATER_WRITE),
                new Tie(bad, title, CauseRule.LATER_WRITE));
    }

    @Test
    void tiesTheRowThatTookADeletedKey() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        long bad = shop.bad(delete(ITEMS, 1, 10, 5, "a"));
        long taken = shop.good(insert(ITEMS, 1, 99, 9, "new"));
        assertTied(new Tie(bad, taken, CauseRule.KEY_REUSED));
    }

    @Test
    void tiesTheRowThatTookAKeyThatWasMovedAway() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        long bad = shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(2, 10, 5, "a")));
        shop.good(insert(ITEMS, 1, 99, 9, "new"));
        long last = shop.good(update(ITEMS, row(1, 99, 9, "new"), row(1, 98, 9, "new")));
        assertTied(new Tie(bad, last, CauseRule.KEY_REUSED));
    }

    @Test
    void tiesTheRowThatTookAUniqueValue() throws RowbackException {
        shop.good(insert(USERS, 1, "a@x"));
        long bad = shop.bad(update(USERS, row(1, "a@x"), row(1, "b@x")));
        long taken = shop.good(insert(USERS, 2, "a@x"));
        assertTied(new Tie(bad, taken, CauseRule.KEY_REUSED));
    }

    @Test
    void tiesTheChildThatRefersToARowThatGoes() throws RowbackException {
        long bad = shop.bad(insert(ORDERS, 1, Shop.NULL, "new"));
        long child = shop.good(insert(PAYMENTS, 7, 1));
        assertTied(new Tie(bad, child, CauseRule.FOREIGN_KEY));
    }

    @Test
    void tiesTheEndOfTheParentThatARestoredChildNeeds() throws RowbackException {
        shop.good(insert(ORDERS, 1, Shop.NULL, "new"), insert(PAYMENTS, 7, 1));
        long bad = shop.bad(delete(PAYMENTS, 7, 1));
        long end = shop.good(delete(ORDERS, 1, Shop.NULL, "new"));
        assertTied(new Tie(bad, end, CauseRule.PARENT_NEEDED));
    }

    @Test
    void tiesChildrenThatWentWithABadDeleteOfTheirParent() throws RowbackException {
        shop.good(insert(CUSTOMERS, 1, "a"));
        long child = shop.good(insert(ADDRESSES, 5, 1, "x"));
        long bad = shop.bad(delete(CUSTOMERS, 1, "a"));
        assertTied(new Tie(bad, -child, CauseRule.CASCADE));
    }
}
