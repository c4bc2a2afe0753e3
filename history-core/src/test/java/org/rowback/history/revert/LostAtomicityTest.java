package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.revert.Shop.ITEMS;
import static org.rowback.history.revert.Shop.row;
import static org.rowback.history.revert.Shop.update;

import org.junit.jupiter.api.Test;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.testing.InMemoryHistory.Row;

class LostAtomicityTest {
    private final Shop shop = new Shop();

    private static Row price(int id, int before, int after) {
        return update(ITEMS, row(id, before, 5, "a"), row(id, after, 5, "a"));
    }

    @Test
    void countsTransactionsOfWhichSomeRowsStay() throws RowbackException {
        shop.bad(price(1, 10, 0), price(2, 10, 0), price(3, 10, 0));
        shop.bad(price(4, 10, 0), price(5, 10, 0));
        shop.bad(price(6, 10, 0));
        shop.good(price(1, 0, 7));
        shop.good(price(6, 0, 7));
        LostAtomicity lost = shop.plan().atomicity();
        assertThat(lost.leftOut()).isEqualTo(1);
        assertThat(lost.first()).containsExactly(new LostAtomicity.Part(1, 2, 1));
        assertThat(lost.notSelected()).isZero();
        assertThat(lost.sentences())
                .singleElement()
                .asString()
                .startsWith("1 transaction is undone only in part")
                .contains("lost atomicity");
    }

    @Test
    void countsARowThatStaysInOneColumnAsBoth() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 0, "a")));
        shop.good(update(ITEMS, row(1, 0, 0, "a"), row(1, 7, 0, "a")));
        assertThat(shop.plan().atomicity().first())
                .containsExactly(new LostAtomicity.Part(1, 1, 1));
    }

    @Test
    void looksAtEveryWriteOfARowThatWasWrittenOften() throws RowbackException {
        for (int i = 0; i < 30; i++) {
            shop.bad(price(1, i, i + 1), price(100 + i, 10, 0));
        }
        shop.good(price(1, 30, 99));
        LostAtomicity lost = shop.plan().atomicity();
        assertThat(lost.leftOut()).isEqualTo(30);
        assertThat(lost.first()).hasSize(30).contains(new LostAtomicity.Part(15, 1, 1));
    }

    @Test
    void tellsTransactionsThatAreSelectedInPart() throws RowbackException {
        long first = shop.bad(price(1, 10, 0));
        shop.bad(price(2, 10, 0), price(3, 10, 0));
        long last = shop.bad(price(4, 10, 0), price(5, 10, 0));
        RevertPlan plan =
                RevertPlanner.plan(
                        shop.history,
                        Selection.ofIds("some", first, last - 3, last - 2, last),
                        RevertOptions.STRICT,
                        ImportMonitor.NONE);
        assertThat(plan.atomicity()).isEqualTo(new LostAtomicity(0, 1, java.util.List.of()));
        assertThat(plan.atomicity().sentences().getFirst()).contains("not all of the changes");
    }

    @Test
    void comparesModesByWhatComesApart() throws RowbackException {
        long bad = shop.bad(price(1, 10, 0), price(2, 10, 0));
        shop.good(price(1, 0, 7));
        Selection selection = Selection.ofIds("the agent", bad - 1, bad);
        var modes =
                RevertPlanner.compare(
                        shop.history,
                        selection,
                        shop.plan(RevertOptions.STRICT),
                        ImportMonitor.NONE);
        assertThat(modes.get(RevertOptions.Mode.NONCONFLICTING).split()).isEqualTo(1);
        assertThat(modes.get(RevertOptions.Mode.CASCADE).split()).isZero();
    }
}
