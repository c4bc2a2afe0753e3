package org.rowback.ui.cells;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowback.ui.fixture.Minimal;
import org.rowback.ui.fx.TaskRunner;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class CopyViewModelTest {
    private final List<String> clipboard = new ArrayList<>();
    private final CopyViewModel copies =
            new CopyViewModel(
                    Minimal.history(),
                    Path.of("my case.rowback"),
                    TaskRunner.immediate(),
                    clipboard::add,
                    _ -> {});

    private String copied(long change, CopyForm form) {
        copies.copy(new CellSubject(change, "0.00", Optional.empty()), form);
        return clipboard.getLast();
    }

    @Test
    void writesTheStatementThatUndoesAChange() {
        assertThat(copied(Minimal.UPDATE, CopyForm.UNDO))
                .startsWith("UPDATE `shop`.`orders`")
                .contains("`total` = 12.90")
                .contains("`total` <=> 0.00");
    }

    @Test
    void saysWhyAChangeCannotBeUndone() {
        assertThat(copied(Minimal.STRANGER, CopyForm.UNDO))
                .startsWith("-- unprovable: not proven: total");
    }

    @Test
    void keepsNullEmptyAndNotLoggedApartInCsv() {
        assertThat(copied(Minimal.INSERT, CopyForm.CSV))
                .isEqualTo(
                        "side,id,customer_id,status,total,note,updated_at\n"
                                + "new,7,3,new,12.90,gift,2026-10-04 00:00:00.000\n");
        assertThat(copied(Minimal.STRANGER, CopyForm.CSV))
                .contains("new,8,⌀ not logged,⌀ not logged,0.00");
    }

    @Test
    void quotesWhatAShellWouldTakeApart() {
        assertThat(copied(2, CopyForm.COMMAND)).isEqualTo("rowback show 'my case.rowback' 2");
        copies.copyView("query contains 'x'", "UTC");
        assertThat(clipboard.getLast())
                .isEqualTo(
                        "rowback changes 'my case.rowback' --tz UTC --where"
                                + " 'query contains '\\''x'\\'''");
    }
}
