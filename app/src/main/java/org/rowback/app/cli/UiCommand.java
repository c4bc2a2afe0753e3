package org.rowback.app.cli;

import org.jspecify.annotations.Nullable;
import org.rowback.app.WindowServices;
import org.rowback.history.model.RowbackException;
import org.rowback.ui.Rowback;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `rowback ui [CASE]`.
@Command(
        name = "ui",
        header = "Opens the window, on a case where one is named.",
        description = {
            "%nEverything the window does, the command line does too, with the same words.%n"
        },
        footer = {
            "%nExamples:",
            "  rowback ui                    the start screen: open, new, recent, drop files",
            "  rowback ui shop.rowback       a case"
        })
final class UiCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "CASE",
            description = "The case file to open.")
    @Nullable Path file;

    @Override
    public Integer call() throws RowbackException {
        Display.require();
        Path wanted = file;
        Rowback.run(
                new WindowServices(),
                wanted == null ? new Rowback.Start.Screen() : new Rowback.Start.CaseFile(wanted));
        return Exit.DONE;
    }
}
