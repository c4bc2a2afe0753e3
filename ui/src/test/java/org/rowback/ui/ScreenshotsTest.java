package org.rowback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.model.RowbackException;
import org.rowback.ui.fixture.Incident;
import org.rowback.ui.fixture.TestServices;
import org.rowback.ui.settings.CaseView;
import org.rowback.ui.settings.Settings;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
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
                        story(services),
                        keep ? Path.of(kept) : scratch,
                        Screenshots.Size.USUAL);
        assertThat(pictures).hasSize(24);
        for (Path picture : pictures) {
            BufferedImage image = ImageIO.read(picture.toFile());
            assertThat(image.getWidth()).as(picture.toString()).isEqualTo(1440);
            assertThat(colours(image)).as(picture.toString()).hasSizeGreaterThan(40);
            boolean isDark = picture.toString().contains("dark");
            int corner = image.getRGB(5, image.getHeight() - 3) & 0xff;
            assertThat(corner < 128).as(picture.toString()).isEqualTo(isDark);
        }
    }

    private static Screenshots.Story story(TestServices services) throws RowbackException {
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
        return new Screenshots.Story(own.brush(), own.filter(), own.zone(), recent);
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
}
