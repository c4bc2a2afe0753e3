package org.rowback.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// `rowback`: names the commands. Without one it opens the window.
@Command(
        name = "rowback",
        mixinStandardHelpOptions = true,
        versionProvider = RowbackCommand.Version.class,
        subcommands = {HelpCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        header = "Forensic explorer for database history: from logs to a guarded revert patch.",
        description = {
            "%nImports MySQL and MariaDB binlogs into a local case file, shows what happened, and"
                + " writes a guarded SQL patch that undoes the bad writes and keeps every good one."
                + " Never writes to a database.%n"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:failed, with one line that says why and what to do",
            "2:wrong usage",
            "3:done, with findings",
            "4:refused: conflicts or unprovable statements, nothing exported"
        },
        footer = {
            "%nTry: rowback demo",
            "Manual of a command: rowback help COMMAND",
            "Manual of the filter language: rowback help filter"
        })
public final class RowbackCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// The program's version.
    public static String version() {
        String version = RowbackCommand.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }

    /// The whole command line, ready to execute.
    public static CommandLine commandLine(Console console) {
        Failures failures = new Failures(console);
        return new CommandLine(new RowbackCommand())
                .addSubcommand(new ImportCommand(console))
                .addSubcommand(new InfoCommand(console))
                .addSubcommand(new LogCommand(console))
                .addSubcommand(new ChangesCommand(console))
                .addSubcommand(new ShowCommand(console))
                .addSubcommand(new HistoryCommand(console))
                .addSubcommand(new BlameCommand(console))
                .addSubcommand(new DiffCommand(console))
                .addSubcommand(new AsofCommand(console))
                .addSubcommand(new RevertCommand(console))
                .addSubcommand(new SchemaCommand(console))
                .addSubcommand(new UiCommand())
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new TrainCommand())
                .addSubcommand(new FilterHelp(console))
                .setOut(writer(console.out()))
                .setErr(writer(console.err()))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setUsageHelpWidth(110)
                .setAbbreviatedOptionsAllowed(false);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /// The program's version and what runs it.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "rowback " + version(), "Java " + System.getProperty("java.version")
            };
        }
    }
}
