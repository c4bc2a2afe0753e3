package org.rowback.app;

import org.rowback.app.cli.Console;
import org.rowback.app.cli.RowbackCommand;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Starts the program: the command line, and through it the window.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        PrintStream out =
                new PrintStream(
                        new java.io.FileOutputStream(java.io.FileDescriptor.out),
                        false,
                        StandardCharsets.UTF_8);
        PrintStream err =
                new PrintStream(
                        new java.io.FileOutputStream(java.io.FileDescriptor.err),
                        true,
                        StandardCharsets.UTF_8);
        int status = run(args, new Console(out, err, terminal()));
        out.flush();
        System.exit(status);
    }

    private static boolean terminal() {
        java.io.Console console = System.console();
        return console != null && console.isTerminal();
    }

    /// Runs one command and answers its exit status; ends no process.
    public static int run(String[] args, Console console) {
        return RowbackCommand.commandLine(console, args).execute(args);
    }
}
