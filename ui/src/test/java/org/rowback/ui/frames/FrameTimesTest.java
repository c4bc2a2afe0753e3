package org.rowback.ui.frames;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rowback.ui.fixture.HugeHistory;
import org.rowback.ui.fixture.TestServices;
import org.rowback.ui.fx.FxThread;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.settings.Settings;
import org.rowback.ui.shell.RowbackWindow;
import org.rowback.ui.start.StartViewModel;
import org.rowback.ui.theme.Theme;
import org.testfx.util.WaitForAsyncUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/// Moving through 100 million changes keeps 60 frames a second. Written to `target/frame-times.txt`.
class FrameTimesTest {
    private static final int FRAMES = 120;

    /// A frame of 60 a second, twice, since these are painted without a graphics card.
    private static final double MOST_MILLIS = 2 * 1000.0 / 60;

    private static final List<String> RECORDED = new ArrayList<>();
    private static RowbackWindow window;

    @BeforeAll
    static void open() throws TimeoutException {
        TestServices services = new TestServices(new HugeHistory(100_000_000));
        FxThread.start();
        window =
                FxThread.call(
                        () -> {
                            Stage stage = new Stage();
                            RowbackWindow built =
                                    new RowbackWindow(
                                            services,
                                            new TaskRunner(
                                                    FxThread.workers(),
                                                    FxThread.SOON,
                                                    bug -> {
                                                        throw new AssertionError(bug);
                                                    }),
                                            FxThread.DELAY,
                                            stage,
                                            new Theme(),
                                            Settings.DEFAULT,
                                            _ -> {},
                                            _ -> {});
                            stage.setX(0);
                            stage.setY(0);
                            stage.setWidth(990);
                            stage.setHeight(900);
                            stage.show();
                            built.enter(
                                    new StartViewModel.Opened(
                                            services.opened(Path.of("huge.rowback")),
                                            Optional.empty(),
                                            List.of()));
                            return built;
                        });
        WaitForAsyncUtils.waitFor(
                30,
                TimeUnit.SECONDS,
                () -> FxThread.call(() -> !explorer().changes().visible().isEmpty()));
        scroll("warm-up", 3 * FRAMES);
        RECORDED.clear();
    }

    @AfterAll
    static void close() throws IOException {
        FxThread.call(
                () -> {
                    window.stage().hide();
                    return true;
                });
        Files.write(Path.of("target", "frame-times.txt"), RECORDED);
    }

    private static org.rowback.ui.explorer.ExplorerViewModel explorer() {
        return window.open().orElseThrow().explorer();
    }

    private static Node node(String id) {
        return window.stage().getScene().lookup("#" + id);
    }

    private static FrameRecorder.Frames recorded(String what, int frames, IntConsumer action) {
        FrameRecorder.Frames times = FrameRecorder.record(frames, action);
        RECORDED.add(what + ": " + times.text() + " ms (median / p95 / most)");
        return times;
    }

    private static FrameRecorder.Frames scroll(String what, int frames) {
        return recorded(
                what, frames, i -> wheel("changes", 300, 100, i % 40 < 30 ? -120 : 120, false));
    }

    private static void wheel(String id, double x, double y, double amount, boolean shift) {
        Node target = node(id);
        Event.fireEvent(
                target,
                new ScrollEvent(
                        ScrollEvent.SCROLL,
                        x,
                        y,
                        x,
                        y,
                        shift,
                        false,
                        false,
                        false,
                        true,
                        false,
                        0,
                        amount,
                        0,
                        amount,
                        ScrollEvent.HorizontalTextScrollUnits.NONE,
                        0,
                        ScrollEvent.VerticalTextScrollUnits.NONE,
                        0,
                        0,
                        new PickResult(target, x, y)));
    }

    private static void mouse(javafx.event.EventType<MouseEvent> type, double x, double y) {
        Node target = node("timeline");
        Event.fireEvent(
                target,
                new MouseEvent(
                        type,
                        x,
                        y,
                        x,
                        y,
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        type != MouseEvent.MOUSE_RELEASED,
                        false,
                        false,
                        true,
                        false,
                        false,
                        new PickResult(target, x, y)));
    }

    @Test
    void scrollingTheList() {
        assertThat(scroll("scrolling", FRAMES).p95()).isLessThan(MOST_MILLIS);
    }

    @Test
    void draggingTheListsScrollBar() {
        ScrollBar bar =
                FxThread.call(
                        () ->
                                window
                                        .stage()
                                        .getScene()
                                        .getRoot()
                                        .lookupAll(".rb-change-list > .scroll-bar")
                                        .stream()
                                        .map(ScrollBar.class::cast)
                                        .findFirst()
                                        .orElseThrow());
        FrameRecorder.Frames times =
                recorded("dragging the scroll bar", FRAMES, i -> bar.setValue(i / (double) FRAMES));
        assertThat(times.p95()).isLessThan(MOST_MILLIS);
        assertThat(explorer().changes().visible().getFirst().id()).isGreaterThan(1_000_000);
    }

    @Test
    void zoomingTheTimeline() {
        FrameRecorder.Frames times =
                recorded(
                        "zooming",
                        FRAMES,
                        i -> wheel("timeline", 700, 90, i % 60 < 30 ? 40 : -40, false));
        assertThat(times.p95()).isLessThan(MOST_MILLIS);
    }

    @Test
    void panningTheTimeline() {
        wheelOnce();
        FrameRecorder.Frames times =
                recorded(
                        "panning",
                        FRAMES,
                        i -> wheel("timeline", 700, 90, i % 60 < 30 ? 10 : -10, true));
        assertThat(times.p95()).isLessThan(MOST_MILLIS);
    }

    private static void wheelOnce() {
        FxThread.call(
                () -> {
                    wheel("timeline", 700, 90, 200, false);
                    return true;
                });
    }

    @Test
    void brushingTheTimeline() {
        FrameRecorder.Frames times =
                recorded(
                        "brushing",
                        FRAMES,
                        i -> {
                            if (i == 0) {
                                mouse(MouseEvent.MOUSE_PRESSED, 400, 90);
                            } else if (i == FRAMES - 1) {
                                mouse(MouseEvent.MOUSE_RELEASED, 400 + 4 * i, 90);
                            } else {
                                mouse(MouseEvent.MOUSE_DRAGGED, 400 + 4 * i, 90);
                            }
                        });
        assertThat(times.p95()).isLessThan(MOST_MILLIS);
        assertThat(explorer().timeline().brush().get()).isPresent();
    }
}
