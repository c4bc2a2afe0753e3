package org.rowback.ui.importing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowback.ui.fixture.Incident;
import org.rowback.ui.fixture.TestServices;
import org.rowback.ui.fx.Progress;
import org.rowback.ui.fx.TaskRunner;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class ImportViewModelTest {
    private final TestServices services = new TestServices(Incident.history(10));
    private int refreshed;

    private ImportViewModel importing(TaskRunner tasks) {
        return new ImportViewModel(
                services,
                services.opened(Path.of("a.rowback")),
                tasks,
                () -> 0,
                () -> false,
                () -> refreshed++);
    }

    @Test
    void showsEachSourceAndWhatCameOfIt() {
        ImportViewModel model = importing(TaskRunner.immediate());
        model.add(List.of(Path.of("binlog.000412"), Path.of("notes.txt")));
        assertThat(model.running()).hasSize(1);
        assertThat(model.running().getFirst().state()).isEqualTo(SourceProgress.State.DONE);
        assertThat(model.refused()).singleElement().asString().contains("not a binlog");
        assertThat(model.result().get()).contains("1 source");
        assertThat(refreshed).isPositive();
    }

    @Test
    void aCancelledImportSaysThatWhatWasReadIsKept() {
        List<Runnable> work = new ArrayList<>();
        ImportViewModel model = importing(new TaskRunner(work::add, Runnable::run, _ -> {}));
        work.clear();
        model.add(List.of(Path.of("binlog.000412")));
        model.cancel();
        work.removeFirst().run();
        assertThat(model.busy().get()).isFalse();
        assertThat(model.result().get()).contains("is in the case");
    }

    @Test
    void listsFindingsByKindWorstFirst() {
        assertThat(importing(TaskRunner.immediate()).findings())
                .extracting(finding -> finding.kind().severity().name())
                .containsExactly("ERROR", "WARNING", "WARNING");
    }

    @Test
    void tellsAmountRateAndTimeLeft() {
        SourceProgress half =
                new SourceProgress(
                        new Progress("reading a", 200_000_000, 400_000_000, "bytes"),
                        0,
                        1_000_000_000L,
                        SourceProgress.State.RUNNING);
        assertThat(half.amount()).isEqualTo("200.0 MB of 400.0 MB");
        assertThat(half.pace()).isEqualTo("200.0 MB/s · 1.0 s left");
        assertThat(half.fraction()).isEqualTo(0.5);
    }
}
