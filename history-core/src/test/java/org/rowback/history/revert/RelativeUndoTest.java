package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.revert.Shop.ITEMS;
import static org.rowback.history.revert.Shop.LOG;
import static org.rowback.history.revert.Shop.row;
import static org.rowback.history.revert.Shop.update;

import org.junit.jupiter.api.Test;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.simulation.Proof;
import org.rowback.history.simulation.Simulator;
import org.rowback.history.simulation.StatementOutcome;
import org.rowback.history.testing.InMemoryHistory.Row;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class RelativeUndoTest {
    private final Shop shop = new Shop();

    private static RevertOptions relative(String column) {
        return new RevertOptions(
                RevertOptions.Mode.NONCONFLICTING, Set.of(), Set.of(), Set.of(column));
    }

    private List<String> shown(String column) throws RowbackException {
        return shop.plan(relative(column)).rows().stream().map(Shop::show).toList();
    }

    @Test
    void takesBackWhatTheBadWritesAddedWhateverGoodOnesAdded() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 100, "a"), row(1, 10, 0, "a")));
        shop.good(update(ITEMS, row(1, 10, 0, "a"), row(1, 10, 3, "a")));
        shop.bad(update(ITEMS, row(1, 10, 3, "a"), row(1, 10, 0, "a")));
        shop.good(update(ITEMS, row(1, 10, 0, "a"), row(1, 10, 4, "a")));
        assertThat(shown("items.stock")).containsExactly("UPDATE items id=1 [] -> [] stock by 103");
        PlannedRow row = shop.plan(relative("stock")).rows().getFirst();
        assertThat(row.cells().getFirst().reason())
                .startsWith("by difference")
                .contains("moved, not set");
        assertThat(row.undo().orElseThrow().marks().texts()).hasSize(2);
        assertThat(shop.only().state()).isEqualTo(RowState.CONFLICT_BY_VALUE);
        assertThat(shop.plan(relative("price")).statements()).isEmpty();
    }

    private static Row moved(int from, int to) {
        return new Row(
                ITEMS,
                Op.UPDATE,
                row(1, 10, from, "a"),
                row(1, 10, to, "a"),
                "UPDATE items SET stock = stock + " + (to - from) + " WHERE id = 1");
    }

    @Test
    void doesNotTakeWhatGoodHandsAddedToABadValueForAGoodOne() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 100, "a"), row(1, 10, 0, "a")));
        long good = shop.good(moved(0, 3));
        shop.bad(update(ITEMS, row(1, 10, 3, "a"), row(1, 10, 1, "a")));
        PlannedRow row = shop.only();
        assertThat(row.state()).isEqualTo(RowState.UNPROVABLE);
        assertThat(row.undo()).isEmpty();
        assertThat(row.cells().getFirst().reason())
                .contains("change " + good + " moved what they had left")
                .contains("--relative stock");
        assertThat(shown(RevertOptions.ALL)).hasSize(1).allMatch(r -> r.startsWith("UPDATE items"));
    }

    @Test
    void takesAValueThatGoodHandsSetSinceForAGoodOne() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 100, "a"), row(1, 10, 0, "a")));
        shop.good(moved(0, 3));
        shop.good(update(ITEMS, row(1, 10, 3, "a"), row(1, 10, 50, "a")));
        shop.good(moved(50, 52));
        shop.bad(update(ITEMS, row(1, 10, 52, "a"), row(1, 10, 1, "a")));
        assertThat(Shop.show(shop.only())).isEqualTo("UPDATE items id=1 [stock=1] -> [stock=52]");
    }

    @Test
    void movesAColumnThatIsNamedAlsoWhereNobodyWroteItSince() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 100, "a"), row(1, 0, 95, "a")));
        assertThat(shown("stock"))
                .containsExactly("UPDATE items id=1 [price=0] -> [price=10] stock by 5");
    }

    @Test
    void takesTheDifferenceBackInTheInverse() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 100, "a"), row(1, 0, 95, "a")));
        Undo undo = shop.plan(relative("stock")).rows().getFirst().undo().orElseThrow();
        Undo inverse = undo.inverse();
        assertThat(((InPlace.Difference) inverse.inPlace().getFirst()).by())
                .isEqualByComparingTo("-5");
        assertThat(inverse.marks().held()).isTrue();
        assertThat(inverse.inverse()).isEqualTo(undo);
    }

    @Test
    void writesTheNumberWhereRowsHaveNoKey() throws RowbackException {
        shop.bad(update(LOG, row(1, "x"), row(2, "x")));
        assertThat(shown("who").getFirst()).doesNotContain("by");
    }

    @Test
    void refusesADifferenceThatTheColumnCannotHold() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 2147483640, "a"), row(1, 10, 0, "a")));
        shop.good(update(ITEMS, row(1, 10, 0, "a"), row(1, 10, 100, "a")));
        PlannedRow row = shop.plan(relative("stock")).rows().getFirst();
        assertThat(row.state()).isEqualTo(RowState.UNPROVABLE);
        assertThat(row.cells().getFirst().reason()).contains("does not fit");
    }

    @Test
    void simulatesADifferenceAndCallsItAssumed() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 100, "a"), row(1, 10, 0, "a")));
        shop.good(update(ITEMS, row(1, 10, 0, "a"), row(1, 10, 3, "a")));
        RevertPlan plan = shop.plan(relative("stock"));
        StatementOutcome outcome =
                Simulator.run(shop.history, plan, ImportMonitor.NONE).of(1).orElseThrow();
        assertThat(outcome.verdict()).isEqualTo(StatementOutcome.Verdict.WORKS);
        assertThat(Proof.of(plan.rows().getFirst(), Optional.of(outcome)).orElseThrow().level())
                .isEqualTo(Proof.Level.ASSUMED);
    }

    @Test
    void marksTheSameWriteTheSameWhateverElseIsSelected() throws RowbackException {
        long first = shop.bad(update(ITEMS, row(1, 10, 100, "a"), row(1, 10, 90, "a")));
        shop.bad(update(ITEMS, row(1, 10, 90, "a"), row(1, 10, 70, "a")));
        List<String> both = marks(shop.plan(relative("stock")));
        List<String> one =
                marks(
                        RevertPlanner.plan(
                                shop.history,
                                Selection.ofIds("one", first),
                                relative("stock"),
                                ImportMonitor.NONE));
        assertThat(both).hasSize(2).containsAll(one);
    }

    private static List<String> marks(RevertPlan plan) {
        return plan.rows().getFirst().undo().orElseThrow().marks().texts();
    }

    @Test
    void knowsWhatColumnsCanHold() {
        assertThat(range("int", ColumnType.Family.INTEGER, true).greatest())
                .contains(new BigDecimal("4294967295"));
        assertThat(range("bigint(20) unsigned", ColumnType.Family.INTEGER, true).greatest())
                .contains(new BigDecimal("18446744073709551615"));
        assertThat(range("smallint", ColumnType.Family.INTEGER, false).least())
                .contains(new BigDecimal("-32768"));
        assertThat(range("decimal(5,2)", ColumnType.Family.DECIMAL, false).greatest())
                .contains(new BigDecimal("999.99"));
        assertThat(range("numeric(2,4)", ColumnType.Family.DECIMAL, false).greatest())
                .contains(new BigDecimal("0.0099"));
        assertThat(NumberRange.of(type("double", ColumnType.Family.DOUBLE, false))).isEmpty();
        assertThat(NumberRange.of(type("oid", ColumnType.Family.INTEGER, false))).isEmpty();
    }

    private static NumberRange range(String sql, ColumnType.Family family, boolean unsigned) {
        return NumberRange.of(type(sql, family, unsigned)).orElseThrow();
    }

    private static ColumnType type(String sql, ColumnType.Family family, boolean unsigned) {
        return new ColumnType(sql, family, unsigned, "", List.of(), 0);
    }
}
