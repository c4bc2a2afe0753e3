package org.rowback.ui.causes;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.SimpleObjectProperty;

import org.junit.jupiter.api.Test;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.history.ties.Strength;
import org.rowback.ui.fixture.HandDelay;
import org.rowback.ui.fixture.Incident;
import org.rowback.ui.fixture.Notebook;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.patch.PatchViewModel;
import org.rowback.ui.text.TimeFormat;

import java.util.List;

class CausesViewModelTest {
    private static final History HISTORY = Incident.history(40);

    private final PatchViewModel patch =
            new PatchViewModel(
                    HISTORY,
                    new Notebook(),
                    TaskRunner.immediate().line(),
                    TaskRunner.immediate(),
                    HandDelay.none());
    private final CausesViewModel model =
            new CausesViewModel(
                    HISTORY,
                    patch,
                    TaskRunner.immediate(),
                    new SimpleObjectProperty<>(TimeFormat.UTC));

    private static long firstBad() throws RowbackException {
        Scan bad = Scan.ALL.times(Incident.BAD.fromMicros(), Incident.BAD.toMicros());
        try (Cursor<Change> changes = HISTORY.changes(bad, ImportMonitor.NONE)) {
            while (changes.next()) {
                if (changes.get().transaction().thread() == Incident.AGENT) {
                    return changes.get().id();
                }
            }
        }
        throw new AssertionError("no bad change");
    }

    @Test
    void whatWasAskedAboutIsSelectedAndEachTieNamesRuleAndStrength() throws RowbackException {
        long bad = firstBad();
        model.show(bad);
        assertThat(model.state().get()).isInstanceOf(CausesViewModel.State.Found.class);
        assertThat(model.selectedChange()).isEqualTo(bad);
        assertThat(model.ties()).isNotEmpty();
        assertThat(model.selectionText())
                .contains("change " + bad)
                .contains("same transaction, proven");
    }

    @Test
    void guessesCanBeLeftOutOfGraphAndTable() throws RowbackException {
        model.show(firstBad());
        assertThat(model.count(Strength.GUESS)).isPositive();
        int boxes = model.layout().get().boxes().size();
        model.toggle(Strength.GUESS);
        assertThat(model.ties()).noneMatch(tie -> tie.strength() == Strength.GUESS);
        assertThat(model.layout().get().links())
                .noneMatch(link -> link.strength() == Strength.GUESS);
        assertThat(model.layout().get().boxes()).hasSizeLessThan(boxes);
    }

    @Test
    void onlyCausesAreShownWhereOnlyTheyAreAskedFor() throws RowbackException {
        model.show(firstBad());
        long both = model.ties().size();
        model.side().set(Side.CAUSES);
        assertThat(model.ties()).isNotEmpty().hasSizeLessThan((int) both);
    }

    @Test
    void theWholeTransactionIsAskedAbout() throws RowbackException {
        model.show(firstBad());
        model.whole().set(true);
        long changes = HISTORY.change(firstBad()).orElseThrow().transaction().changes();
        assertThat(model.title().get()).startsWith("transaction ");
        assertThat(model.graph().nodes().stream().filter(n -> n.depth() == 0))
                .hasSize((int) changes);
    }

    @Test
    void consequencesGoIntoThePatchAsOneStepWithTheirCountToldBefore() throws RowbackException {
        model.show(firstBad());
        Addition offered = model.consequences();
        assertThat(offered.size()).isPositive();
        model.add(offered);
        assertThat(patch.basket().get().size()).isEqualTo(offered.size());
        assertThat(patch.basket().get().description())
                .isEqualTo("consequences of change " + firstBad() + " (proven and derived)");
        assertThat(model.consequences().blocked()).contains("in the patch already");
        patch.undo();
        assertThat(patch.basket().get().isEmpty()).isTrue();
    }

    @Test
    void theFarEndsOfTheTableRowsChosenAreAdded() throws RowbackException {
        model.show(firstBad());
        TieRow row = model.ties().getFirst();
        model.selectTies(List.of(row));
        model.add(model.selection());
        assertThat(patch.basket().get().contains(row.node().change())).isTrue();
        assertThat(patch.basket().get().size()).isEqualTo(1);
    }

    @Test
    void whatTheLogDoesNotHoldCannotBeAddedAndSaysWhy() {
        Graphs graphs = new Graphs();
        graphs.node("items", 1, 1, true);
        Addition addition = Addition.of(graphs.graph().nodes(), "picked", patch);
        assertThat(addition.size()).isZero();
        assertThat(addition.blocked()).contains("The log does not hold this change");
    }

    @Test
    void aChangeThatIsNotThereIsExplained() {
        model.show(99_999_999);
        assertThat(model.state().get()).isInstanceOf(CausesViewModel.State.Failed.class);
        assertThat(model.note().get()).isEqualTo("The case holds no such change.");
    }

    @Test
    void aGroupOpensAndClosesAgain() throws RowbackException {
        model.show(firstBad());
        int boxes = model.layout().get().boxes().size();
        int group = 0;
        while (!model.layout().get().boxes().get(group).isGroup()) {
            group++;
        }
        model.open(group);
        assertThat(model.layout().get().boxes()).hasSizeGreaterThan(boxes);
        model.close(model.selectedBox().orElseThrow());
        assertThat(model.layout().get().boxes()).hasSize(boxes);
    }
}
