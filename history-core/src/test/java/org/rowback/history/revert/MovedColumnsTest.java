package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.revert.Shop.ABSENT;
import static org.rowback.history.revert.Shop.ITEMS;
import static org.rowback.history.revert.Shop.insert;
import static org.rowback.history.revert.Shop.row;
import static org.rowback.history.revert.Shop.update;

import org.junit.jupiter.api.Test;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowbackException;
import org.rowback.history.simulation.Proof;
import org.rowback.history.simulation.Simulator;
import org.rowback.history.testing.InMemoryHistory.Row;

import java.util.Optional;
import java.util.Set;

/// What the images alone tell of columns of numbers, in logs without statements.
class MovedColumnsTest {
    private static final RevertOptions ALL =
            new RevertOptions(
                    RevertOptions.Mode.NONCONFLICTING,
                    Set.of(),
                    Set.of(),
                    Set.of(RevertOptions.ALL));

    private final Shop shop = new Shop();

    private void goes(int id, int... values) {
        for (int i = 1; i < values.length; i++) {
            shop.good(stock(id, values[i - 1], values[i]));
        }
    }

    private static Row stock(int id, int from, int to) {
        return update(ITEMS, row(id, 10, from, "a"), row(id, 10, to, "a"));
    }

    /// Other rows of a counter that moves by 3.
    private void counters() {
        goes(2, 0, 3, 6, 9, 12, 15);
        goes(3, 3, 6, 9, 12);
    }

    private PlannedCell only(RevertOptions options) throws RowbackException {
        return shop.plan(options).rows().getFirst().cells().getFirst();
    }

    @Test
    void keepsWhatGoodHandsAddedToACounterAsItsImagesShowIt() throws RowbackException {
        counters();
        shop.bad(stock(1, 9, 0));
        goes(1, 0, 3, 6);
        RevertPlan plan = shop.plan(ALL);
        assertThat(Shop.show(plan.rows().getFirst()))
                .isEqualTo("UPDATE items id=1 [] -> [] stock by 9");
        assertThat(only(ALL).reason())
                .startsWith(PlannedCell.BY_DIFFERENCE)
                .contains("9 other writes of this column came to 5 values by one difference (3)")
                .contains("1 can only have moved that");
        Simulator.run(shop.history, plan, ImportMonitor.NONE);
        assertThat(Proof.of(plan.rows().getFirst(), Optional.empty()).orElseThrow().level())
                .isEqualTo(Proof.Level.ASSUMED);
    }

    @Test
    void offersDifferencesThatItDoesNotKeepUnasked() throws RowbackException {
        counters();
        shop.bad(stock(1, 9, 0));
        goes(1, 0, 3);
        assertThat(only(RevertOptions.NONCONFLICTING).fate()).isEqualTo(PlannedCell.Fate.KEPT);
        assertThat(only(RevertOptions.NONCONFLICTING).reason())
                .startsWith("moved by a difference (--relative stock keeps that) by change");
    }

    @Test
    void doesNotWriteANumberThatMayRestOnABadOne() throws RowbackException {
        counters();
        shop.bad(stock(1, 3, 0));
        long moved = shop.good(stock(1, 0, 3));
        shop.bad(stock(1, 3, 0));
        PlannedCell cell = only(RevertOptions.NONCONFLICTING);
        assertThat(cell.fate()).isEqualTo(PlannedCell.Fate.UNPROVABLE);
        assertThat(cell.reason())
                .contains("change " + moved + " may have moved what they had left")
                .contains("--relative stock")
                .contains("none shows that it was set");
        assertThat(shop.plan().statements()).isEmpty();
    }

    @Test
    void doesNotTakeAStatusThatGoesOnFromWhereItWouldHaveBeen() throws RowbackException {
        for (int id = 2; id < 6; id++) {
            goes(id, 0, 1, 2, 3, 4, 5);
        }
        shop.bad(stock(1, 3, 0));
        long set = shop.good(stock(1, 0, 4));
        assertThat(shop.plan(ALL).statements()).isEmpty();
        assertThat(only(ALL).reason()).isEqualTo("written again since by change " + set);
        shop.bad(stock(6, 4, 0));
        goes(6, 0, 1);
        assertThat(shop.plan(ALL).statements()).isEmpty();
        shop.bad(stock(1, 4, 0));
        assertThat(Shop.show(shop.plan().rows().getFirst()))
                .isEqualTo("UPDATE items id=1 [stock=0] -> [stock=4]");
    }

    @Test
    void doesNotTakeARepairForADifference() throws RowbackException {
        for (int id = 2; id < 6; id++) {
            goes(id, 0, 1, 2, 3, 4, 5);
        }
        shop.bad(stock(1, 3, 2));
        goes(1, 2, 3);
        assertThat(only(ALL).fate()).isEqualTo(PlannedCell.Fate.ALREADY);
    }

    @Test
    void doesNotTakePrices() throws RowbackException {
        goes(2, 499, 999, 1299, 999, 1999, 499, 1099, 1299, 799);
        goes(3, 100, 250, 499, 1250, 1999, 750);
        shop.bad(stock(1, 1999, 0));
        goes(1, 0, 500);
        shop.bad(stock(1, 500, 0));
        assertThat(Shop.show(shop.only())).isEqualTo("UPDATE items id=1 [stock=0] -> [stock=500]");
        assertThat(shop.plan(ALL).rows().getFirst().cells().getFirst().target())
                .isEqualTo(Shop.value(500));
    }

    @Test
    void doesNotTakeGradesOfAFewValues() throws RowbackException {
        goes(2, 1, 2, 3, 4, 5, 4, 3, 2, 1, 3, 5, 1, 4, 2, 5);
        goes(3, 1, 2, 3, 4, 5, 4, 3, 2, 1, 3, 5, 1, 4, 2, 5);
        shop.bad(stock(1, 5, 1));
        goes(1, 1, 2);
        assertThat(shop.plan(ALL).statements()).isEmpty();
    }

    @Test
    void believesAStatementThatNamesTheColumnMoreThanImages() throws RowbackException {
        counters();
        shop.bad(stock(1, 9, 0));
        shop.good(stock(1, 0, 3).because("UPDATE items SET stock = 3 WHERE id = 1"));
        assertThat(shop.plan(ALL).statements()).isEmpty();
        shop.good(stock(1, 3, 6).because("CALL bump(1)"));
        shop.bad(stock(1, 6, 0));
        goes(1, 0, 3);
        assertThat(Shop.show(shop.plan(ALL).rows().getFirst())).endsWith("stock by 6");
    }

    @Test
    void knowsWhatARowHeldWhereTheImageBeforeIsNotLogged() throws RowbackException {
        for (int id = 2; id < 4; id++) {
            shop.good(insert(ITEMS, id, 10, 0, "a"));
            for (int i = 3; i < 18; i += 3) {
                shop.good(unlogged(id, i));
            }
        }
        shop.good(insert(ITEMS, 1, 10, 9, "a"));
        shop.bad(unlogged(1, 0));
        shop.good(unlogged(1, 3));
        assertThat(Shop.show(shop.plan(ALL).rows().getFirst()))
                .isEqualTo("UPDATE items id=1 [] -> [] stock by 9");
    }

    private static Row unlogged(int id, int to) {
        ColumnValue[] before = row(id, ABSENT, ABSENT, ABSENT);
        return update(ITEMS, before, row(id, 10, to, "a"));
    }
}
