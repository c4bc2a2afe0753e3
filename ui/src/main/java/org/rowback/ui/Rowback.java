package org.rowback.ui;

import javafx.application.Platform;
import javafx.stage.Stage;

import org.rowback.ui.fx.FxThread;
import org.rowback.ui.fx.StallWatchdog;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.settings.Settings;
import org.rowback.ui.settings.SettingsStore;
import org.rowback.ui.shell.RowbackWindow;
import org.rowback.ui.start.StartViewModel;
import org.rowback.ui.theme.Theme;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/// Starts the window: what the app calls for `ui` and `demo`.
public final class Rowback {
    private static final System.Logger LOG = System.getLogger(Rowback.class.getName());
    private static final long STALL_MILLIS = 100;

    /// The first window, whose classes are still being loaded, is no stall worth telling.
    private static final long WARM_MILLIS = 3_000;

    private Rowback() {}

    /// What is shown first.
    public sealed interface Start {
        /// The start screen.
        record Screen() implements Start {}

        /// A case file; opened by the window, which says so where it cannot.
        record CaseFile(Path file) implements Start {}

        /// A case that is open, with a time brushed and evidence to import at once.
        record Case(OpenCase opened, Optional<TimeRange> brush, List<Path> evidence)
                implements Start {
            public Case {
                evidence = List.copyOf(evidence);
            }
        }
    }

    /// Shows the window and returns when it is closed. Called from any thread but the FX thread.
    public static void run(Services services, Start start) {
        SettingsStore store = new SettingsStore(SettingsStore.defaultFolder());
        Settings settings = store.load();
        CountDownLatch closed = new CountDownLatch(1);
        Executor workers = FxThread.workers();
        FxThread.start();
        RowbackWindow shown =
                FxThread.call(
                        () -> {
                            RowbackWindow window =
                                    new RowbackWindow(
                                            services,
                                            new TaskRunner(workers, FxThread.SOON, Rowback::report),
                                            FxThread.DELAY,
                                            new Stage(),
                                            new Theme(),
                                            settings,
                                            now -> workers.execute(() -> store.save(now)),
                                            folder ->
                                                    workers.execute(
                                                            () -> FolderOpener.open(folder)));
                            window.whenClosed(closed::countDown);
                            settings.recent().stream()
                                    .findFirst()
                                    .flatMap(one -> one.view().frame())
                                    .ifPresent(window::place);
                            window.stage().show();
                            begin(window, start);
                            FxThread.DELAY.after(
                                    WARM_MILLIS,
                                    new StallWatchdog(STALL_MILLIS, Rowback::log)::start);
                            return window;
                        });
        try {
            closed.await();
            store.save(shown.settings());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Platform.exit();
    }

    private static void begin(RowbackWindow window, Start start) {
        switch (start) {
            case Start.Screen _ -> {}
            case Start.CaseFile wanted -> window.start().open(wanted.file());
            case Start.Case open ->
                    window.enter(
                            new StartViewModel.Opened(
                                    open.opened(), open.brush(), open.evidence()));
        }
    }

    private static void log(StallWatchdog.Stall stall) {
        LOG.log(
                System.Logger.Level.WARNING,
                "the window was held up for " + stall.millis() + " ms by\n" + stall.where());
    }

    /// A bug reaches the one handler of uncaught exceptions.
    private static void report(Throwable bug) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
    }
}
