package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowback.history.revert.Shop.ABSENT;
import static org.rowback.history.revert.Shop.ITEMS;
import static org.rowback.history.revert.Shop.LOG;
import static org.rowback.history.revert.Shop.ORDERS;
import static org.rowback.history.revert.Shop.PAYMENTS;
import static org.rowback.history.revert.Shop.delete;
import static org.rowback.history.revert.Shop.insert;
import static org.rowback.history.revert.Shop.row;
import static org.rowback.history.revert.Shop.update;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.RowbackException;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the user decides of rows and columns.
class DecisionsTest {
    private static final Decision.Choice KEEP = new Decision.Choice.Keep();
    private static final Decision.Choice REVERT = new Decision.Choice.Revert();

    private final Shop shop = new Shop();

    private static Decision.Choice own(String text) {
        return new Decision.Choice.Own(Optional.of(text));
    }

    private static Decision of(String table, String key, String column, Decision.Choice choice) {
        return new Decision(table, Set.of(key), new BitSet(), column, choice);
    }

    private RevertPlan plan(Decision... decisions) throws RowbackException {
        return shop.plan(RevertOptions.STRICT.with(new Decisions(List.of(decisions))));
    }

    private static List<String> shown(RevertPlan plan) {
        return plan.rows().stream().map(Shop::show).toList();
    }

    private void laterPrice() {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 0, "a")));
        shop.good(update(ITEMS, row(1, 0, 0, "a"), row(1, 12, 0, "a")));
    }

    @Test
    void putsALaterValueBackAnywayGuardedByWhatIsThere() throws RowbackException {
        laterPrice();
        RevertPlan plan = plan(of("shop.items", "1", "price", REVERT));
        assertThat(shown(plan))
                .containsExactly("UPDATE items id=1 [price=12,stock=0] -> [price=10,stock=5]");
        PlannedRow row = plan.rows().getFirst();
        assertThat(row.state()).isEqualTo(RowState.READY);
        assertThat(row.resolution()).isEqualTo(Resolution.BY_USER);
        assertThat(row.waiver()).contains("price").contains("although written again since");
        assertThat(row.cells().getFirst().fate()).isEqualTo(PlannedCell.Fate.ANYWAY);
    }

    @Test
    void leavesAColumnThatWouldBePutBack() throws RowbackException {
        laterPrice();
        RevertPlan plan = plan(of("items", "1", "stock", KEEP));
        assertThat(plan.statements()).isEmpty();
        assertThat(plan.rows().getFirst().cells())
                .extracting(PlannedCell::fate)
                .containsOnly(PlannedCell.Fate.KEPT);
        assertThat(plan.rows().getFirst().cells())
                .extracting(PlannedCell::decided)
                .containsExactly(false, true);
    }

    @Test
    void writesAnOwnValueGuardedByWhatIsThere() throws RowbackException {
        laterPrice();
        RevertPlan plan = plan(of("shop.items", "1", "price", own("11")));
        assertThat(shown(plan))
                .containsExactly("UPDATE items id=1 [price=12,stock=0] -> [price=11,stock=5]");
        PlannedCell cell = plan.rows().getFirst().cells().getFirst();
        assertThat(cell.fate()).isEqualTo(PlannedCell.Fate.OWN);
        assertThat(cell.before()).isEqualTo(Shop.value(10));
        assertThat(plan.rows().getFirst().waiver()).contains("own value");
    }

    @Test
    void anOwnValueMendsWhatIsNotProven() throws RowbackException {
        shop.bad(update(ITEMS, row(1, ABSENT, 5, "a"), row(1, 0, 5, "a")));
        assertThat(plan().refusal()).isPresent();
        RevertPlan plan = plan(of("items", "1", "price", own("10")));
        assertThat(plan.refusal()).isEmpty();
        assertThat(shown(plan)).containsExactly("UPDATE items id=1 [price=0] -> [price=10]");
    }

    @Test
    void anOwnValueCompletesADeletedRow() throws RowbackException {
        shop.bad(delete(ITEMS, 1, ABSENT, 5, "a"));
        RevertPlan plan = plan(of("items", "1", "price", own("10")));
        assertThat(shown(plan))
                .containsExactly("INSERT items id=1 [] -> [id=1,price=10,stock=5,title=a]");
    }

    @Test
    void seesThatAnOwnValueIsThereAlready() throws RowbackException {
        laterPrice();
        RevertPlan plan = plan(of("items", "1", "price", own("12")));
        assertThat(shown(plan)).containsExactly("UPDATE items id=1 [stock=0] -> [stock=5]");
        assertThat(plan.rows().getFirst().state()).isEqualTo(RowState.READY);
    }

    @Test
    void refusesAnOwnValueThatDoesNotFit() {
        laterPrice();
        assertThatThrownBy(() -> plan(of("items", "1", "price", own("cheap"))))
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageContaining("items.price")
                .hasMessageContaining("no number");
    }

    @Test
    void decidesAColumnInEveryRowAndThenOneOfThemOtherwise() throws RowbackException {
        laterPrice();
        shop.bad(update(ITEMS, row(2, 10, 5, "a"), row(2, 0, 5, "a")));
        shop.good(update(ITEMS, row(2, 0, 5, "a"), row(2, 13, 5, "a")));
        RevertPlan plan =
                plan(
                        Decision.everywhere("items", "price", REVERT),
                        of("items", "2", "price", KEEP));
        assertThat(shown(plan))
                .containsExactlyInAnyOrder(
                        "UPDATE items id=1 [price=12,stock=0] -> [price=10,stock=5]",
                        "CONFLICT_BY_VALUE items 2");
        assertThat(plan.rows().getLast().resolution()).isEqualTo(Resolution.BY_USER);
    }

    @Test
    void takesAnInsertedRowAwayAlthoughItWasWrittenAgain() throws RowbackException {
        shop.bad(insert(ITEMS, 9, 1, 2, "junk"));
        shop.good(update(ITEMS, row(9, 1, 2, "junk"), row(9, 1, 7, "junk")));
        assertThat(shown(plan(of("items", "9", "", REVERT))))
                .containsExactly("DELETE items id=9 [id=9,price=1,stock=7,title=junk] -> []");
    }

    @Test
    void leavesAConflictByDecisionSoThatAStrictPlanIsExported() throws RowbackException {
        shop.bad(insert(ITEMS, 9, 1, 2, "junk"));
        shop.good(update(ITEMS, row(9, 1, 2, "junk"), row(9, 1, 7, "junk")));
        assertThat(plan().refusal()).isPresent();
        RevertPlan plan = plan(of("items", "9", "", KEEP));
        assertThat(plan.refusal()).isEmpty();
        assertThat(plan.statements()).isEmpty();
        assertThat(plan.rows().getFirst().state()).isEqualTo(RowState.CONFLICT_BY_VALUE);
    }

    @Test
    void givesADeletedRowItsKeyBackOverTheRowThatTookIt() throws RowbackException {
        shop.bad(delete(ITEMS, 1, 10, 5, "a"));
        shop.good(insert(ITEMS, 1, 99, 5, "other"));
        assertThat(shown(plan(of("items", "1", "", REVERT))))
                .containsExactly("UPDATE items id=1 [price=99,title=other] -> [price=10,title=a]");
    }

    @Test
    void waivesABlockedRow() throws RowbackException {
        shop.bad(insert(ORDERS, 1, Shop.NULL, "paid"));
        shop.good(insert(PAYMENTS, 5, 1));
        assertThat(plan().refusal()).isPresent();
        RevertPlan plan = plan(of("orders", "1", "", REVERT));
        assertThat(plan.statements()).singleElement().matches(r -> !r.waiver().isEmpty());
        assertThat(plan.refusal()).isEmpty();
    }

    @Test
    void decidesKeylessRowsByTheirChanges() throws RowbackException {
        shop.bad(update(LOG, row("w", "x"), row("w", "wiped")));
        long other = shop.bad(update(LOG, row("v", "y"), row("v", "wiped")));
        BitSet changes = new BitSet();
        changes.set((int) other);
        RevertPlan plan = plan(new Decision("shop.log", Set.of(), changes, "", KEEP));
        assertThat(plan.statements()).singleElement().matches(r -> r.lastBad() != other);
    }

    @Test
    void neverRevertsWhatIsNotProven() throws RowbackException {
        shop.bad(delete(ITEMS, 1, ABSENT, 5, "a"));
        RevertPlan plan = plan(of("items", "1", "", REVERT));
        assertThat(plan.refusal()).isPresent();
        assertThat(plan.statements()).isEmpty();
    }

    @Test
    void saysWhichDecisionIsAboutNothing() throws RowbackException {
        laterPrice();
        assertThat(
                        plan(of("items", "7", "price", KEEP), of("items", "1", "title", KEEP))
                                .warnings())
                .singleElement()
                .asString()
                .contains("2 decisions are about nothing")
                .contains("row 7");
    }

    @Test
    void cascadeLeavesWhatTheUserLeaves() throws RowbackException {
        laterPrice();
        RevertOptions cascade = RevertOptions.STRICT.in(RevertOptions.Mode.CASCADE);
        assertThat(shop.plan(cascade).dependants()).isEqualTo(1);
        Decisions keep = new Decisions(List.of(of("items", "1", "price", KEEP)));
        assertThat(shop.plan(cascade.with(keep)).dependants()).isZero();
    }

    @Test
    void aPlanWithOtherDecisionsHasAnotherName() throws RowbackException {
        laterPrice();
        assertThat(plan(of("items", "1", "price", REVERT)).id()).isNotEqualTo(plan().id());
    }
}
