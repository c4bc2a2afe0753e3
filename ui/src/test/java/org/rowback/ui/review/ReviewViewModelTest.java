package org.rowback.ui.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.model.RowbackException;
import org.rowback.history.patch.PatchBundle;
import org.rowback.history.patch.SignOffs;
import org.rowback.history.revert.PlanDifference.RowDifference;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.testing.InMemoryHistory;
import org.rowback.history.testing.InMemoryHistory.Row;
import org.rowback.ui.fixture.HandDelay;
import org.rowback.ui.fixture.Notebook;
import org.rowback.ui.fixture.Zoo;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.patch.ExportViewModel;
import org.rowback.ui.patch.PatchViewModel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

class ReviewViewModelTest {
    @TempDir private Path folder;
    private final InMemoryHistory history = new InMemoryHistory();
    private final Notebook journal = new Notebook();
    private final PatchViewModel patch;
    private Path written = Path.of("");

    ReviewViewModelTest() {
        history.commit(1_000_000, 8, Row.update(Zoo.PETS, Zoo.pet(5, 1, 40), Zoo.pet(5, 1, 0)));
        history.commit(2_000_000, 8, Row.delete(Zoo.OWNERS, Zoo.owner(3, "Ann")));
        patch = composer();
        patch.mode().set(RevertOptions.Mode.NONCONFLICTING);
        patch.toggle(1);
        patch.toggle(2);
    }

    private PatchViewModel composer() {
        return new PatchViewModel(
                history,
                journal,
                TaskRunner.immediate().line(),
                TaskRunner.immediate(),
                HandDelay.none());
    }

    @BeforeEach
    void write() {
        ExportViewModel export =
                new ExportViewModel(
                        history,
                        ((PatchViewModel.Preview.Ready) patch.preview().get()).plan(),
                        Optional.empty(),
                        Optional.empty(),
                        folder.resolve("a.rowback"),
                        ExportViewModel.Afterwards.NOTHING,
                        TaskRunner.immediate());
        export.write();
        written = export.folder().get();
        patch.waiting().note(written, id());
    }

    private String id() {
        return ((PatchViewModel.Preview.Ready) patch.preview().get()).plan().id();
    }

    private ReviewViewModel opened(Optional<InMemoryHistory> of) {
        ReviewViewModel review = new ReviewViewModel(of.map(h -> h), TaskRunner.immediate());
        review.open(written);
        return review;
    }

    private static Rebased rebased(ReviewViewModel review) {
        return ((ReviewViewModel.Difference.Known) review.difference().get()).rebased();
    }

    /// Later somebody fed the pet that the patch puts right.
    private void importMore() {
        history.commit(3_000_000, 7, Row.update(Zoo.PETS, Zoo.pet(5, 1, 0), Zoo.pet(5, 1, 2)));
    }

    @Test
    void showsSamplesOfEachTableWithTheirStatements() {
        PatchBundle bundle = opened(Optional.empty()).bundle().orElseThrow();
        assertThat(bundle.patch().id()).isEqualTo(id());
        assertThat(bundle.statements()).isEqualTo(2);
        assertThat(bundle.tables())
                .extracting(PatchBundle.Table::name)
                .containsExactly("zoo.owners", "zoo.pets");
        PatchBundle.Sample pet = bundle.tables().getLast().samples().getFirst();
        assertThat(pet.sql()).contains("UPDATE").contains("`meals`").contains("40");
        assertThat(pet.columns().getFirst().before().orElseThrow())
                .hasToString(pet.columns().getFirst().after().orElseThrow().toString());
        PatchBundle.Sample owner = bundle.tables().getFirst().samples().getFirst();
        assertThat(owner.operation()).isEqualTo("insert");
        assertThat(owner.columns()).allMatch(c -> c.now().isEmpty() && c.after().isPresent());
    }

    @Test
    void needsNoCaseToReadButSaysWhyItCannotCompare() {
        ReviewViewModel review = opened(Optional.empty());
        assertThat(review.notComparable().orElseThrow()).contains("open the case");
        review.compare();
        assertThat(review.difference().get()).isEqualTo(new ReviewViewModel.Difference.Unknown());
    }

    @Test
    void findsNoDifferenceWhereNothingCame() {
        ReviewViewModel review = opened(Optional.of(history));
        assertThat(rebased(review).difference().isEmpty()).isTrue();
        assertThat(rebased(review).plan().id()).isEqualTo(id());
    }

    @Test
    void tellsWhatDiffersAndWhichSignOffsThatVoids() {
        ReviewViewModel review = opened(Optional.empty());
        review.by().set("Ana");
        review.signOff();
        review.by().set("Bea");
        review.rows().set(Integer.toString(row(review, "zoo.owners")));
        review.signOff();
        assertThat(review.standing(review.signOffs().get().getFirst()))
                .isEqualTo("not compared with the case");
        importMore();
        ReviewViewModel later = opened(Optional.of(history));
        assertThat(rebased(later).difference().first())
                .containsExactly(new RowDifference("zoo.pets", "5", "ready", "conflict by value"));
        assertThat(later.signOffs().get())
                .extracting(SignOffs.SignOff::by, later::standing)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "Ana", "void: 1 row would be planned otherwise now"),
                        org.assertj.core.groups.Tuple.tuple("Bea", "holds"));
    }

    private static int row(ReviewViewModel review, String table) {
        return review.bundle().orElseThrow().tables().stream()
                .filter(t -> t.name().equals(table))
                .findFirst()
                .orElseThrow()
                .samples()
                .getFirst()
                .number();
    }

    @Test
    void writesTheNewPatchWithTheSignOffsThatHold() throws RowbackException {
        ReviewViewModel review = opened(Optional.empty());
        review.by().set("Bea");
        review.rows().set(Integer.toString(row(review, "zoo.owners")));
        review.signOff();
        importMore();
        Rebased rebased = rebased(opened(Optional.of(history)));
        ExportViewModel export =
                new ExportViewModel(
                        history,
                        rebased.plan(),
                        Optional.empty(),
                        Optional.empty(),
                        folder.resolve("b.rowback"),
                        directory -> rebased.carry(written, directory),
                        TaskRunner.immediate());
        export.write();
        assertThat(SignOffs.of(export.folder().get()))
                .extracting(SignOffs.SignOff::by)
                .containsExactly("Bea");
    }

    @Test
    void asksForANameAndExplainsRowsThatAreNone() {
        ReviewViewModel review = opened(Optional.empty());
        review.by().set(" ");
        assertThat(review.notSignable().orElseThrow()).isEqualTo("Say who signs.");
        review.by().set("Ana");
        review.rows().set("all of them");
        review.signOff();
        assertThat(review.problem().get()).contains("name them like 1-40,52");
        assertThat(review.signOffs().get()).isEmpty();
    }

    @Test
    void explainsAFolderThatHoldsNoPatch() throws IOException {
        written = Files.createDirectory(folder.resolve("empty"));
        assertThat(opened(Optional.empty()).state().get())
                .isInstanceOfSatisfying(
                        ReviewViewModel.State.Failed.class,
                        failed -> assertThat(failed.message()).contains("plan.json"));
    }

    @Test
    void saysThatLogsCameInWhileAPatchWaits() {
        assertThat(patch.waiting().outdated().get()).isEmpty();
        importMore();
        patch.waiting().look();
        assertThat(patch.waiting().outdated().get())
                .singleElement()
                .satisfies(
                        waiting -> {
                            assertThat(waiting.directory()).isEqualTo(written.toAbsolutePath());
                            assertThat(waiting.changes()).isEqualTo(1);
                        });
        assertThat(composer().waiting().outdated().get()).hasSize(1);
        patch.waiting().note(written, id());
        assertThat(patch.waiting().outdated().get()).isEmpty();
    }

    @Test
    void doesNotSpeakOfAPatchThatIsGone() throws IOException {
        importMore();
        Files.delete(written.resolve("plan.json"));
        patch.waiting().look();
        assertThat(patch.waiting().outdated().get()).isEmpty();
    }
}
