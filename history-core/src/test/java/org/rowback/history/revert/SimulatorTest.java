package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.revert.Shop.ADDRESSES;
import static org.rowback.history.revert.Shop.CUSTOMERS;
import static org.rowback.history.revert.Shop.ITEMS;
import static org.rowback.history.revert.Shop.LOG;
import static org.rowback.history.revert.Shop.ORDERS;
import static org.rowback.history.revert.Shop.PAYMENTS;
import static org.rowback.history.revert.Shop.USERS;
import static org.rowback.history.revert.Shop.delete;
import static org.rowback.history.revert.Shop.insert;
import static org.rowback.history.revert.Shop.row;
import static org.rowback.history.revert.Shop.update;

import org.junit.jupiter.api.Test;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.simulation.Simulation;
import org.rowback.history.simulation.Simulator;
import org.rowback.history.simulation.StatementOutcome;
import org.rowback.history.simulation.StatementOutcome.Verdict;

import java.util.List;
import java.util.Set;

class SimulatorTest {
    private final Shop shop = new Shop();

    private Simulation simulated(RevertPlan plan) throws RowbackException {
        return Simulator.run(shop.history, plan, ImportMonitor.NONE);
    }

    private Simulation simulated() throws RowbackException {
        return simulated(shop.plan());
    }

    private static StatementOutcome only(Simulation simulation) {
        assertThat(simulation.counts().values()).containsExactly(1L);
        return simulation.of(1).orElseThrow();
    }

    @Test
    void predictsThatEachStatementFindsItsRow() throws RowbackException {
        shop.good(insert(CUSTOMERS, 1, "ann"));
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "it's")));
        shop.bad(insert(ITEMS, 9, 1, 2, "junk"));
        shop.bad(delete(ITEMS, 2, 1, 2, "lost"));
        shop.bad(update(LOG, row("a", "b"), row("a", "c")));
        shop.bad(delete(CUSTOMERS, 1, "ann"));
        Simulation simulation = simulated();
        assertThat(simulation.counts()).containsExactly(java.util.Map.entry(Verdict.WORKS, 5L));
        assertThat(simulation.questions()).isEmpty();
        assertThat(simulation.refusal()).isEmpty();
        assertThat(simulation.of(3).orElseThrow().rows()).isEqualTo(1);
    }

    @Test
    void predictsThatAUniqueValueIsTaken() throws RowbackException {
        long bad = shop.bad(update(USERS, row(1, "a@x"), row(1, "b@x")));
        shop.good(insert(USERS, 2, "a@x"));
        StatementOutcome outcome = only(simulated(shop.planWaiving(bad)));
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILS);
        assertThat(outcome.problems()).containsExactly("another row holds its email");
    }

    @Test
    void predictsThatAParentIsGone() throws RowbackException {
        shop.good(insert(ORDERS, 7, 1, "new"));
        long bad = shop.bad(delete(PAYMENTS, 1, 7));
        shop.good(delete(ORDERS, 7, 1, "new"));
        StatementOutcome outcome = only(simulated(shop.planWaiving(bad)));
        assertThat(outcome.problems())
                .containsExactly("no row of shop.orders holds what its orders refers to");
    }

    @Test
    void predictsThatAChildStaysInTheWay() throws RowbackException {
        long bad = shop.bad(insert(ORDERS, 7, 1, "forged"));
        shop.good(insert(PAYMENTS, 1, 7));
        StatementOutcome outcome = only(simulated(shop.planWaiving(bad)));
        assertThat(outcome.problems())
                .containsExactly("rows that the patch leaves refer to its row");
    }

    @Test
    void predictsThatAColumnMayNotBeNullNow() throws RowbackException {
        SchemaVersion strict = withoutNulls(ITEMS);
        shop.bad(update(strict, row(1, ColumnValue.NULL, 5, "a"), row(1, 0, 5, "a")));
        StatementOutcome outcome = only(simulated());
        assertThat(outcome.problems()).containsExactly("price may not be NULL");
        assertThat(simulated().refusal().orElseThrow()).contains("price may not be NULL");
    }

    private static SchemaVersion withoutNulls(SchemaVersion table) {
        List<Column> columns =
                table.columns().stream()
                        .map(
                                c ->
                                        new Column(
                                                c.name(),
                                                c.nameFrom(),
                                                c.type(),
                                                c.typeFrom(),
                                                false,
                                                c.generated(),
                                                false))
                        .toList();
        return new SchemaVersion(
                table.table(),
                columns,
                table.primaryKey(),
                List.of(),
                List.of(),
                table.keysFrom(),
                table.origin());
    }

    @Test
    void saysThatAParentThatTheLogNeverShowedIsNotKnown() throws RowbackException {
        shop.bad(delete(PAYMENTS, 1, 7));
        shop.good(insert(ORDERS, 8, 1, "new"));
        StatementOutcome outcome = only(simulated());
        assertThat(outcome.verdict()).isEqualTo(Verdict.WORKS);
        assertThat(outcome.isDecided()).isFalse();
        assertThat(outcome.questions())
                .containsExactly(
                        "whether the row of shop.orders that its orders refers to is there: the"
                                + " log never showed it");
    }

    @Test
    void seesParentsThatThePatchItselfBringsBack() throws RowbackException {
        shop.good(insert(ORDERS, 7, 1, "new"));
        shop.good(insert(PAYMENTS, 1, 7));
        shop.bad(delete(PAYMENTS, 1, 7));
        shop.bad(delete(ORDERS, 7, 1, "new"));
        Simulation simulation = simulated();
        assertThat(simulation.counts()).containsExactly(java.util.Map.entry(Verdict.WORKS, 2L));
        assertThat(simulation.questions().keySet())
                .noneMatch(q -> q.contains("orders that its orders"));
    }

    @Test
    void followsRowsThatWentWithTheirParents() throws RowbackException {
        shop.good(insert(CUSTOMERS, 1, "ann"));
        shop.good(insert(ADDRESSES, 5, 1, "Ulm"));
        shop.bad(delete(CUSTOMERS, 1, "ann"));
        Simulation simulation = simulated();
        assertThat(simulation.counts()).containsExactly(java.util.Map.entry(Verdict.WORKS, 2L));
    }

    @Test
    void exchangesUniqueValuesWithoutAClash() throws RowbackException {
        shop.bad(update(USERS, row(1, "a@x"), row(1, "tmp")));
        shop.bad(update(USERS, row(2, "b@x"), row(2, "a@x")));
        shop.bad(update(USERS, row(1, "tmp"), row(1, "b@x")));
        RevertPlan plan =
                shop.plan(new RevertOptions(RevertOptions.Mode.STRICT, Set.of(), Set.of()));
        assertThat(plan.steps().size()).isGreaterThan(plan.statements().size());
        assertThat(simulated(plan).counts())
                .containsExactly(java.util.Map.entry(Verdict.WORKS, 2L));
    }
}
