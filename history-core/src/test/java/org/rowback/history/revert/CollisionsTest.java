package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.revert.Shop.ADDRESSES;
import static org.rowback.history.revert.Shop.CUSTOMERS;
import static org.rowback.history.revert.Shop.ITEMS;
import static org.rowback.history.revert.Shop.USERS;
import static org.rowback.history.revert.Shop.delete;
import static org.rowback.history.revert.Shop.insert;

import org.junit.jupiter.api.Test;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.history.simulation.Proof;
import org.rowback.history.simulation.Simulation;
import org.rowback.history.simulation.Simulator;

import java.util.List;

class CollisionsTest {
    private static final RevertOptions QUARANTINE =
            RevertOptions.STRICT.with(RevertOptions.Collisions.QUARANTINE);

    private final Shop shop = new Shop();

    private List<String> kept() throws RowbackException {
        RevertPlan plan = shop.plan(QUARANTINE);
        assertThat(plan.refusal()).isEmpty();
        return plan.statements().stream().map(Shop::show).toList();
    }

    @Test
    void keepsARowWhoseKeyIsTakenInQuarantine() throws RowbackException {
        shop.bad(delete(ITEMS, 1, 10, 5, "a"));
        shop.good(insert(ITEMS, 1, 99, 1, "other"));
        assertThat(kept())
                .containsExactly(
                        "INSERT rowback_quarantine_items id=1 [] ->"
                                + " [id=1,price=10,stock=5,title=a]");
        PlannedRow row = shop.plan(QUARANTINE).rows().getFirst();
        assertThat(row.state()).isEqualTo(RowState.READY);
        assertThat(row.reason()).contains("kept in shop.rowback_quarantine_items, because its key");
        assertThat(row.table()).isEqualTo(new TableName("shop", "items"));
        assertThat(shop.only().state()).isEqualTo(RowState.CONFLICT_BY_VALUE);
    }

    @Test
    void keepsARowWhoseUniqueValueIsTaken() throws RowbackException {
        shop.bad(delete(USERS, 1, "a@x"));
        shop.good(insert(USERS, 2, "a@x"));
        assertThat(kept())
                .containsExactly("INSERT rowback_quarantine_users id=1 [] -> [id=1,email=a@x]");
    }

    @Test
    void keepsChildrenWithTheirParent() throws RowbackException {
        shop.bad(delete(ADDRESSES, 5, 1, "Oslo"), delete(CUSTOMERS, 1, "Ann"));
        shop.good(insert(CUSTOMERS, 1, "Bob"));
        assertThat(kept())
                .containsExactlyInAnyOrder(
                        "INSERT rowback_quarantine_addresses id=5 [] ->"
                                + " [id=5,customer=1,city=Oslo]",
                        "INSERT rowback_quarantine_customers id=1 [] -> [id=1,name=Ann]");
    }

    @Test
    void putsRowsBackWhosePlaceIsFree() throws RowbackException {
        shop.bad(delete(ITEMS, 1, 10, 5, "a"), delete(ITEMS, 2, 10, 5, "b"));
        shop.good(insert(ITEMS, 1, 99, 1, "other"));
        assertThat(kept())
                .containsExactly(
                        "INSERT items id=2 [] -> [id=2,price=10,stock=5,title=b]",
                        "INSERT rowback_quarantine_items id=1 [] ->"
                                + " [id=1,price=10,stock=5,title=a]");
    }

    @Test
    void takesARowOutOfQuarantineInTheInverse() throws RowbackException {
        shop.bad(delete(ITEMS, 1, 10, 5, "a"));
        shop.good(insert(ITEMS, 1, 99, 1, "other"));
        Undo inverse = shop.plan(QUARANTINE).rows().getFirst().undo().orElseThrow().inverse();
        assertThat(inverse.kind()).isEqualTo(Undo.Kind.DELETE);
        assertThat(inverse.table().table()).isEqualTo("rowback_quarantine_items");
        assertThat(inverse.expect()).hasSize(4);
    }

    @Test
    void leavesOpenWhetherTheQuarantineIsReady() throws RowbackException {
        shop.bad(delete(ITEMS, 1, 10, 5, "a"));
        shop.good(insert(ITEMS, 1, 99, 1, "other"));
        RevertPlan plan = shop.plan(QUARANTINE);
        Simulation simulation = Simulator.run(shop.history, plan, ImportMonitor.NONE);
        assertThat(simulation.refusal()).isEmpty();
        assertThat(Proof.of(plan.rows().getFirst(), simulation.of(1)).orElseThrow().level())
                .isEqualTo(Proof.Level.UNKNOWN);
    }

    @Test
    void namesAQuarantineWithinEveryServersLimit() {
        String longName = "\u00e9".repeat(60);
        TableName table = Quarantine.tableFor(new TableName("shop", longName));
        assertThat(table.table().getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .isBetween(60, 63);
        assertThat(table)
                .isEqualTo(Quarantine.tableFor(new TableName("shop", longName)))
                .isNotEqualTo(Quarantine.tableFor(new TableName("shop", longName + "x")));
    }
}
