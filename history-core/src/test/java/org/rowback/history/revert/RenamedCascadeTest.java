package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.revert.Shop.ITEMS;
import static org.rowback.history.revert.Shop.insert;
import static org.rowback.history.revert.Shop.row;
import static org.rowback.history.revert.Shop.update;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.testing.InMemoryHistory.Row;

import java.util.List;

/// What depends on bad writes of a table that has another name since.
class RenamedCascadeTest {
    private static final SchemaVersion THINGS =
            Shop.table(
                    "things", List.of("id"), List.of(), List.of(), "id", "price", "stock", "title");

    private final Shop shop = new Shop();

    @Test
    void undoesLaterWritesUnderTheNewNameToo() throws RowbackException {
        shop.good(insert(ITEMS, 1, 10, 5, "a"));
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        shop.good(new Row(ITEMS, Op.DDL, null, null, "RENAME TABLE items TO things"));
        shop.good(update(THINGS, row(1, 0, 5, "a"), row(1, 7, 5, "a")));
        shop.good(update(THINGS, row(1, 7, 5, "a"), row(1, 8, 5, "b")));
        RevertPlan plan = shop.plan(RevertOptions.NONCONFLICTING.in(RevertOptions.Mode.CASCADE));
        assertThat(plan.dependants()).isEqualTo(2);
        assertThat(plan.statements().stream().map(Shop::show))
                .containsExactly("UPDATE things id=1 [price=8,title=b] -> [price=10,title=a]");
    }
}
