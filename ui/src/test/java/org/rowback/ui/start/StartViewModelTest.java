package org.rowback.ui.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.ui.fixture.Incident;
import org.rowback.ui.fixture.TestServices;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.settings.Settings;
import org.rowback.ui.settings.SettingsStore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class StartViewModelTest {
    private final TestServices services = new TestServices(Incident.history(10));
    private final List<StartViewModel.Opened> opened = new ArrayList<>();
    private final StartViewModel start =
            new StartViewModel(services, TaskRunner.immediate(), opened::add);

    @Test
    void saysWhichRecentCasesAreGone(@TempDir Path folder) throws IOException {
        Path there = Files.createFile(folder.resolve("there.rowback"));
        Path gone = folder.resolve("gone.rowback");
        start.list(
                List.of(new Settings.RecentCase(there, 1, 2), new Settings.RecentCase(gone, 1, 2)));
        assertThat(start.recent())
                .extracting(StartViewModel.Recent::missing)
                .containsExactly(false, true);
    }

    @Test
    void puttingEvidenceDownMakesACaseBesideIt(@TempDir Path folder) {
        start.drop(List.of(folder.resolve("binlog.000412"), folder.resolve("binlog.000413")));
        assertThat(opened.getFirst().opened().file()).isEqualTo(folder.resolve("binlog.rowback"));
        assertThat(opened.getFirst().evidence()).hasSize(2);
    }

    @Test
    void neverWritesOverACase(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("binlog.rowback"));
        start.drop(List.of(folder.resolve("binlog.000412")));
        assertThat(opened.getFirst().opened().file()).isEqualTo(folder.resolve("binlog-2.rowback"));
    }

    @Test
    void refusesACaseAndEvidenceTogether() {
        start.drop(List.of(Path.of("a.rowback"), Path.of("binlog.000001")));
        assertThat(start.problem().get()).contains("drop the case first");
        assertThat(opened).isEmpty();
    }

    @Test
    void opensTheSampleAtItsIncident() {
        start.demo();
        assertThat(opened.getFirst().brush()).isEqualTo(Optional.of(Incident.BAD));
    }

    @Test
    void remembersSettingsAndSurvivesABrokenFile(@TempDir Path folder) throws IOException {
        SettingsStore store = new SettingsStore(folder);
        Settings settings =
                Settings.DEFAULT.opened(new Settings.RecentCase(Path.of("/a.rowback"), 5, 7));
        store.save(settings);
        assertThat(store.load()).isEqualTo(settings);
        Files.writeString(folder.resolve("window.properties"), "theme=\\u12\nzone=Nowhere");
        assertThat(store.load()).isEqualTo(Settings.DEFAULT);
    }
}
