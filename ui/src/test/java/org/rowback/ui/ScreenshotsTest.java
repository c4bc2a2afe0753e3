package org.rowback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.dialect.Dialect;
import org.rowback.history.filter.Catalog;
import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.patch.PatchWriter;
import org.rowback.history.query.History;
import org.rowback.history.report.Mask;
import org.rowback.history.report.ReportContext;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.history.revert.Selection;
import org.rowback.ui.fixture.Incident;
import org.rowback.ui.fixture.TestServices;
import org.rowback.ui.settings.CaseView;
import org.rowback.ui.settings.Settings;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.imageio.ImageIO;

/// Makes the pictures of the guide. With `-Drowback.pictures=FOLDER` they are kept there, e.g. in `docs/pictures`.
class ScreenshotsTest {
    @Test
    void everyScreenShowsSomethingInLightAndDark(@TempDir Path scratch)
            throws IOException, RowbackException {
        String kept = System.getProperty("rowback.pictures", "");
        boolean keep = !kept.isEmpty();
        TestServices services = new TestServices(Incident.history(keep ? 180 : 40));
        List<Path> pictures =
                Screenshots.take(
                        services,
                        services.opened(Path.of("/cases/acme-october.rowback")),
                        story(services, scratch, keep),
                        keep ? Path.of(kept) : scratch,
                        Screenshots.Size.USUAL);
        assertThat(pictures).hasSize(32);
        for (Path picture : pictures) {
            BufferedImage image = ImageIO.read(picture.toFile());
            assertThat(image.getWidth()).as(picture.toString()).isEqualTo(1440);
            assertThat(colours(image)).as(picture.toString()).hasSizeGreaterThan(40);
            boolean isDark = picture.toString().contains("dark");
            int corner = image.getRGB(5, image.getHeight() - 3) & 0xff;
            assertThat(corner < 128).as(picture.toString()).isEqualTo(isDark);
        }
    }

    private static Screenshots.Story story(TestServices services, Path scratch, boolean keep)
            throws RowbackException {
        Path file = Path.of("/cases/acme-october.rowback");
        Screenshots.Story own =
                Screenshots.Story.of(
                        services.opened(file),
                        Optional.of(Incident.BAD),
                        "thread == 8812",
                        ZoneId.of("UTC"));
        List<Settings.RecentCase> recent = new ArrayList<>(own.recent());
        long day = Incident.DAY / 1_000;
        recent.add(
                new Settings.RecentCase(
                        Path.of("/cases/billing-replica.rowback"),
                        day - 170_000_000,
                        98_214_377,
                        CaseView.NEW));
        recent.add(
                new Settings.RecentCase(
                        Path.of("/media/gone/warehouse.rowback"),
                        day - 890_000_000,
                        41_206,
                        CaseView.NEW));
        return new Screenshots.Story(
                own.brush(),
                own.filter(),
                own.zone(),
                recent,
                Optional.of(
                        new Screenshots.Colleagues(
                                patch(scratch.resolve("patch-friday"), keep),
                                plan -> preflight(plan, scratch.resolve("found.json")))));
    }

    private static Set<Integer> colours(BufferedImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y += 2) {
            for (int x = 0; x < image.getWidth(); x += 2) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours;
    }

    /// A patch that was planned before the last hours of the day were imported, and signed by two.
    private static Path patch(Path directory, boolean keep) {
        try {
            History early = Incident.early(keep ? 180 : 40);
            RevertPlan plan =
                    RevertPlanner.plan(
                            early,
                            Selection.matching(
                                    Filter.parse(
                                            "thread == 8812 time in 14:13..14:21",
                                            Catalog.of(early, ZoneId.of("UTC")))),
                            RevertOptions.NONCONFLICTING,
                            ImportMonitor.NONE);
            ReportContext context =
                    new ReportContext("", Optional.empty(), Mask.NONE, "UTC", "R. Berger");
            PatchWriter.write(
                    plan, directory, Dialect.forServer(plan.server()), context, ImportMonitor.NONE);
            Files.writeString(
                    directory.resolve("signoffs.jsonl"),
                    signed("Ana Lima", plan.id(), "") + signed("Bo Chen", plan.id(), "1-20"));
            return directory;
        } catch (RowbackException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(String by, String patch, String rows) {
        return "{\"by\":\"%s\",\"at\":\"2026-10-04T16:40:00Z\",\"patch\":\"%s\",\"rows\":\"%s\"}%n"
                .formatted(by, patch, rows);
    }

    /// Of the first rows one is gone, one holds another value, and one is right already.
    private static Path preflight(RevertPlan plan, Path file) {
        try {
            int columns = plan.statements().get(1).undo().orElseThrow().probed().size();
            String cells = "V31322e3530" + String.join("", Collections.nCopies(columns - 1, ",B"));
            return Files.writeString(
                    file,
                    """
                    {"statement":"1","state":"not as planned","found":"absent"}
                    {"statement":"2","state":"not as planned","found":"%s"}
                    {"statement":"3","state":"already reverted","found":"-"}
                    {"preflight":"Rowback %s","ready":"0","already_reverted":"1","not_as_planned":"2"}
                    """
                            .formatted(cells, plan.id()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
