package org.rowback.ui.rowhistory;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.SimpleObjectProperty;

import org.junit.jupiter.api.Test;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.ui.fixture.Incident;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.text.TimeFormat;

class RowHistoryViewModelTest {
    private static final History HISTORY = Incident.history(40);

    private final RowHistoryViewModel model =
            new RowHistoryViewModel(
                    HISTORY, TaskRunner.immediate(), new SimpleObjectProperty<>(TimeFormat.UTC));

    private static long firstBadOrder() throws RowbackException {
        Scan bad = Scan.ALL.times(Incident.BAD.fromMicros(), Incident.BAD.toMicros());
        try (Cursor<Change> changes = HISTORY.changes(bad, ImportMonitor.NONE)) {
            while (changes.next()) {
                if (changes.get().table().table().equals("orders")
                        && changes.get().transaction().thread() == Incident.AGENT) {
                    return changes.get().id();
                }
            }
        }
        throw new AssertionError("no bad order");
    }

    @Test
    void looksAtTheVersionOfTheChangeAndBlamesIt() throws RowbackException {
        long bad = firstBadOrder();
        model.show(bad);
        assertThat(model.lookedChange()).isEqualTo(bad);
        BlameRow total =
                model.columns().stream()
                        .filter(row -> row.column().equals("total"))
                        .findFirst()
                        .orElseThrow();
        assertThat(total.setHere()).isTrue();
        assertThat(total.value().text()).isEqualTo("0.00");
        assertThat(total.by()).isEqualTo("v" + (model.looked().get() + 1));
        assertThat(total.when()).contains("thread 8812");
    }

    @Test
    void stepsToTheVersionBeforeWhereTheValueWasStillRight() throws RowbackException {
        model.show(firstBadOrder());
        model.step(-1);
        assertThat(model.columns())
                .filteredOn(row -> row.column().equals("total"))
                .noneMatch(row -> row.value().text().equals("0.00"));
        model.step(-1_000);
        assertThat(model.looked().get()).isZero();
    }
}
