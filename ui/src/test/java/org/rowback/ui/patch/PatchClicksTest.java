package org.rowback.ui.patch;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertOptions.Collisions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RowState;
import org.rowback.history.testing.InMemoryHistory;
import org.rowback.history.testing.InMemoryHistory.Row;
import org.rowback.ui.fixture.Found;
import org.rowback.ui.fixture.Hand;
import org.rowback.ui.fixture.HandDelay;
import org.rowback.ui.fixture.Notebook;
import org.rowback.ui.fixture.Zoo;
import org.rowback.ui.fx.FxThread;
import org.rowback.ui.fx.TaskRunner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// What a hand does on the patch's page.
class PatchClicksTest {
    private final InMemoryHistory history = new InMemoryHistory();
    private final Notebook journal = new Notebook();
    private final AtomicReference<PatchViewModel> model = new AtomicReference<>();
    private final AtomicReference<Path> reviewed = new AtomicReference<>();
    private Optional<Path> chosen = Optional.empty();
    private Hand hand;

    @BeforeEach
    void open() {
        history.commit(1_000_000, 8, Row.delete(Zoo.OWNERS, Zoo.owner(1, "Ann")));
        history.commit(2_000_000, 7, Row.insert(Zoo.OWNERS, Zoo.owner(1, "Bob")));
        history.commit(3_000_000, 8, Row.update(Zoo.PETS, Zoo.pet(5, 1, 40), Zoo.pet(5, 1, 0)));
        history.commit(4_000_000, 7, Zoo.fed(5, 1, 0, 2));
        history.commit(5_000_000, 8, Row.update(Zoo.PETS, Zoo.pet(6, 1, 7), Zoo.pet(6, 1, 0)));
        hand =
                new Hand(
                        tasks -> {
                            model.set(opened(tasks));
                            return new PatchView(
                                    model.get(),
                                    new PatchView.Doors(
                                            () -> {}, _ -> {}, () -> chosen, reviewed::set));
                        });
    }

    private PatchViewModel opened(TaskRunner tasks) {
        return new PatchViewModel(history, journal, tasks.line(), tasks, HandDelay.none());
    }

    @AfterEach
    void close() {
        hand.close();
    }

    private void select(long id) throws TimeoutException {
        hand.until(
                () -> {
                    if (!model.get().basket().get().contains(id)) {
                        model.get().toggle(id);
                    }
                    return model.get().preview().get() instanceof PatchViewModel.Preview.Ready;
                });
    }

    private RevertPlan plan() {
        return ((PatchViewModel.Preview.Ready) model.get().preview().get()).plan();
    }

    private boolean isPlanned(Map<RowState, Long> counts) {
        return model.get().preview().get() instanceof PatchViewModel.Preview.Ready
                && plan().counts().equals(counts);
    }

    private PatchViewModel reopened() {
        return opened(TaskRunner.immediate());
    }

    @Test
    void aClickKeepsWhatLaterWritesAddedAndAnotherDoesNot() throws TimeoutException {
        select(3);
        hand.until(() -> isPlanned(Map.of(RowState.CONFLICT_BY_VALUE, 1L)));
        hand.until(() -> hand.isThere("relative-zoo-pets-meals"));
        assertThat(model.get().relative().offers().get())
                .extracting(RelativeViewModel.Offer::sum)
                .allMatch(sum -> sum.contains("ready 0\u00a0→\u00a01"));
        hand.click("relative-zoo-pets-meals");
        hand.until(() -> isPlanned(Map.of(RowState.READY, 1L)));
        assertThat(plan().options().relative()).containsExactly("zoo.pets.meals");
        hand.until(() -> reopened().options().relative().contains("zoo.pets.meals"));
        hand.until(() -> hand.node("relative-zoo-pets-meals", CheckBox.class).isSelected());
        hand.click("relative-zoo-pets-meals");
        hand.until(() -> isPlanned(Map.of(RowState.CONFLICT_BY_VALUE, 1L)));
    }

    @Test
    void allColumnsThatShowItAreTakenAtOnce() throws TimeoutException {
        select(3);
        hand.click("relative-all");
        hand.until(() -> isPlanned(Map.of(RowState.READY, 1L)));
        assertThat(plan().options().relative()).containsExactly(RevertOptions.ALL);
        hand.until(() -> hand.node("relative-zoo-pets-meals", CheckBox.class).isDisabled());
        assertThat(model.get().relative().offers().get().getLast().blocked()).isNotEmpty();
    }

    @Test
    void aClickChoosesWhatBecomesOfARowWhosePlaceIsTaken() throws TimeoutException {
        select(1);
        hand.click("patch-collisions-new-key");
        hand.until(
                () ->
                        model.get().options().collisions() == Collisions.NEW_KEY
                                && isPlanned(Map.of(RowState.READY, 1L)));
        hand.click("patch-collisions-quarantine");
        hand.until(
                () ->
                        model.get().preview().get() instanceof PatchViewModel.Preview.Ready
                                && plan().options().collisions() == Collisions.QUARANTINE);
        hand.until(() -> reopened().options().collisions() == Collisions.QUARANTINE);
        hand.click("patch-collisions-refuse");
        hand.until(() -> model.get().options().collisions() == Collisions.REFUSE);
    }

    @Test
    void aClickBringsBackWhatThePreflightFoundAndAnotherForgetsIt(@TempDir Path folder)
            throws TimeoutException, IOException {
        select(5);
        hand.until(() -> isPlanned(Map.of(RowState.READY, 1L)));
        chosen = Optional.of(Found.changed(plan().id(), folder.resolve("found.json"), "9"));
        FxThread.call(
                () -> {
                    hand.node("patch-tabs", TabPane.class).getSelectionModel().select(1);
                    return true;
                });
        hand.click("probes-choose");
        hand.until(() -> isPlanned(Map.of(RowState.CONFLICT_BY_VALUE, 1L)));
        hand.until(() -> hand.node("drifts", TableView.class).getItems().size() == 1);
        hand.click("probes-forget");
        hand.until(() -> isPlanned(Map.of(RowState.READY, 1L)));
    }

    @Test
    void aClickHidesAColumnFromReviewers(@TempDir Path folder) throws TimeoutException {
        select(5);
        hand.until(() -> isPlanned(Map.of(RowState.READY, 1L)));
        RevertPlan plan = plan();
        AtomicReference<ExportViewModel> exporting = new AtomicReference<>();
        try (Hand dialog =
                new Hand(
                        tasks -> {
                            exporting.set(
                                    new ExportViewModel(
                                            history,
                                            plan,
                                            Optional.empty(),
                                            Optional.empty(),
                                            folder.resolve("a.rowback"),
                                            ExportViewModel.Afterwards.NOTHING,
                                            tasks));
                            return new ExportView(
                                    exporting.get(),
                                    new ExportView.Doors(path -> path, _ -> {}, () -> {}));
                        })) {
            dialog.click("mask-zoo-pets-meals");
            dialog.until(
                    () -> dialog.node("mask-said", Label.class).getText().contains("masked 1"));
            dialog.click("export-write");
            dialog.until(() -> dialog.isThere("export-done"));
        }
        assertThat(exporting.get().folder().get().resolve("rows.csv")).content().contains("masked");
    }
}
