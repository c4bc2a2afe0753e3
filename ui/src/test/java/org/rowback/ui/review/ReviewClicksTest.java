package org.rowback.ui.review;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;

import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.patch.PatchWriter;
import org.rowback.history.patch.SignOffs;
import org.rowback.history.query.History;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.history.revert.Selection;
import org.rowback.history.testing.InMemoryHistory;
import org.rowback.history.testing.InMemoryHistory.Row;
import org.rowback.ui.fixture.Hand;
import org.rowback.ui.fixture.HandDelay;
import org.rowback.ui.fixture.Notebook;
import org.rowback.ui.fixture.Zoo;
import org.rowback.ui.fx.FxThread;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.patch.PatchView;
import org.rowback.ui.patch.PatchViewModel;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// What a hand does with a patch that somebody wrote.
class ReviewClicksTest {
    @TempDir private Path folder;
    private final InMemoryHistory history = new InMemoryHistory();
    private final Notebook journal = new Notebook();
    private final AtomicReference<ReviewViewModel> model = new AtomicReference<>();
    private final AtomicReference<Rebased> anew = new AtomicReference<>();
    private String id = "";

    private static RevertPlan plan(History history) throws RowbackException {
        return RevertPlanner.plan(
                history,
                Selection.ofIds("the agent", 1),
                RevertOptions.NONCONFLICTING,
                ImportMonitor.NONE);
    }

    @BeforeEach
    void write() throws RowbackException {
        history.commit(1_000_000, 8, Row.update(Zoo.PETS, Zoo.pet(5, 1, 40), Zoo.pet(5, 1, 0)));
        RevertPlan plan = plan(history);
        id = plan.id();
        PatchWriter.write(plan, folder.resolve("patch"), "", ImportMonitor.NONE);
    }

    private Hand opened(Optional<History> open) {
        return new Hand(
                tasks -> {
                    model.set(new ReviewViewModel(open, tasks));
                    return new ReviewView(
                            model.get(),
                            new ReviewView.Doors(
                                    _ -> folder.resolve("patch"), anew::set, Optional.empty()));
                });
    }

    @Test
    void aReviewerWithoutACaseReadsTheStatementAndSigns()
            throws TimeoutException, RowbackException {
        try (Hand hand = opened(Optional.empty())) {
            hand.click("review-open");
            hand.until(() -> hand.isThere("sample-sql"));
            hand.until(() -> hand.node("sample-sql", CodeArea.class).getText().contains("UPDATE"));
            assertThat(hand.node("review-id", Label.class).getText()).isEqualTo(id);
            write(hand, "signoff-by", "Ana");
            write(hand, "signoff-rows", "1");
            hand.click("signoff-do");
            hand.until(() -> !model.get().signOffs().get().isEmpty());
            write(hand, "signoff-by", "");
            assertThat(hand.node("signoff-do", Node.class).isDisabled()).isTrue();
        }
        List<SignOffs.SignOff> signed = SignOffs.of(folder.resolve("patch"));
        assertThat(signed).extracting(SignOffs.SignOff::by).containsExactly("Ana");
        assertThat(signed.getFirst().rows().get(1)).isTrue();
    }

    private static void write(Hand hand, String id, String text) {
        FxThread.call(
                () -> {
                    hand.node(id, TextField.class).setText(text);
                    return true;
                });
    }

    @Test
    void whatDiffersNowIsShownAndWhyThatCannotBeWritten()
            throws TimeoutException, RowbackException {
        SignOffs.add(folder.resolve("patch"), "Ana", "");
        history.commit(2_000_000, 7, Row.update(Zoo.PETS, Zoo.pet(5, 1, 0), Zoo.pet(5, 2, 0)));
        history.commit(3_000_000, 7, Row.update(Zoo.PETS, Zoo.pet(5, 2, 0), Zoo.pet(5, 2, 3)));
        try (Hand hand = opened(Optional.of(history))) {
            hand.click("review-open");
            hand.until(() -> hand.isThere("review-summary"));
            hand.until(() -> hand.node("differences", TableView.class).getItems().size() == 1);
            assertThat(hand.robot().lookup(".rb-void").queryAllAs(Label.class))
                    .extracting(Label::getText)
                    .containsExactly("void: 1 row would be planned otherwise now");
            hand.until(() -> hand.node("review-write", Node.class).isDisabled());
            assertThat(model.get().notWritable().orElseThrow()).contains("Nothing is left to undo");
        }
    }

    @Test
    void aClickAsksWhereToWriteWhatIsPlannedNow() throws TimeoutException {
        try (Hand hand = opened(Optional.of(history))) {
            hand.click("review-open");
            hand.until(
                    () ->
                            model.get().difference().get()
                                    instanceof ReviewViewModel.Difference.Known);
            FxThread.call(
                    () -> {
                        hand.node("review-tabs", TabPane.class).getSelectionModel().select(1);
                        return true;
                    });
            hand.click("review-write");
            hand.until(() -> anew.get() != null);
        }
        assertThat(anew.get().plan().id()).isEqualTo(id);
        assertThat(anew.get().difference().isEmpty()).isTrue();
    }

    @Test
    void oneClickLeadsFromTheComposerToTheDifference() throws TimeoutException {
        AtomicReference<Path> shown = new AtomicReference<>();
        AtomicReference<PatchViewModel> composer = new AtomicReference<>();
        try (Hand hand =
                new Hand(
                        tasks -> {
                            composer.set(composer(tasks));
                            return new PatchView(
                                    composer.get(),
                                    new PatchView.Doors(
                                            () -> {}, _ -> {}, Optional::empty, shown::set));
                        })) {
            FxThread.call(
                    () -> {
                        composer.get().waiting().note(folder.resolve("patch"), id);
                        return true;
                    });
            hand.until(() -> !journal.standing("written patch").isEmpty());
            assertThat(hand.isThere("waiting-patches")).isFalse();
            history.commit(2_000_000, 7, Row.update(Zoo.PETS, Zoo.pet(5, 1, 0), Zoo.pet(5, 1, 3)));
            FxThread.call(
                    () -> {
                        composer.get().waiting().look();
                        return true;
                    });
            hand.click("waiting-" + id);
            hand.until(() -> shown.get() != null);
        }
        assertThat(shown.get()).isEqualTo(folder.resolve("patch").toAbsolutePath());
    }

    private PatchViewModel composer(TaskRunner tasks) {
        return new PatchViewModel(history, journal, tasks.line(), tasks, HandDelay.none());
    }

    @Test
    void aFolderWithoutAPatchIsExplained() throws TimeoutException {
        try (Hand hand =
                new Hand(
                        tasks -> {
                            model.set(new ReviewViewModel(Optional.empty(), tasks));
                            return new StackPane(
                                    new ReviewView(
                                            model.get(),
                                            new ReviewView.Doors(
                                                    _ -> folder, _ -> {}, Optional.empty())));
                        })) {
            hand.click("review-open");
            hand.until(() -> hand.isThere("review-problem"));
            assertThat(hand.node("review-problem", Label.class).getText()).contains("plan.json");
        }
    }
}
