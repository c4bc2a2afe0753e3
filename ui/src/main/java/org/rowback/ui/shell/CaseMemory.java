package org.rowback.ui.shell;

import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Subscription;

import org.rowback.history.query.CaseTotals;
import org.rowback.ui.explorer.ExplorerView;
import org.rowback.ui.explorer.ExplorerViewModel;
import org.rowback.ui.fx.Delay;
import org.rowback.ui.settings.CaseView;
import org.rowback.ui.settings.Frame;
import org.rowback.ui.settings.PaneLayout;
import org.rowback.ui.timeline.TimelineViewModel;

import java.nio.file.Path;
import java.util.Optional;

/// Remembers how an open case is looked at, a moment after it changes, and when it is left.
final class CaseMemory {
    private static final long SETTLE_MILLIS = 700;
    private static final long LAYOUT_MILLIS = 80;

    private final Memory memory;
    private final Stage stage;
    private final Delay delay;
    private final ExplorerViewModel model;
    private final ExplorerView view;
    private final Path file;
    private final Subscription window;
    private final Runnable placing;
    private Runnable pending = () -> {};
    private boolean left;

    CaseMemory(
            Memory memory, Stage stage, Delay delay, ExplorerViewModel model, ExplorerView view) {
        this.memory = memory;
        this.stage = stage;
        this.delay = delay;
        this.model = model;
        this.view = view;
        file = model.opened().file();
        PaneLayout panes = memory.settings().view(file).panes();
        view.restore(panes);
        // A split pane moves its dividers when the window takes on its size; they are put back once
        // it has.
        placing = delay.after(LAYOUT_MILLIS, () -> view.restore(panes));
        model.totals().subscribe(now -> now.ifPresent(this::count));
        model.filter().applied().subscribe((_, _) -> soon());
        model.timeline().brush().subscribe((_, _) -> soon());
        model.timeline().view().subscribe((_, _) -> soon());
        model.changes().currentId().subscribe((_, _) -> soon());
        window =
                Subscription.combine(
                        stage.widthProperty().subscribe((_, _) -> soon()),
                        stage.heightProperty().subscribe((_, _) -> soon()),
                        stage.xProperty().subscribe((_, _) -> soon()),
                        stage.yProperty().subscribe((_, _) -> soon()));
    }

    private void count(CaseTotals totals) {
        memory.change(settings -> settings.counted(file, totals.changes()));
    }

    private void soon() {
        pending.run();
        pending = left ? () -> {} : delay.after(SETTLE_MILLIS, this::note);
    }

    /// Remembers for the last time.
    void leave() {
        note();
        pending.run();
        placing.run();
        window.unsubscribe();
        left = true;
    }

    private void note() {
        if (left || model.totals().get().isEmpty()) {
            return;
        }
        TimelineViewModel timeline = model.timeline();
        boolean all = timeline.view().get().equals(timeline.full().get());
        CaseView now =
                new CaseView(
                        memory.settings().view(file).zone(),
                        model.filter().applied().get().text(),
                        timeline.brush().get(),
                        all ? Optional.empty() : Optional.of(timeline.view().get()),
                        model.changes().currentId().get(),
                        model.changes().rowsAbove(),
                        frame(),
                        view.layoutNow());
        memory.change(settings -> settings.looked(file, now));
    }

    private Optional<Frame> frame() {
        Frame now =
                new Frame(
                        stage.getX(),
                        stage.getY(),
                        stage.getWidth(),
                        stage.getHeight(),
                        stage.isMaximized());
        boolean known = Double.isFinite(now.x() + now.y() + now.width() + now.height());
        return known && !stage.isIconified()
                ? Optional.of(now)
                : memory.settings().view(file).frame();
    }

    /// Puts a window where it was, unless no screen is there any more.
    static void place(Stage stage, Frame frame) {
        boolean seen =
                !Screen.getScreensForRectangle(
                                frame.x() + 40, frame.y() + 10, frame.width() - 80, 20)
                        .isEmpty();
        if (frame.maximized()) {
            stage.setMaximized(true);
        } else if (seen) {
            stage.setX(frame.x());
            stage.setY(frame.y());
            stage.setWidth(frame.width());
            stage.setHeight(frame.height());
        }
    }
}
