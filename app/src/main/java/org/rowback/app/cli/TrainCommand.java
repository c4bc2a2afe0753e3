package org.rowback.app.cli;

import org.rowback.app.Main;
import org.rowback.app.demo.Demo;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
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
        logs(silent);
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

    /// Imports a log of each vendor with a little DDL: they are read by different classes. Little, because what runs
    /// often here is compiled at the start of every later run, and most runs meet little DDL.
    private void logs(Console silent) throws RowbackException {
        for (String vendor : List.of("MySQL", "MariaDB")) {
            String resources = vendor.equals("MySQL") ? "demo" : "demo-mariadb";
            Path log = unpacked(resources, "binlog.000042.zst");
            Path schema = folder.resolve(vendor + ".sql");
            try {
                Files.writeString(
                        schema,
                        "-- Server version 10.11.1-"
                                + vendor
                                + "\nUSE shop;\n"
                                + "CREATE TABLE training (id int NOT NULL, PRIMARY KEY (id));\n");
            } catch (IOException e) {
                throw new RowbackException.BadInput(schema + ": cannot be written", e);
            }
            String file = folder.resolve(vendor + ".rowback").toString();
            Main.run(
                    new String[] {"import", file, log.toString(), "--schema", schema.toString()},
                    silent);
        }
    }

    private Path unpacked(String resources, String name) throws RowbackException {
        Path file = folder.resolve(resources + "-" + name);
        try (InputStream in = Main.class.getResourceAsStream(resources + "/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program was packed without " + name);
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new RowbackException.BadInput(folder + ": cannot be written", e);
        }
    }

    private static Console silent() {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(nowhere, nowhere, false);
    }
}
