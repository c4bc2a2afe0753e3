package org.rowback.ui.patch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RowState;
import org.rowback.history.testing.InMemoryHistory;
import org.rowback.history.testing.InMemoryHistory.Row;
import org.rowback.ui.fixture.Found;
import org.rowback.ui.fixture.HandDelay;
import org.rowback.ui.fixture.Notebook;
import org.rowback.ui.fixture.Zoo;
import org.rowback.ui.fx.TaskRunner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class ProbesViewModelTest {
    @TempDir private Path folder;
    private final InMemoryHistory history = new InMemoryHistory();
    private final PatchViewModel patch;

    ProbesViewModelTest() {
        history.commit(1_000_000, 8, Row.update(Zoo.PETS, Zoo.pet(5, 1, 40), Zoo.pet(5, 1, 0)));
        history.commit(2_000_000, 8, Row.delete(Zoo.OWNERS, Zoo.owner(3, "Ann")));
        patch =
                new PatchViewModel(
                        history,
                        new Notebook(),
                        TaskRunner.immediate().line(),
                        TaskRunner.immediate(),
                        HandDelay.none());
        patch.mode().set(RevertOptions.Mode.NONCONFLICTING);
        patch.toggle(1);
    }

    private RevertPlan plan() {
        return ((PatchViewModel.Preview.Ready) patch.preview().get()).plan();
    }

    private Path changed() throws IOException {
        return Found.changed(plan().id(), folder.resolve("found.json"), "9");
    }

    @Test
    void decidesAgainOnWhatTheServerHoldsAndTellsEachRow() throws IOException {
        String asked = plan().id();
        patch.probes().bring(changed());
        assertThat(plan().counts()).isEqualTo(Map.of(RowState.CONFLICT_BY_VALUE, 1L));
        assertThat(plan().id()).isNotEqualTo(asked);
        Drift drift = patch.probes().drifts().get().getFirst();
        assertThat(drift.row()).isEqualTo("zoo.pets 5");
        assertThat(drift.column()).isEqualTo("meals");
        assertThat(drift.planned().text()).isEqualTo("0");
        assertThat(drift.found().text()).isEqualTo("9");
        assertThat(drift.state()).isEqualTo("conflict by value");
        assertThat(drift.reason()).contains("found by preflight");
        assertThat(((ProbesViewModel.State.Brought) patch.probes().state().get()).said())
                .contains(asked)
                .contains("1 row not as planned");
    }

    @Test
    void saysThatARowIsGone() throws IOException {
        patch.probes().bring(Found.gone(plan().id(), folder.resolve("found.json")));
        assertThat(patch.probes().drifts().get().getFirst().column()).isEqualTo("no such row");
    }

    @Test
    void putsAResultAsideThatIsOfAnotherSelectionAndUsesItWhenThatIsBack() throws IOException {
        patch.probes().bring(changed());
        patch.toggle(2);
        assertThat(plan().counts()).isEqualTo(Map.of(RowState.READY, 2L));
        ProbesViewModel.State.Brought aside =
                (ProbesViewModel.State.Brought) patch.probes().state().get();
        assertThat(aside.applies()).isFalse();
        assertThat(aside.said()).contains(plan().id()).contains("nothing is decided on it");
        assertThat(patch.probes().used()).isEmpty();
        patch.undo();
        assertThat(plan().counts()).isEqualTo(Map.of(RowState.CONFLICT_BY_VALUE, 1L));
        assertThat(patch.probes().used()).isPresent();
    }

    @Test
    void explainsAFileThatIsNoResult() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "hello");
        patch.probes().bring(file);
        assertThat(patch.probes().state().get())
                .isInstanceOfSatisfying(
                        ProbesViewModel.State.Failed.class,
                        failed -> assertThat(failed.message()).contains("something is missing"));
        assertThat(plan().counts()).isEqualTo(Map.of(RowState.READY, 1L));
    }

    @Test
    void plansByTheLogAgainWhenTheResultIsForgotten() throws IOException {
        patch.probes().bring(changed());
        patch.probes().forget();
        assertThat(plan().counts()).isEqualTo(Map.of(RowState.READY, 1L));
        assertThat(patch.probes().state().get()).isEqualTo(new ProbesViewModel.State.Nothing());
    }
}
