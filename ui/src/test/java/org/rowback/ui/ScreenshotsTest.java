package org.rowback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.ui.fixture.Incident;
import org.rowback.ui.fixture.TestServices;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.imageio.ImageIO;

/// Makes the pictures of the guide. With `-Drowback.pictures=FOLDER` they are kept there, e.g. in `docs/pictures`.
class ScreenshotsTest {
    @Test
    void everyScreenShowsSomethingInLightAndDark(@TempDir Path scratch) throws IOException {
        String kept = System.getProperty("rowback.pictures", "");
        boolean keep = !kept.isEmpty();
        TestServices services = new TestServices(Incident.history(keep ? 180 : 40));
        List<Path> pictures =
                Screenshots.take(
                        services,
                        services.opened(Path.of("/cases/acme-october.rowback")),
                        new Screenshots.Story(
                                Optional.of(Incident.BAD), "thread == 8812", ZoneId.of("UTC")),
                        keep ? Path.of(kept) : scratch,
                        Screenshots.Size.USUAL);
        assertThat(pictures).hasSize(18);
        for (Path picture : pictures) {
            BufferedImage image = ImageIO.read(picture.toFile());
            assertThat(image.getWidth()).as(picture.toString()).isEqualTo(1440);
            assertThat(colours(image)).as(picture.toString()).hasSizeGreaterThan(40);
            boolean isDark = picture.toString().contains("dark");
            int corner = image.getRGB(5, image.getHeight() - 3) & 0xff;
            assertThat(corner < 128).as(picture.toString()).isEqualTo(isDark);
        }
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
