package org.rowback.ui.patch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
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

class MaskViewModelTest {
    @TempDir private Path folder;
    private final InMemoryHistory history = new InMemoryHistory();
    private final PatchViewModel patch;

    MaskViewModelTest() {
        history.commit(1_000_000, 8, Row.delete(Zoo.OWNERS, Zoo.owner(3, "Ann")));
        history.commit(2_000_000, 8, Row.update(Zoo.PETS, Zoo.pet(5, 1, 40), Zoo.pet(5, 1, 0)));
        patch =
                new PatchViewModel(
                        history,
                        new Notebook(),
                        TaskRunner.immediate().line(),
                        TaskRunner.immediate(),
                        HandDelay.none());
        patch.toggle(1);
        patch.toggle(2);
    }

    private ExportViewModel export() {
        RevertPlan plan = ((PatchViewModel.Preview.Ready) patch.preview().get()).plan();
        return new ExportViewModel(
                history,
                plan,
                patch.checks().dryRun().get(),
                patch.probes().used(),
                folder.resolve("a.rowback"),
                ExportViewModel.Afterwards.NOTHING,
                TaskRunner.immediate());
    }

    @Test
    void listsTheColumnsThatThePatchTouches() {
        assertThat(export().mask().columns().get())
                .extracting(MaskViewModel.Maskable::name)
                .containsExactlyInAnyOrder(
                        "zoo.owners.id", "zoo.owners.name", "zoo.pets.id", "zoo.pets.meals");
    }

    @Test
    void showsWhatAMaskedValueReads() {
        MaskViewModel mask = export().mask();
        assertThat(mask.said().get()).contains("each value of a hidden column becomes a number");
        mask.hide("zoo.owners.name", true);
        assertThat(mask.said().get()).startsWith("zoo.owners.name: Ann reads “masked 1”");
        mask.hide("zoo.owners.name", false);
        assertThat(mask.masked().get()).isEmpty();
    }

    @Test
    void hidesValuesFromReviewersAndTellsTheCommand() throws IOException {
        ExportViewModel export = export();
        export.mask().hide("zoo.owners.name", true);
        export.by().set("Rita");
        export.write();
        Path written = export.folder().get();
        assertThat(Files.readString(written.resolve("rows.csv")))
                .contains("masked 1")
                .doesNotContain("Ann");
        assertThat(Files.readString(written.resolve("report.html"))).doesNotContain("Ann");
        assertThat(Files.readString(written.resolve("apply.sql"))).contains("'Ann'");
        assertThat(Files.readString(written.resolve("plan.json")))
                .contains("--mask zoo.owners.name")
                .contains("\"plannedBy\":\"Rita\"");
    }

    @Test
    void tellsTheCommandWhatThePreflightFound() throws IOException {
        patch.mode().set(RevertOptions.Mode.NONCONFLICTING);
        RevertPlan asked = ((PatchViewModel.Preview.Ready) patch.preview().get()).plan();
        Path found = Found.gone(asked.id(), folder.resolve("found.json"));
        patch.probes().bring(found);
        ExportViewModel export = export();
        export.write();
        assertThat(Files.readString(export.folder().get().resolve("plan.json")))
                .contains(" --probe-results " + found);
    }
}
