package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowback.history.revert.Shop.ABSENT;
import static org.rowback.history.revert.Shop.ADDRESSES;
import static org.rowback.history.revert.Shop.CUSTOMERS;
import static org.rowback.history.revert.Shop.ITEMS;
import static org.rowback.history.revert.Shop.LOG;
import static org.rowback.history.revert.Shop.NULL;
import static org.rowback.history.revert.Shop.ORDERS;
import static org.rowback.history.revert.Shop.PAYMENTS;
import static org.rowback.history.revert.Shop.ROOMS;
import static org.rowback.history.revert.Shop.USERS;
import static org.rowback.history.revert.Shop.delete;
import static org.rowback.history.revert.Shop.insert;
import static org.rowback.history.revert.Shop.row;
import static org.rowback.history.revert.Shop.update;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Finding;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.testing.InMemoryHistory.Row;

import java.util.List;
import java.util.Set;

class RevertPlannerTest {
    private final Shop shop = new Shop();

    private List<String> shown() throws RowbackException {
        return shop.plan().rows().stream().map(Shop::show).toList();
    }

    @Test
    void putsBackOnlyTheColumnsThatTheBadWriteChanged() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        assertThat(shown()).containsExactly("UPDATE items id=1 [price=0] -> [price=10]");
        assertThat(shop.only().state()).isEqualTo(RowState.READY);
    }

    @Test
    void goesFromTheStateAfterTheLastBadWriteToTheStateBeforeTheFirst() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        shop.bad(update(ITEMS, row(1, 0, 5, "a"), row(1, 1, 6, "a")));
        assertThat(shown())
                .containsExactly("UPDATE items id=1 [price=1,stock=6] -> [price=10,stock=5]");
    }

    @Test
    void keepsAColumnThatALaterGoodWriteChanged() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 0, "a")));
        long good = shop.good(update(ITEMS, row(1, 0, 0, "a"), row(1, 12, 0, "b")));
        PlannedRow row = shop.only();
        assertThat(Shop.show(row)).isEqualTo("UPDATE items id=1 [stock=0] -> [stock=5]");
        assertThat(row.state()).isEqualTo(RowState.CONFLICT_BY_VALUE);
        assertThat(row.cells().getFirst().fate()).isEqualTo(PlannedCell.Fate.KEPT);
        assertThat(row.cells().getFirst().by()).isEqualTo(good);
    }

    @Test
    void goesBackToTheGoodValueBetweenTwoBadOnes() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        shop.good(update(ITEMS, row(1, 0, 5, "a"), row(1, 12, 5, "a")));
        shop.bad(update(ITEMS, row(1, 12, 5, "a"), row(1, 1, 5, "a")));
        assertThat(shown()).containsExactly("UPDATE items id=1 [price=1] -> [price=12]");
    }

    @Test
    void seesThatALaterWritePutItBackAlready() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        shop.good(update(ITEMS, row(1, 0, 5, "a"), row(1, 10, 5, "a")));
        assertThat(shop.only().state()).isEqualTo(RowState.ALREADY_REVERTED);
    }

    @Test
    void hasNothingToDoWhereBadWritesCancelOut() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        shop.bad(update(ITEMS, row(1, 0, 5, "a"), row(1, 10, 5, "a")));
        shop.bad(insert(ITEMS, 2, 1, 1, "x"));
        shop.bad(delete(ITEMS, 2, 1, 1, "x"));
        assertThat(shop.plan().rows())
                .extracting(PlannedRow::state)
                .containsOnly(RowState.NOTHING_TO_DO);
    }

    @Test
    void deletesAnInsertedRowOnlyWhereItStillHoldsAllThatWasInserted() throws RowbackException {
        shop.bad(insert(ITEMS, 9, 1, 2, "junk"));
        assertThat(shown())
                .containsExactly("DELETE items id=9 [id=9,price=1,stock=2,title=junk] -> []");
    }

    @Test
    void keepsAnInsertedRowThatAGoodWriteChanged() throws RowbackException {
        shop.bad(insert(ITEMS, 9, 1, 2, "junk"));
        long good = shop.good(update(ITEMS, row(9, 1, 2, "junk"), row(9, 1, 7, "junk")));
        PlannedRow row = shop.only();
        assertThat(row.state()).isEqualTo(RowState.CONFLICT_BY_VALUE);
        assertThat(row.undo()).isEmpty();
        assertThat(row.witnesses()).anyMatch(w -> w.change() == good);
    }

    @Test
    void insertsADeletedRowAsItWasBeforeTheFirstBadWrite() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        shop.good(update(ITEMS, row(1, 0, 5, "a"), row(1, 0, 5, "b")));
        shop.bad(delete(ITEMS, 1, 0, 5, "b"));
        assertThat(shown())
                .containsExactly("INSERT items id=1 [] -> [id=1,price=10,stock=5,title=b]");
    }

    @Test
    void reportsADeletedRowWhoseKeyWasTakenSince() throws RowbackException {
        shop.bad(delete(ITEMS, 1, 10, 5, "a"));
        shop.good(insert(ITEMS, 1, 99, 1, "other"));
        assertThat(shop.only().state()).isEqualTo(RowState.CONFLICT_BY_VALUE);
        assertThat(shop.only().undo()).isEmpty();
    }

    @Test
    void seesADeletedRowThatWasInsertedAgainAsItWas() throws RowbackException {
        shop.bad(delete(ITEMS, 1, 10, 5, "a"));
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        assertThat(shop.only().state()).isEqualTo(RowState.ALREADY_REVERTED);
    }

    @Test
    void undoesWhatBadHandsDidToARowThatTookADeletedRowsKey() throws RowbackException {
        shop.bad(delete(ITEMS, 1, 10, 5, "a"));
        shop.good(insert(ITEMS, 1, 99, 1, "other"));
        shop.bad(update(ITEMS, row(1, 99, 1, "other"), row(1, 10, 5, "a")));
        assertThat(shop.only().state()).isEqualTo(RowState.CONFLICT_BY_VALUE);
        assertThat(shown())
                .containsExactly(
                        "UPDATE items id=1 [price=10,stock=5,title=a] ->"
                                + " [price=99,stock=1,title=other]");
    }

    @Test
    void putsBackARowThatBadHandsDeletedTwice() throws RowbackException {
        shop.bad(delete(ITEMS, 1, 10, 5, "a"));
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        shop.bad(delete(ITEMS, 1, 10, 5, "a"));
        assertThat(shown())
                .containsExactly("INSERT items id=1 [] -> [id=1,price=10,stock=5,title=a]");
        assertThat(shop.only().state()).isEqualTo(RowState.READY);
    }

    @Test
    void updatesARowThatWasDeletedAndInsertedByBadHands() throws RowbackException {
        shop.bad(delete(ITEMS, 1, 10, 5, "a"), insert(ITEMS, 1, 0, 5, "a"));
        assertThat(shown()).containsExactly("UPDATE items id=1 [price=0] -> [price=10]");
    }

    @Test
    void leavesARowThatWasDeletedByGoodHands() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        shop.good(delete(ITEMS, 1, 0, 5, "a"));
        assertThat(shop.only().state()).isEqualTo(RowState.NOTHING_TO_DO);
        assertThat(shop.only().reason()).contains("deleted since");
    }

    @Test
    void followsAChangeOfTheKey() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1001, 10, 5, "a")));
        shop.good(update(ITEMS, row(1001, 10, 5, "a"), row(1001, 10, 6, "a")));
        assertThat(shown()).containsExactly("UPDATE items id=1001 [id=1001] -> [id=1]");
    }

    @Test
    void refusesToMoveARowBackToAKeyThatIsTaken() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1001, 10, 5, "a")));
        shop.good(insert(ITEMS, 1, 7, 7, "new"));
        PlannedRow row = shop.only();
        assertThat(row.state()).isEqualTo(RowState.BLOCKED);
        assertThat(row.reason()).contains("belongs to another row");
    }

    @Test
    void writesOneStatementForEachOfSeveralEqualRows() throws RowbackException {
        Row wipe = update(LOG, row("w", "x"), row("w", "wiped"));
        shop.bad(wipe, wipe, wipe);
        List<String> shown = shown();
        assertThat(shown).hasSize(3);
        assertThat(shown).containsOnly("UPDATE log  [who=w,what=wiped] -> [what=x]");
        assertThat(shop.plan().statements()).allMatch(r -> r.undo().orElseThrow().isKeyless());
    }

    @Test
    void followsAKeylessRowThroughALaterGoodWrite() throws RowbackException {
        shop.bad(update(LOG, row("w", "x"), row("w", "wiped")));
        shop.good(update(LOG, row("w", "wiped"), row("v", "wiped")));
        assertThat(shown()).containsExactly("UPDATE log  [who=v,what=wiped] -> [what=x]");
    }

    @Test
    void insertsAKeylessRowEvenWhereAnEqualOneCameSince() throws RowbackException {
        shop.bad(delete(LOG, "w", "x"));
        shop.good(insert(LOG, "w", "x"));
        assertThat(shown()).containsExactly("INSERT log  [] -> [who=w,what=x]");
    }

    @Test
    void refusesTruncate() throws RowbackException {
        shop.bad(new Row(ITEMS, Op.TRUNCATE, null, null, "TRUNCATE items"));
        assertThat(shop.only().state()).isEqualTo(RowState.UNPROVABLE);
        assertThatThrownBy(() -> shop.plan(RevertOptions.STRICT).requireExportable())
                .isInstanceOf(RowbackException.Refused.class)
                .hasMessageContaining("TRUNCATE logs no rows");
    }

    @Test
    void leavesRowsThatATruncateTookSince() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        shop.good(new Row(ITEMS, Op.TRUNCATE, null, null, "TRUNCATE items"));
        assertThat(shop.only().state()).isEqualTo(RowState.NOTHING_TO_DO);
    }

    @Test
    void ignoresWhatWasRolledBackInTheLog() throws RowbackException {
        shop.rolledBack(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        RevertPlan plan = shop.plan();
        assertThat(plan.rows()).isEmpty();
        assertThat(plan.voided()).isEqualTo(1);
        assertThat(plan.warnings()).singleElement().asString().contains("rolled back");
    }

    @Test
    void provesAMissingValueByAnEarlierChange() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        shop.bad(update(ITEMS, row(1, ABSENT, ABSENT, ABSENT), row(ABSENT, 0, ABSENT, ABSENT)));
        assertThat(shown()).containsExactly("UPDATE items id=1 [price=0] -> [price=10]");
    }

    @Test
    void leavesOutAColumnWhoseValueIsNotProven() throws RowbackException {
        shop.bad(update(ITEMS, row(1, ABSENT, 5, ABSENT), row(ABSENT, 0, 6, ABSENT)));
        PlannedRow row = shop.only();
        assertThat(row.state()).isEqualTo(RowState.UNPROVABLE);
        assertThat(Shop.show(row)).isEqualTo("UPDATE items id=1 [stock=6] -> [stock=5]");
        assertThat(row.cells().getFirst().reason()).contains("MINIMAL");
    }

    @Test
    void refusesToInsertARowThatIsNotWhollyProven() throws RowbackException {
        shop.bad(delete(ITEMS, 1, ABSENT, 5, "a"));
        assertThat(shop.only().state()).isEqualTo(RowState.UNPROVABLE);
        assertThat(shop.only().undo()).isEmpty();
    }

    @Test
    void neverTakesNotLoggedForNull() throws RowbackException {
        shop.bad(update(ITEMS, row(1, NULL, 5, "a"), row(1, 0, 5, "a")));
        assertThat(shown().getFirst()).endsWith("-> [price=NULL]");
    }

    @Test
    void ordersInReverseOfTime() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        shop.bad(update(ITEMS, row(2, 10, 5, "a"), row(2, 0, 5, "a")));
        assertThat(shop.plan().statements()).extracting(PlannedRow::key).containsExactly("2", "1");
    }

    @Test
    void freesAUniqueValueBeforeAnotherRowTakesIt() throws RowbackException {
        // b took a's value after a gave it up, and a was written last: the reverse of time would
        // clash.
        shop.bad(update(USERS, row(1, "a"), row(1, "x")));
        shop.bad(update(USERS, row(2, "b"), row(2, "a")));
        shop.bad(update(USERS, row(1, "x"), row(1, "y")));
        assertThat(shop.plan().statements()).extracting(PlannedRow::key).containsExactly("2", "1");
    }

    @Test
    void reportsAUniqueValueThatAGoodRowTook() throws RowbackException {
        shop.bad(update(USERS, row(1, "a"), row(1, "x")));
        shop.good(insert(USERS, 3, "a"));
        PlannedRow row = shop.only();
        assertThat(row.state()).isEqualTo(RowState.BLOCKED);
        assertThat(row.reason()).contains("held by another row");
    }

    @Test
    void reinsertsParentsBeforeChildren() throws RowbackException {
        shop.bad(delete(PAYMENTS, 5, 1), delete(ORDERS, 1, NULL, "paid"));
        assertThat(shop.plan().statements())
                .extracting(r -> r.table().table())
                .containsExactly("orders", "payments");
    }

    @Test
    void deletesChildrenBeforeParents() throws RowbackException {
        shop.bad(insert(ORDERS, 1, NULL, "paid"), insert(PAYMENTS, 5, 1));
        assertThat(shop.plan().statements())
                .extracting(r -> r.table().table())
                .containsExactly("payments", "orders");
    }

    @Test
    void keepsABadParentThatAGoodChildRefersTo() throws RowbackException {
        shop.bad(insert(ORDERS, 1, NULL, "paid"));
        long good = shop.good(insert(PAYMENTS, 5, 1));
        PlannedRow row = shop.only();
        assertThat(row.state()).isEqualTo(RowState.BLOCKED);
        assertThat(row.reason()).contains("payments").contains("change " + good);
    }

    @Test
    void demandsThatNoChildWouldGoWithADeletedParent() throws RowbackException {
        shop.good(insert(ADDRESSES, 1, NULL, "Oslo"));
        shop.bad(insert(CUSTOMERS, 9, "junk"));
        Undo undo = shop.only().undo().orElseThrow();
        assertThat(undo.noChildren()).extracting(r -> r.child().table()).contains("addresses");
    }

    @Test
    void reportsAChildWhoseParentIsGone() throws RowbackException {
        shop.good(insert(ORDERS, 1, NULL, "paid"));
        shop.bad(delete(PAYMENTS, 5, 1));
        shop.good(delete(ORDERS, 1, NULL, "paid"));
        assertThat(shop.only().state()).isEqualTo(RowState.BLOCKED);
        assertThat(shop.only().reason()).contains("orders 1").contains("gone");
    }

    @Test
    void restoresChildrenThatACascadeDeletedWithoutALog() throws RowbackException {
        shop.good(
                insert(CUSTOMERS, 3, "Ada"), insert(ADDRESSES, 6, 3, "Oslo"), insert(ROOMS, 8, 6));
        shop.good(insert(CUSTOMERS, 4, "Bo"), insert(ADDRESSES, 7, 4, "Lima"));
        shop.bad(delete(CUSTOMERS, 3, "Ada"));
        RevertPlan plan = shop.plan();
        assertThat(plan.statements().stream().map(Shop::show))
                .containsExactly(
                        "INSERT customers id=3 [] -> [id=3,name=Ada]",
                        "INSERT addresses id=6 [] -> [id=6,customer=3,city=Oslo]",
                        "INSERT rooms id=8 [] -> [id=8,address=6]");
        assertThat(plan.statements())
                .extracting(PlannedRow::derived)
                .containsExactly(false, true, true);
        assertThat(plan.statements().getLast().reason()).contains("derived from the foreign key");
    }

    @Test
    void restoresReferencesThatASetNullTookWithoutALog() throws RowbackException {
        shop.good(
                insert(CUSTOMERS, 3, "Ada"),
                insert(ORDERS, 1, 3, "new"),
                insert(ORDERS, 2, 3, "new"));
        shop.bad(delete(CUSTOMERS, 3, "Ada"));
        shop.good(update(ORDERS, row(2, NULL, "new"), row(2, NULL, "sent")));
        assertThat(shown())
                .containsExactly(
                        "INSERT customers id=3 [] -> [id=3,name=Ada]",
                        "UPDATE orders id=2 [customer=NULL] -> [customer=3]",
                        "UPDATE orders id=1 [customer=NULL] -> [customer=3]");
    }

    @Test
    void leavesAChildThatMovedToAnotherParentBeforeTheDelete() throws RowbackException {
        shop.good(
                insert(CUSTOMERS, 3, "Ada"),
                insert(CUSTOMERS, 4, "Bo"),
                insert(ADDRESSES, 6, 3, "Oslo"));
        shop.good(update(ADDRESSES, row(6, 3, "Oslo"), row(6, 4, "Oslo")));
        shop.bad(delete(CUSTOMERS, 3, "Ada"));
        assertThat(shown()).containsExactly("INSERT customers id=3 [] -> [id=3,name=Ada]");
    }

    @Test
    void restoresACascadedChildAsItWasBeforeItsOwnBadWrite() throws RowbackException {
        shop.good(insert(CUSTOMERS, 3, "Ada"), insert(ADDRESSES, 6, 3, "Oslo"));
        shop.bad(update(ADDRESSES, row(6, 3, "Oslo"), row(6, 3, "junk")));
        shop.bad(delete(CUSTOMERS, 3, "Ada"));
        assertThat(shown())
                .containsExactly(
                        "INSERT customers id=3 [] -> [id=3,name=Ada]",
                        "INSERT addresses id=6 [] -> [id=6,customer=3,city=Oslo]");
    }

    @Test
    void knowsThatAGoodDeleteOfTheParentTookABadlyWrittenChild() throws RowbackException {
        shop.good(insert(CUSTOMERS, 3, "Ada"), insert(ADDRESSES, 6, 3, "Oslo"));
        shop.bad(update(ADDRESSES, row(6, 3, "Oslo"), row(6, 3, "junk")));
        shop.good(delete(CUSTOMERS, 3, "Ada"));
        assertThat(shop.only().state()).isEqualTo(RowState.NOTHING_TO_DO);
    }

    @Test
    void doesNotDeriveWhatTheLogHolds() throws RowbackException {
        shop.good(insert(CUSTOMERS, 3, "Ada"), insert(ADDRESSES, 6, 3, "Oslo"));
        shop.bad(delete(CUSTOMERS, 3, "Ada"), delete(ADDRESSES, 6, 3, "Oslo"));
        assertThat(shop.plan().statements()).extracting(PlannedRow::derived).containsOnly(false);
        assertThat(shown())
                .containsExactly(
                        "INSERT customers id=3 [] -> [id=3,name=Ada]",
                        "INSERT addresses id=6 [] -> [id=6,customer=3,city=Oslo]");
    }

    @Test
    void leavesOutWhatNeedsARowThatIsLeftOut() throws RowbackException {
        shop.bad(delete(PAYMENTS, 5, 1), delete(ORDERS, 1, ABSENT, "paid"));
        assertThat(shop.plan().statements()).isEmpty();
        assertThat(shop.plan().rows()).allMatch(r -> r.isOpen());
    }

    @Test
    void refusesStrictlyAtAConflictUnlessItIsWaived() throws RowbackException {
        long bad = shop.bad(insert(ITEMS, 9, 1, 2, "junk"));
        shop.good(update(ITEMS, row(9, 1, 2, "junk"), row(9, 1, 7, "junk")));
        assertThat(shop.plan(RevertOptions.STRICT).refusal()).isPresent();
        RevertPlan waived = shop.planWaiving(bad);
        assertThat(waived.refusal()).isEmpty();
        assertThat(waived.statements()).singleElement().matches(r -> !r.waiver().isEmpty());
    }

    private static RevertOptions in(RevertOptions.Mode mode) {
        return RevertOptions.STRICT.in(mode);
    }

    @Test
    void cascadeUndoesLaterWritesOfTheRowToo() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        shop.good(update(ITEMS, row(1, 0, 5, "a"), row(1, 12, 5, "a")));
        shop.bad(insert(ITEMS, 9, 1, 2, "junk"));
        shop.good(update(ITEMS, row(9, 1, 2, "junk"), row(9, 1, 7, "junk")));
        RevertPlan plan = shop.plan(in(RevertOptions.Mode.CASCADE));
        assertThat(plan.refusal()).isEmpty();
        assertThat(plan.dependants()).isEqualTo(2);
        assertThat(plan.warnings()).anyMatch(w -> w.contains("2 changes that are not selected"));
        assertThat(plan.rows().stream().map(Shop::show))
                .containsExactlyInAnyOrder(
                        "UPDATE items id=1 [price=12] -> [price=10]",
                        "DELETE items id=9 [id=9,price=1,stock=7,title=junk] -> []");
    }

    @Test
    void cascadeTakesChildrenAwayBeforeTheirParent() throws RowbackException {
        shop.bad(insert(CUSTOMERS, 7, "junk"));
        shop.good(insert(ADDRESSES, 1, 7, "Oslo"));
        shop.good(insert(ROOMS, 3, 1));
        RevertPlan plan = shop.plan(in(RevertOptions.Mode.CASCADE));
        assertThat(plan.dependants()).isEqualTo(2);
        assertThat(plan.statements())
                .extracting(r -> r.table().table())
                .containsExactly("rooms", "addresses", "customers");
    }

    @Test
    void cascadeTakesAKeyBack() throws RowbackException {
        shop.bad(delete(ITEMS, 1, 10, 5, "a"));
        shop.good(insert(ITEMS, 1, 99, 1, "other"));
        RevertPlan plan = shop.plan(in(RevertOptions.Mode.CASCADE));
        assertThat(plan.refusal()).isEmpty();
        assertThat(plan.rows().stream().map(Shop::show))
                .containsExactly(
                        "UPDATE items id=1 [price=99,stock=1,title=other] ->"
                                + " [price=10,stock=5,title=a]");
    }

    @Test
    void tellsWhatEachModeComesToBeforeOneIsChosen() throws RowbackException {
        long bad = shop.bad(insert(ITEMS, 9, 1, 2, "junk"));
        shop.good(update(ITEMS, row(9, 1, 2, "junk"), row(9, 1, 7, "junk")));
        long other = shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        Selection selection = Selection.ofIds("both", bad, other);
        var modes =
                RevertPlanner.compare(
                        shop.history,
                        selection,
                        shop.plan(RevertOptions.STRICT),
                        org.rowback.history.importing.ImportMonitor.NONE);
        assertThat(modes.get(RevertOptions.Mode.STRICT).refusal()).isPresent();
        assertThat(modes.get(RevertOptions.Mode.NONCONFLICTING))
                .returns(1L, ModeOutcome::statements)
                .returns(1L, ModeOutcome::leftOut)
                .returns(0L, ModeOutcome::dependants);
        assertThat(modes.get(RevertOptions.Mode.CASCADE))
                .returns(2L, ModeOutcome::statements)
                .returns(0L, ModeOutcome::leftOut)
                .returns(1L, ModeOutcome::dependants);
    }

    @Test
    void putsBackOnlyTheColumnsAskedFor() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 0, "a")));
        shop.bad(delete(ITEMS, 2, 10, 5, "a"));
        RevertPlan plan =
                shop.plan(
                        new RevertOptions(
                                RevertOptions.Mode.STRICT, Set.of(), Set.of("items.price")));
        assertThat(plan.statements().stream().map(Shop::show))
                .containsExactly("UPDATE items id=1 [price=0] -> [price=10]");
    }

    @Test
    void namesAnEmptySelection() {
        assertThatThrownBy(shop::plan)
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageContaining("the agent");
    }

    @Test
    void treatsAValueThatTheLogDidNotWriteAsSomebodysGoodWrite() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        shop.good(update(ITEMS, row(1, 44, 5, "a"), row(1, 44, 6, "a")));
        PlannedRow row = shop.only();
        assertThat(row.state()).isEqualTo(RowState.CONFLICT_BY_VALUE);
        assertThat(row.undo()).isEmpty();
        assertThat(row.cells().getFirst().reason()).contains("without a write in the log");
    }

    @Test
    void comparesValuesByTypeNotByBytes() throws RowbackException {
        ColumnValue a =
                new org.rowback.history.model.Datum.DecimalDatum(new java.math.BigDecimal("10.0"));
        ColumnValue b =
                new org.rowback.history.model.Datum.DecimalDatum(new java.math.BigDecimal("10.00"));
        shop.bad(update(ITEMS, row(1, a, 5, "a"), row(1, 0, 5, "a")));
        shop.good(update(ITEMS, row(1, 0, 5, "a"), row(1, b, 5, "a")));
        assertThat(shop.only().state()).isEqualTo(RowState.ALREADY_REVERTED);
    }

    @Test
    void givesTheSamePlanTheSameName() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        assertThat(shop.plan().id()).isEqualTo(shop.plan().id()).hasSize(12);
    }

    @Test
    void saysWhatIsMissingInTheEvidence() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        shop.history.finding(
                new Finding(1, Finding.Kind.GAP, 1, 4, 0, Bytes.EMPTY, "binlog.000002 is missing"));
        assertThat(shop.plan().warnings()).singleElement().asString().startsWith("gap (1): Log is");
    }
}
