package org.rowback.app.bench;

import javafx.animation.AnimationTimer;
import javafx.stage.Stage;

import org.rowback.app.WindowServices;
import org.rowback.history.model.RowbackException;
import org.rowback.ui.OpenCase;
import org.rowback.ui.Screenshots;
import org.rowback.ui.fx.FxThread;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.settings.Settings;
import org.rowback.ui.shell.Page;
import org.rowback.ui.shell.RowbackWindow;
import org.rowback.ui.shell.WorkbenchViewModel;
import org.rowback.ui.start.StartViewModel;
import org.rowback.ui.theme.Theme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Imports in the running window, without a display, as when a user drops a folder on a new case: several times in one
/// window, whose timeline is painted meanwhile. A process of its own, with the JVM options of the program's window.
final class WindowImport {
    /// @param firstSeconds the first import of the window
    /// @param seconds the least of the later ones; the first where there was only one
    /// @param timelineSeconds until the first import's timeline was painted with something in it
    /// @param peakBytes the most memory that was resident; 0 where the system does not tell
    record Ran(double firstSeconds, double seconds, double timelineSeconds, long peakBytes) {}

    /// One import.
    private record Times(double seconds, double timelineSeconds) {}

    private WindowImport() {}

    /// @param rounds how many imports
    static Ran run(Path launcher, Path logs, Path target, int rounds)
            throws IOException, InterruptedException {
        Path result = Files.createTempFile("window", ".txt");
        try {
            List<String> command = Processes.window(launcher);
            command.add(WindowImport.class.getName());
            command.addAll(
                    List.of(
                            logs.toString(),
                            target.toString(),
                            Integer.toString(rounds),
                            result.toString()));
            Processes.Ran ran = Processes.run(command);
            List<Times> times =
                    Files.readAllLines(result).stream()
                            .map(line -> line.split(" "))
                            .map(
                                    parts ->
                                            new Times(
                                                    Double.parseDouble(parts[0]),
                                                    Double.parseDouble(parts[1])))
                            .toList();
            return new Ran(
                    times.getFirst().seconds(),
                    times.stream()
                            .skip(Math.min(1, times.size() - 1))
                            .mapToDouble(Times::seconds)
                            .min()
                            .orElseThrow(),
                    times.getFirst().timelineSeconds(),
                    ran.peakBytes());
        } finally {
            Files.delete(result);
            for (int round = 0; round < rounds; round++) {
                Files.deleteIfExists(target(target, round));
            }
        }
    }

    /// A case of each round's own: the one before is still being closed.
    private static Path target(Path target, int round) {
        return target.resolveSibling(target.getFileName() + "-" + round + ".rowback");
    }

    /// The process: `LOGS CASE ROUNDS RESULT`.
    public static void main(String[] args) throws Exception {
        Screenshots.useNoDisplay();
        FxThread.start();
        WindowServices services = new WindowServices();
        RowbackWindow window = FxThread.call(() -> open(services));
        List<String> lines = new ArrayList<>();
        for (int round = 0; round < Integer.parseInt(args[2]); round++) {
            Path target = target(Path.of(args[1]), round);
            Times times = importOnce(services, window, Path.of(args[0]), target);
            lines.add(times.seconds() + " " + times.timelineSeconds());
        }
        Files.write(Path.of(args[3]), lines);
        System.exit(0);
    }

    private static RowbackWindow open(WindowServices services) {
        RowbackWindow window =
                new RowbackWindow(
                        services,
                        new TaskRunner(FxThread.workers(), FxThread.SOON, WindowImport::endWithBug),
                        FxThread.DELAY,
                        new Stage(),
                        new Theme(),
                        Settings.DEFAULT,
                        _ -> {},
                        _ -> {});
        window.stage().show();
        return window;
    }

    private static void endWithBug(Throwable bug) {
        bug.printStackTrace();
        System.exit(1);
    }

    private static Times importOnce(
            WindowServices services, RowbackWindow window, Path logs, Path target)
            throws RowbackException {
        long begin = System.nanoTime();
        OpenCase made = services.create(target);
        CompletableFuture<Times> done = new CompletableFuture<>();
        FxThread.call(
                () -> {
                    window.enter(new StartViewModel.Opened(made, Optional.empty(), List.of(logs)));
                    WorkbenchViewModel bench = window.open().orElseThrow();
                    bench.go(Page.EXPLORER);
                    watch(bench, begin, done);
                    return true;
                });
        Times times = done.join();
        FxThread.call(
                () -> {
                    window.showStart();
                    return true;
                });
        return times;
    }

    /// Looks before each picture. What a picture finds, it paints: it is there when the next one begins.
    private static void watch(WorkbenchViewModel bench, long begin, CompletableFuture<Times> done) {
        new AnimationTimer() {
            private boolean shown;
            private double timeline;

            @Override
            public void handle(long now) {
                double seconds = (System.nanoTime() - begin) / 1e9;
                if (shown && timeline == 0) {
                    timeline = seconds;
                }
                shown |=
                        !bench.explorer()
                                .timeline()
                                .readout(
                                        bench.explorer().timeline().full().get().fromMicros() + 1,
                                        -1)
                                .isEmpty();
                if (!bench.importing().busy().get()) {
                    String problem = String.join("\n", bench.importing().refused());
                    if (!problem.isEmpty()) {
                        endWithBug(new IllegalStateException(problem));
                    }
                    stop();
                    done.complete(new Times(seconds, timeline == 0 ? seconds : timeline));
                }
            }
        }.start();
    }
}
