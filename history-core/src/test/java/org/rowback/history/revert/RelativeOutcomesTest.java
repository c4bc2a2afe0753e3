package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.revert.Shop.ITEMS;
import static org.rowback.history.revert.Shop.row;
import static org.rowback.history.revert.Shop.update;

import org.junit.jupiter.api.Test;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.testing.InMemoryHistory.Row;

import java.util.Map;
import java.util.Set;

class RelativeOutcomesTest {
    private final Shop shop = new Shop();

    private RelativeOutcomes outcomes() throws RowbackException {
        RevertPlan known = shop.plan(RevertOptions.NONCONFLICTING);
        return RevertPlanner.compareRelative(
                shop.history, shop.selection(), known, ImportMonitor.NONE);
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
    void tellsTheColumnsThatGoodWritesMovedAndWhatTakingThemComesTo() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 100, "a"), row(1, 10, 0, "a")));
        shop.good(moved(0, 3));
        shop.good(moved(3, 5));
        shop.bad(update(ITEMS, row(2, 10, 9, "b"), row(2, 0, 9, "b")));
        shop.good(update(ITEMS, row(2, 0, 9, "b"), row(2, 7, 9, "b")));
        RelativeOutcomes outcomes = outcomes();
        assertThat(outcomes.columns())
                .containsExactly(
                        new RelativeColumn(ITEMS.table(), "stock", 2, 2, 0, 0, 0, ""),
                        new RelativeColumn(ITEMS.table(), "price", 1, 0, 0, 0, 0, ""));
        assertThat(outcomes.columns().getFirst().isShown()).isTrue();
        assertThat(outcomes.columns().getLast().isShown()).isFalse();
        assertThat(outcomes.without().orElseThrow().rows())
                .isEqualTo(Map.of(RowState.CONFLICT_BY_VALUE, 2L));
        Map<RowState, Long> one = Map.of(RowState.READY, 1L, RowState.CONFLICT_BY_VALUE, 1L);
        assertThat(outcomes.all().orElseThrow().rows()).isEqualTo(one);
        outcomes.columns().forEach(c -> assertThat(outcomes.alone().get(c).rows()).isEqualTo(one));
    }

    @Test
    void namesAColumnAsTheOptionTakesIt() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 100, "a"), row(1, 10, 0, "a")));
        shop.good(moved(0, 3));
        RelativeColumn column = outcomes().columns().getFirst();
        RevertOptions options = RevertOptions.STRICT.withRelative(Set.of(column.name()));
        assertThat(shop.plan(options).refusal()).isEmpty();
        assertThat(shop.plan(options).counts()).isEqualTo(Map.of(RowState.READY, 1L));
    }

    @Test
    void tellsAColumnThatTheSelectedStatementItselfMoved() throws RowbackException {
        shop.bad(moved(100, 105));
        assertThat(outcomes().columns())
                .containsExactly(new RelativeColumn(ITEMS.table(), "stock", 0, 0, 0, 0, 1, ""));
    }

    @Test
    void hasNothingToChooseWhereNobodyWroteNumbersSince() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 100, "a"), row(1, 10, 0, "a")));
        assertThat(outcomes()).isEqualTo(RelativeOutcomes.NONE);
    }
}
