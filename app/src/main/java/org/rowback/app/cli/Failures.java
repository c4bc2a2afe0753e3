package org.rowback.app.cli;

import org.rowback.history.model.RowbackException;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Turns failures into one line and a status: expected ones say what to do, bugs show a short code.
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
        return switch (failure) {
            case RowbackException.Refused refused -> complain(refused.getMessage(), Exit.REFUSED);
            case RowbackException.BadFilter filter ->
                    complain(
                            "filter, at character "
                                    + (filter.offset() + 1)
                                    + ": "
                                    + filter.getMessage(),
                            Exit.FAILED);
            case RowbackException expected -> complain(expected.getMessage(), Exit.FAILED);
            case ParameterException usage -> handleParseException(usage, new String[0]);
            default -> bug(failure);
        };
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        StringBuilder message =
                new StringBuilder(
                        String.valueOf(failure.getMessage())
                                .lines()
                                .findFirst()
                                .orElse("wrong usage"));
        var suggestions = new StringWriter();
        if (UnmatchedArgumentException.printSuggestions(failure, new PrintWriter(suggestions))) {
            message.append(". ").append(suggestions.toString().strip().replace('\n', ' '));
        }
        message.append(" (see: rowback help ")
                .append(command.getCommandName().equals("rowback") ? "" : command.getCommandName())
                .append(')');
        return complain(message.toString().replace(" )", ")"), Exit.USAGE);
    }

    private int complain(String message, int status) {
        console.out().flush();
        console.err().println("rowback: " + message);
        return status;
    }

    /// A bug: a code that is the same wherever the same thing goes wrong, and where its details were written.
    private int bug(Exception failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        CRC32 crc = new CRC32();
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith("org.rowback")) {
                crc.update(
                        (frame.getClassName() + frame.getMethodName())
                                .getBytes(StandardCharsets.UTF_8));
            }
        }
        crc.update(failure.getClass().getName().getBytes(StandardCharsets.UTF_8));
        String code = "RB-" + Long.toString(crc.getValue(), 36).toUpperCase(java.util.Locale.ROOT);
        complain(
                "a bug in Rowback, code "
                        + code
                        + ": please report it with the lines below; the case is unharmed",
                Exit.FAILED);
        console.err().print(trace);
        return Exit.FAILED;
    }
}
