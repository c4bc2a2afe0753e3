package org.rowback.ui;

import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

import org.rowback.history.model.RowbackException;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.ui.fx.FxThread;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.patch.PatchViewModel;
import org.rowback.ui.settings.CaseView;
import org.rowback.ui.settings.Settings;
import org.rowback.ui.shell.Page;
import org.rowback.ui.shell.RowbackWindow;
import org.rowback.ui.shell.WorkbenchViewModel;
import org.rowback.ui.start.StartViewModel;
import org.rowback.ui.theme.Theme;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.imageio.ImageIO;

/// Drives the real window without a display and writes a picture of every screen, light and dark.
///
/// Everything runs on the FX thread, one thing after the other, so that the pictures are the same each time.
public final class Screenshots {
    /// What the pictures are about.
    ///
    /// @param brush the time that is brushed
    /// @param filter what separates bad writes from good ones; all that match in the brushed time go into the patch
    /// @param recent what the start screen lists
    /// @param colleagues what others bring; empty where there are no pictures of that
    public record Story(
            Optional<TimeRange> brush,
            String filter,
            ZoneId zone,
            List<Settings.RecentCase> recent,
            Optional<Colleagues> colleagues) {
        public Story {
            recent = List.copyOf(recent);
        }

        /// A story whose only recent case is the one that is open, last looked at two hours after the time brushed.
        public static Story of(
                OpenCase opened, Optional<TimeRange> brush, String filter, ZoneId zone)
                throws RowbackException {
            var totals = opened.history().totals();
            long end = brush.map(TimeRange::toMicros).orElse(totals.lastTimeMicros());
            return new Story(
                    brush,
                    filter,
                    zone,
                    List.of(
                            new Settings.RecentCase(
                                    opened.file(),
                                    end / 1_000 + 7_200_000,
                                    totals.changes(),
                                    CaseView.NEW)),
                    Optional.empty());
        }
    }

    /// What others bring.
    ///
    /// @param patch the directory of a patch of this case that was written before its last logs were imported
    /// @param preflight gives what the preflight of a plan printed on the server
    public record Colleagues(Path patch, Function<RevertPlan, Path> preflight) {}

    /// How large the window is.
    public record Size(int width, int height) {
        public static final Size USUAL = new Size(1440, 900);
        public static final Size SMALL = new Size(1000, 700);
    }

    private final Services services;
    private final OpenCase opened;
    private final Story story;
    private final Path folder;
    private final Size size;
    private final List<Path> written = new ArrayList<>();

    private Screenshots(Services services, OpenCase opened, Story story, Path folder, Size size) {
        this.services = services;
        this.opened = opened;
        this.story = story;
        this.folder = folder;
        this.size = size;
    }

    /// Makes a toolkit that needs no display the one that is used. Has no effect once a window was shown.
    public static void useNoDisplay() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
    }

    /// Writes the pictures, e.g. `explorer-light.png`, and says which. The case stays open.
    public static List<Path> take(
            Services services, OpenCase opened, Story story, Path folder, Size size)
            throws IOException {
        Files.createDirectories(folder);
        FxThread.start();
        try {
            return FxThread.call(
                    () -> new Screenshots(services, opened, story, folder, size).takeAll());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private List<Path> takeAll() {
        for (Theme.Choice look : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
            Settings settings = new Settings(look, story.zone(), story.recent());
            RowbackWindow window =
                    new RowbackWindow(
                            services,
                            TaskRunner.immediate(),
                            (_, action) -> {
                                action.run();
                                return () -> {};
                            },
                            new Stage(),
                            new Theme(),
                            settings,
                            _ -> {},
                            _ -> {});
            window.stage().setWidth(size.width());
            window.stage().setHeight(size.height());
            window.stage().show();
            tell(window, name -> shoot(window, name + "-" + look.name().toLowerCase(Locale.ROOT)));
            window.stage().hide();
        }
        return List.copyOf(written);
    }

    private void tell(RowbackWindow window, Consumer<String> shoot) {
        shoot.accept("start");
        window.enter(new StartViewModel.Opened(new StaysOpen(opened), story.brush(), List.of()));
        var bench = window.open().orElseThrow();
        bench.explorer().timeline().showBrush();
        shoot.accept("explorer");
        bench.explorer().filter().text().set("new.statsu == 'void'");
        shoot.accept("filter-error");
        bench.explorer().filter().use(story.filter());
        bench.stageAll();
        shoot.accept("explorer-patch");
        bench.openRowHistory();
        shoot.accept("row-history");
        bench.openCauses();
        shoot.accept("causes");
        bench.go(Page.PATCH);
        shoot.accept("patch");
        window.export();
        shoot.accept("export");
        window.closeDialog();
        story.colleagues().ifPresent(brought -> tell(bench, brought, shoot));
        bench.go(Page.IMPORT);
        shoot.accept("evidence");
        window.showKeys();
        shoot.accept("keys");
        window.closeDialog();
        bench.go(Page.EXPLORER);
        window.showPalette();
        shoot.accept("palette");
        window.closeDialog();
        window.chooseZone();
        shoot.accept("zone");
        window.closeDialog();
        window.showStart();
    }

    private static void tell(WorkbenchViewModel bench, Colleagues brought, Consumer<String> shoot) {
        bench.patch().mode().set(RevertOptions.Mode.NONCONFLICTING);
        if (bench.patch().preview().get() instanceof PatchViewModel.Preview.Ready ready) {
            bench.patch().probes().bring(brought.preflight().apply(ready.plan()));
        }
        shoot.accept("patch-preflight");
        bench.patch().probes().forget();
        bench.go(Page.REVIEW);
        shoot.accept("review-empty");
        bench.openReview(brought.patch());
        shoot.accept("review-difference");
        bench.review().drawAgain();
        shoot.accept("review");
    }

    private void shoot(RowbackWindow window, String name) {
        Scene scene = window.stage().getScene();
        for (int i = 0; i < 3; i++) {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
        }
        // A scrolled pane keeps a picture of itself, which only pulses throw away.
        scene.getRoot().lookupAll(".viewport").forEach(viewport -> viewport.setCache(false));
        Path file = folder.resolve(name + ".png");
        try {
            ImageIO.write(picture(scene.snapshot(null)), "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written.add(file);
    }

    private static BufferedImage picture(WritableImage image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, width, height, pixels, 0, width);
        return picture;
    }

    /// The case outlives the window that shows it.
    private record StaysOpen(OpenCase opened) implements OpenCase {
        @Override
        public Path file() {
            return opened.file();
        }

        @Override
        public org.rowback.history.query.History history() {
            return opened.history();
        }

        @Override
        public Decisions decisions() {
            return new Forgotten();
        }

        @Override
        public void close() {
            // Whoever opened it closes it.
        }
    }

    /// The pictures' selection is nobody's decision: nothing is kept of it.
    private static final class Forgotten implements Decisions {
        @Override
        public List<String> standing(String kind) {
            return List.of();
        }

        @Override
        public void add(String kind, String json) {
            // Not kept.
        }

        @Override
        public void undo(String kind) {
            // Nothing was kept.
        }

        @Override
        public void redo(String kind) {
            // Nothing was kept.
        }
    }
}
