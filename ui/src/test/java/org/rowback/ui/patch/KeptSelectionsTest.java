package org.rowback.ui.patch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.history.revert.SavedSelection;
import org.rowback.ui.fixture.HandDelay;
import org.rowback.ui.fixture.Incident;
import org.rowback.ui.fixture.Notebook;
import org.rowback.ui.fx.TaskRunner;

import java.time.ZoneOffset;

class KeptSelectionsTest {
    private static final History HISTORY = Incident.history(40);

    private final Notebook journal = new Notebook();
    private final PatchViewModel patch = open();

    private PatchViewModel open() {
        return new PatchViewModel(
                HISTORY,
                journal,
                TaskRunner.immediate().line(),
                TaskRunner.immediate(),
                HandDelay.none());
    }

    private void stageTheIncident() {
        Scan bad = Scan.ALL.times(Incident.BAD.fromMicros(), Incident.BAD.toMicros());
        patch.addAll(
                "incident", (from, to, _, monitor) -> HISTORY.changes(bad.ids(from, to), monitor));
    }

    @Test
    void whatIsKeptByNameIsPutIntoThePatchOfAnotherWindow() {
        stageTheIncident();
        patch.kept().keep(" the incident ", patch.basket().get());
        assertThat(patch.said().get()).contains("the incident");
        patch.clear();
        PatchViewModel other = open();
        SavedSelection kept = other.kept().all().get().getFirst();
        assertThat(kept.name()).isEqualTo("the incident");
        other.kept().take(kept);
        stageTheIncident();
        assertThat(other.basket().get().ids()).isEqualTo(patch.basket().get().ids());
        assertThat(other.basket().get().description()).contains("incident");
    }

    @Test
    void takesWhatTheCommandLineKept() throws Exception {
        SavedSelection typed =
                SavedSelection.matching("agent", "thread == " + Incident.AGENT, ZoneOffset.UTC);
        journal.add(SavedSelection.KIND, typed.toJson());
        PatchViewModel other = open();
        other.kept().take(other.kept().all().get().getFirst());
        assertThat(other.basket().get().size()).isPositive();
        assertThat(other.basket().get().description()).isEqualTo("thread == " + Incident.AGENT);
    }

    @Test
    void anotherOfTheSameNameReplacesIt() {
        stageTheIncident();
        patch.kept().keep("bad", patch.basket().get());
        patch.kept().keep("bad", Basket.of(1));
        assertThat(patch.kept().all().get()).hasSize(1);
        assertThat(patch.kept().all().get().getFirst().picked().cardinality()).isEqualTo(1);
    }

    @Test
    void keepsNothingWithoutAName() {
        stageTheIncident();
        patch.kept().keep("  ", patch.basket().get());
        assertThat(patch.kept().all().get()).isEmpty();
    }
}
