package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.revert.Shop.ITEMS;
import static org.rowback.history.revert.Shop.row;
import static org.rowback.history.revert.Shop.update;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.RowbackException;

/// What other tools get wrong before anything runs. `docs/rivals.md` lists them.
class RivalsPlanTest {
    private final Shop shop = new Shop();

    /// Oracle: NOCASCADE_FORCE sees the value only and overwrites, NONCONFLICT_ONLY sees the history only and refuses;
    /// nobody sees both.
    @Test
    void keepsAValueThatGoodHandsChangedAndSetAgainAndSaysSo() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 0, "a")));
        shop.good(update(ITEMS, row(1, 0, 0, "a"), row(1, 12, 0, "a")));
        long good = shop.good(update(ITEMS, row(1, 12, 0, "a"), row(1, 0, 0, "a")));
        PlannedRow row = shop.only();
        assertThat(Shop.show(row)).isEqualTo("UPDATE items id=1 [stock=0] -> [stock=5]");
        assertThat(row.state()).isEqualTo(RowState.CONFLICT_BY_HISTORY);
        PlannedCell kept = row.cells().getFirst();
        assertThat(kept.fate()).isEqualTo(PlannedCell.Fate.KEPT);
        assertThat(kept.by()).isEqualTo(good);
        assertThat(kept.reason()).isNotEmpty();
    }
}
