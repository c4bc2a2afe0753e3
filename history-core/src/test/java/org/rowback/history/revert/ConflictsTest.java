package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.revert.Shop.ITEMS;
import static org.rowback.history.revert.Shop.insert;
import static org.rowback.history.revert.Shop.row;
import static org.rowback.history.revert.Shop.update;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.RowbackException;

/// The two notions of a conflict: what a column holds now, and whether good hands wrote it since.
class ConflictsTest {
    private final Shop shop = new Shop();

    @Test
    void callsAValueThatGoodHandsWroteSinceAConflictByValue() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        shop.good(update(ITEMS, row(1, 0, 5, "a"), row(1, 12, 5, "a")));
        PlannedRow row = shop.only();
        assertThat(row.state()).isEqualTo(RowState.CONFLICT_BY_VALUE);
        assertThat(row.resolution()).isEqualTo(Resolution.BY_RULE);
        assertThat(row.cells().getFirst())
                .returns(true, PlannedCell::isOtherValue)
                .returns(true, PlannedCell::isWrittenSince);
    }

    @Test
    void callsTheBadValueThatGoodHandsWroteAgainAConflictByHistoryAndKeepsIt()
            throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        shop.good(update(ITEMS, row(1, 0, 5, "a"), row(1, 12, 5, "a")));
        long last = shop.good(update(ITEMS, row(1, 12, 5, "a"), row(1, 0, 5, "a")));
        PlannedRow row = shop.only();
        assertThat(row.state()).isEqualTo(RowState.CONFLICT_BY_HISTORY);
        assertThat(row.undo()).isEmpty();
        assertThat(row.cells().getFirst())
                .returns(false, PlannedCell::isOtherValue)
                .returns(true, PlannedCell::isWrittenSince)
                .returns(last, PlannedCell::later);
        assertThat(row.cells().getFirst().reason()).contains("to the bad value again");
    }

    @Test
    void namesTheWorseNotionWhereColumnsDiffer() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 0, "a")));
        shop.good(update(ITEMS, row(1, 0, 0, "a"), row(1, 12, 3, "a")));
        shop.good(update(ITEMS, row(1, 12, 3, "a"), row(1, 0, 3, "a")));
        PlannedRow row = shop.only();
        assertThat(row.state()).isEqualTo(RowState.CONFLICT_BY_VALUE);
        assertThat(row.cells()).extracting(PlannedCell::isOtherValue).containsExactly(false, true);
    }

    @Test
    void saysThatOtherColumnsWereWrittenSinceWithoutCallingThatAConflict() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        long good = shop.good(update(ITEMS, row(1, 0, 5, "a"), row(1, 0, 5, "b")));
        PlannedRow row = shop.only();
        assertThat(row.state()).isEqualTo(RowState.READY);
        assertThat(row.resolution()).isEqualTo(Resolution.CLEAR);
        assertThat(row.writtenSince().orElseThrow().change()).isEqualTo(good);
    }

    @Test
    void callsAnInsertedRowThatIsAsItWasInsertedAgainAConflictByHistory() throws RowbackException {
        shop.bad(insert(ITEMS, 9, 1, 2, "junk"));
        shop.good(update(ITEMS, row(9, 1, 2, "junk"), row(9, 1, 7, "junk")));
        assertThat(shop.only().state()).isEqualTo(RowState.CONFLICT_BY_VALUE);
        shop.good(update(ITEMS, row(9, 1, 7, "junk"), row(9, 1, 2, "junk")));
        PlannedRow row = shop.only();
        assertThat(row.state()).isEqualTo(RowState.CONFLICT_BY_HISTORY);
        assertThat(row.isOpen()).isTrue();
        assertThat(row.undo()).isEmpty();
    }

    @Test
    void namesEveryStateInTheIssuesWords() {
        assertThat(RowState.values())
                .extracting(RowState::label)
                .containsExactlyInAnyOrder(
                        "ready",
                        "nothing to do",
                        "already reverted",
                        "conflict by value",
                        "conflict by history",
                        "unprovable",
                        "blocked by a constraint");
    }
}
