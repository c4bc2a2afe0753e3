package org.rowback.app.cli;

import org.rowback.app.Main;
import org.rowback.app.demo.Demo;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `rowback train DIR [NATIVE]`: unpacks the native libraries into the folder NATIVE, and runs what people run most, so that the launcher can record which classes and methods that takes.
@Command(
        name = "train",
        hidden = true,
        header = "Used by the launcher to make its ahead-of-time cache.")
final class TrainCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "A scratch folder.")
    Path folder = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NATIVE",
            description = "Where the native libraries are to lie.")
    Optional<Path> natives = Optional.empty();

    @Override
    public Integer call() throws RowbackException {
        if (natives.isPresent()) {
            unpackNatives(natives.get());
        }
        Console silent = silent();
        String file = Demo.importInto(folder, ImportMonitor.NONE).toString();
        for (int round = 0; round < 3; round++) {
            Demo.importInto(folder.resolve("round" + round), ImportMonitor.NONE);
        }
        new TrainingLogs(folder, silent).read();
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

    private static void unpackNatives(Path into) throws RowbackException {
        try {
            NativeLibraries.unpack(into);
        } catch (IOException e) {
            throw new RowbackException.BadInput(into + ": cannot be written", e);
        }
    }

    private static Console silent() {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(nowhere, nowhere, false);
    }
}
