package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.revert.Shop.delete;
import static org.rowback.history.revert.Shop.insert;
import static org.rowback.history.revert.Shop.row;
import static org.rowback.history.revert.Shop.update;

import org.junit.jupiter.api.Test;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Check;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.simulation.Simulation;
import org.rowback.history.simulation.Simulator;
import org.rowback.history.simulation.StatementOutcome.Verdict;

import java.util.List;

/// Rows that a CHECK would refuse.
class ConstraintsTest {
    private static final SchemaVersion ITEMS =
            Shop.ITEMS.with(
                    List.of(
                            new Check("fits", "stock <= price"),
                            new Check("odd", "price % 2 = 1")));

    private final Shop shop = new Shop();

    @Test
    void blocksAColumnThatDoesNotGoWithTheOneThatIsKept() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 90, 5, "a")));
        shop.good(update(ITEMS, row(1, 90, 5, "a"), row(1, 90, 60, "a")));
        PlannedRow row = shop.only();
        assertThat(row.state()).isEqualTo(RowState.BLOCKED);
        assertThat(row.undo()).isEmpty();
        assertThat(row.reason()).startsWith("CHECK fits (stock <= price) would not hold");
    }

    @Test
    void undoesTheOtherRowsAllTheSame() throws RowbackException {
        shop.bad(
                update(ITEMS, row(1, 10, 5, "a"), row(1, 90, 5, "a")),
                update(ITEMS, row(2, 10, 5, "b"), row(2, 90, 5, "b")));
        shop.good(update(ITEMS, row(1, 90, 5, "a"), row(1, 90, 60, "a")));
        assertThat(shop.plan().statements())
                .extracting(Shop::show)
                .containsExactly("UPDATE items id=2 [price=90] -> [price=10]");
    }

    @Test
    void leavesRowsAloneThatHold() throws RowbackException {
        shop.bad(delete(ITEMS, 1, 10, 5, "a"));
        shop.bad(update(ITEMS, row(2, 10, 5, "b"), row(2, 90, 5, "b")));
        shop.good(update(ITEMS, row(2, 90, 5, "b"), row(2, 90, 7, "b")));
        assertThat(shop.plan().statements()).hasSize(2);
    }

    @Test
    void blocksADeletedRowThatACheckRefusesSince() throws RowbackException {
        shop.bad(delete(ITEMS, 1, 1, 5, "a"));
        shop.good(insert(ITEMS, 2, 9, 1, "b"));
        assertThat(shop.only().reason()).contains("would not hold of the row as it is to be");
    }

    @Test
    void theSimulationForeseesWhatTheUserWaives() throws RowbackException {
        long bad = shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 90, 5, "a")));
        shop.good(update(ITEMS, row(1, 90, 5, "a"), row(1, 90, 60, "a")));
        RevertPlan plan = shop.planWaiving(bad);
        assertThat(plan.statementCount()).isEqualTo(1);
        Simulation run = Simulator.run(shop.history, plan, ImportMonitor.NONE);
        assertThat(run.of(1).orElseThrow().verdict()).isEqualTo(Verdict.FAILS);
        assertThat(run.of(1).orElseThrow().problems().getFirst()).contains("CHECK fits");
    }

    @Test
    void saysWhichChecksAreLeftToTheServer() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 90, 5, "a")));
        Simulation run = Simulator.run(shop.history, shop.plan(), ImportMonitor.NONE);
        assertThat(run.open())
                .contains(
                        "CHECK odd (price % 2 = 1) of shop.items is not judged here; the server"
                                + " will")
                .noneMatch(o -> o.contains("fits"));
    }
}
