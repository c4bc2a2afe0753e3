package org.rowback.app.cli;

import org.rowback.app.Main;
import org.rowback.app.demo.Demo;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `rowback train DIR`: runs what people run most, so that the launcher can record which classes and methods that takes.
@Command(
        name = "train",
        hidden = true,
        header = "Used by the launcher to make its ahead-of-time cache.")
final class TrainCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "A scratch folder.")
    Path folder = Path.of("");

    @Override
    public Integer call() throws RowbackException {
        Console silent =
                new Console(
                        new PrintStream(
                                OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                        new PrintStream(
                                OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                        false);
        String file = Demo.importInto(folder, ImportMonitor.NONE).toString();
        for (int round = 0; round < 3; round++) {
            Demo.importInto(folder.resolve("round" + round), ImportMonitor.NONE);
        }
        String[][] commands = {
            {"info", file},
            {"info", file, "--json"},
            {"log", file, "--limit", "500"},
            {"changes", file, "--where", Demo.FILTER},
            {"changes", file, "--json", "--limit", "2000"},
            {"show", file, "tx:20"},
            {"help", "import"},
            {"--version"},
            {
                "revert",
                file,
                "--where",
                Demo.FILTER,
                "--mode",
                "nonconflicting",
                "--out",
                folder.resolve("patch").toString()
            }
        };
        for (String[] command : commands) {
            Main.run(command, silent);
        }
        return Exit.DONE;
    }
}
