package org.rowback.app.cli;

import org.rowback.app.Main;
import org.rowback.app.WindowServices;
import org.rowback.app.demo.Demo;
import org.rowback.history.model.RowbackException;
import org.rowback.ui.OpenCase;
import org.rowback.ui.Rowback;
import org.rowback.ui.Screenshots;
import org.rowback.ui.text.ShellText;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// `rowback demo [DIR]`.
@Command(
        name = "demo",
        header = "A real incident that ships with the program, from capture to patch.",
        description = {
            "%nA binlog that a MySQL 9.7 wrote for a shop under load, in which an automated agent"
                    + " goes wrong for eight minutes across several tables while good writes go on."
                    + " Imports it into DIR and opens the window on it, brushed to the incident."
                    + " Without a display, or with --headless, it does the whole way and leaves the"
                    + " case, screenshots of every screen, the report and the patch in DIR.%n"
        })
final class DemoCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            description = "Where to put everything. Default: ${DEFAULT-VALUE}.")
    Path folder = Path.of("rowback-demo");

    @Option(names = "--headless", description = "Open no window, even where there is a display.")
    boolean headless;

    private final Console console;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws RowbackException {
        ProgressLine progress = new ProgressLine(console, false);
        Path file = Demo.importInto(folder, progress);
        progress.end();
        WindowServices services = new WindowServices();
        if (!headless && Display.isThere()) {
            Rowback.run(
                    services,
                    new Rowback.Start.Case(services.open(file), Demo.incident(), List.of()));
            return Exit.DONE;
        }
        return wholeWay(services, file);
    }

    private int wholeWay(WindowServices services, Path file) throws RowbackException {
        console.out()
                .println(
                        "12 May 2026, 14:13 UTC: a shop's pricing agent begins to write garbage."
                                + " What the binlog says:\n");
        run("info", file.toString(), "--tz", "UTC");
        console.out().println("\nWhat the agent did, the first of it:\n");
        run("changes", file.toString(), "--tz", "UTC", "--where", Demo.FILTER, "--limit", "12");
        Path shots = folder.resolve("screenshots");
        Screenshots.useNoDisplay();
        try (OpenCase opened = services.open(file)) {
            List<Path> written =
                    Screenshots.take(
                            services,
                            opened,
                            Screenshots.Story.of(opened, Demo.incident(), Demo.FILTER, Demo.ZONE),
                            shots,
                            Screenshots.Size.USUAL);
            console.out()
                    .println("\n" + written.size() + " pictures of the window in " + shots + "\n");
        } catch (IOException e) {
            throw new RowbackException.BadInput(
                    shots + ": cannot be written (" + e.getMessage() + "): name another folder", e);
        }
        int status =
                run(
                        "revert",
                        file.toString(),
                        "--tz",
                        "UTC",
                        "--where",
                        Demo.FILTER,
                        "--mode",
                        "nonconflicting",
                        "--out",
                        folder.resolve("patch").toString());
        console.out()
                .println(
                        "\nRead "
                                + folder.resolve("patch/report.html")
                                + ", then run preflight.sql, apply.sql and verify.sql with the"
                                + " mysql client.");
        return status;
    }

    /// The same commands that anybody types.
    private int run(String... args) {
        console.out()
                .println(
                        "$ rowback "
                                + Arrays.stream(args)
                                        .map(ShellText::quote)
                                        .collect(Collectors.joining(" ")));
        return Main.run(args, console);
    }
}
