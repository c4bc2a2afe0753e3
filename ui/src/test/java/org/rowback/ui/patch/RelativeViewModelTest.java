package org.rowback.ui.patch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.model.RowbackException;
import org.rowback.history.patch.EarlierPatch;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.testing.InMemoryHistory;
import org.rowback.history.testing.InMemoryHistory.Row;
import org.rowback.ui.fixture.HandDelay;
import org.rowback.ui.fixture.Notebook;
import org.rowback.ui.fixture.Zoo;
import org.rowback.ui.fx.TaskRunner;

import java.nio.file.Path;
import java.util.Optional;

class RelativeViewModelTest {
    private final InMemoryHistory history = new InMemoryHistory();
    private final Notebook journal = new Notebook();
    private final PatchViewModel patch;

    RelativeViewModelTest() {
        history.commit(1_000_000, 8, Row.update(Zoo.PETS, Zoo.pet(5, 1, 40), Zoo.pet(5, 1, 0)));
        history.commit(2_000_000, 7, Zoo.fed(5, 1, 0, 2));
        history.commit(3_000_000, 7, Row.update(Zoo.PETS, Zoo.pet(5, 1, 2), Zoo.pet(5, 1, 3)));
        history.commit(4_000_000, 8, Row.update(Zoo.PETS, Zoo.pet(6, 1, 7), Zoo.pet(6, 2, 7)));
        patch = opened();
    }

    private PatchViewModel opened() {
        return new PatchViewModel(
                history,
                journal,
                TaskRunner.immediate().line(),
                TaskRunner.immediate(),
                HandDelay.none());
    }

    private RevertPlan plan() {
        return ((PatchViewModel.Preview.Ready) patch.preview().get()).plan();
    }

    @Test
    void offersAColumnWithTheEvidenceAndTakesNoneUnasked() {
        patch.toggle(1);
        assertThat(plan().options().relative()).isEmpty();
        assertThat(patch.relative().offers().get())
                .extracting(RelativeViewModel.Offer::name)
                .containsExactly(RevertOptions.ALL, "zoo.pets.meals");
        RelativeViewModel.Offer meals = patch.relative().offers().get().getLast();
        assertThat(meals.evidence())
                .isEqualTo("1 of 2 later writes moved it by their statement, like n = n + 1");
        assertThat(meals.sum())
                .isEqualTo("ready 0\u00a0→\u00a01 · conflict by value 1\u00a0→\u00a00");
        assertThat(meals.isTaken()).isFalse();
    }

    @Test
    void offersNothingWhereNoNumberWasWrittenSince() {
        patch.toggle(4);
        assertThat(patch.relative().offers().get()).isEmpty();
    }

    @Test
    void keepsTheChoiceInTheCaseAndTakesItBack() {
        patch.toggle(1);
        patch.relative().take("zoo.pets.meals", true);
        assertThat(opened().basket().get()).isEqualTo(patch.basket().get());
        assertThat(opened().options().relative()).containsExactly("zoo.pets.meals");
        patch.undo();
        assertThat(opened().options().relative()).isEmpty();
        assertThat(patch.relative().offers().get().getLast().isTaken()).isFalse();
    }

    @Test
    void letsOneLeaveAColumnThatNothingIsKeptByAnyMore() {
        patch.toggle(1);
        patch.relative().take("zoo.pets.meals", true);
        patch.toggle(4);
        patch.toggle(1);
        RelativeViewModel.Offer left = patch.relative().offers().get().getLast();
        assertThat(left.name()).isEqualTo("zoo.pets.meals");
        assertThat(left.isTaken()).isTrue();
        patch.relative().take("zoo.pets.meals", false);
        assertThat(patch.relative().offers().get()).isEmpty();
    }

    @Test
    void exportsWhatPlansTheSameAgain(@TempDir Path folder) throws RowbackException {
        patch.toggle(1);
        patch.relative().take("zoo.pets.meals", true);
        patch.mode().set(RevertOptions.Mode.NONCONFLICTING);
        ExportViewModel export =
                new ExportViewModel(
                        history,
                        plan(),
                        patch.checks().dryRun().get(),
                        Optional.empty(),
                        folder.resolve("a.rowback"),
                        ExportViewModel.Afterwards.NOTHING,
                        TaskRunner.immediate());
        export.write();
        assertThat(EarlierPatch.read(export.folder().get()).options().relative())
                .containsExactly("zoo.pets.meals");
    }
}
