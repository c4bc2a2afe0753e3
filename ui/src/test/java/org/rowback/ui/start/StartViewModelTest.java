package org.rowback.ui.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.ui.TimeRange;
import org.rowback.ui.fixture.Incident;
import org.rowback.ui.fixture.TestServices;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.settings.CaseView;
import org.rowback.ui.settings.Frame;
import org.rowback.ui.settings.PaneLayout;
import org.rowback.ui.settings.Settings;
import org.rowback.ui.settings.SettingsStore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class StartViewModelTest {
    private final TestServices services = new TestServices(Incident.history(10));
    private final List<StartViewModel.Opened> opened = new ArrayList<>();
    private final StartViewModel start =
            new StartViewModel(services, TaskRunner.immediate(), opened::add, _ -> {});

    @Test
    void saysWhichRecentCasesAreGone(@TempDir Path folder) throws IOException {
        Path there = Files.createFile(folder.resolve("there.rowback"));
        Path gone = folder.resolve("gone.rowback");
        start.list(
                List.of(
                        new Settings.RecentCase(there, 1, 2, CaseView.NEW),
                        new Settings.RecentCase(gone, 1, 2, CaseView.NEW)));
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
                Settings.DEFAULT
                        .opened(Path.of("/a.rowback"), 5)
                        .counted(Path.of("/a.rowback"), 7)
                        .looked(
                                Path.of("/a.rowback"),
                                new CaseView(
                                        Optional.of(ZoneId.of("Asia/Kolkata")),
                                        "query contains 'a=b\n#c' or x == 1",
                                        Optional.of(Incident.BAD),
                                        Optional.of(new TimeRange(-5, 1_791_125_472_123_456L)),
                                        4_711,
                                        12,
                                        Optional.of(new Frame(10.5, -3, 1280, 720, true)),
                                        new PaneLayout(0.25, 1 / 3.0, 0.7, 2)));
        store.save(settings);
        assertThat(store.load()).isEqualTo(settings);
        Files.writeString(folder.resolve("window.properties"), "theme=\\u12\nzone=Nowhere");
        assertThat(store.load()).isEqualTo(Settings.DEFAULT);
    }
}
