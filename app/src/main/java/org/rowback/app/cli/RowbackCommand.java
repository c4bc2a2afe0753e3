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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

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

    /// The command line, ready to execute. Where the arguments begin with a command's name only that command is made:
    /// reading the options of all of them takes longer than many a command.
    public static CommandLine commandLine(Console console, String... args) {
        Map<String, Supplier<Object>> commands = commands(console);
        Failures failures = new Failures(console);
        CommandLine line = new CommandLine(new RowbackCommand());
        Supplier<Object> asked = args.length == 0 ? null : commands.get(args[0]);
        if (asked == null) {
            commands.values().forEach(each -> line.addSubcommand(each.get()));
        } else {
            line.addSubcommand(asked.get());
        }
        return line.setOut(writer(console.out()))
                .setErr(writer(console.err()))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setUsageHelpWidth(110)
                .setAbbreviatedOptionsAllowed(false);
    }

    /// Every command by its name, in the order of the help.
    private static Map<String, Supplier<Object>> commands(Console console) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("import", () -> new ImportCommand(console));
        commands.put("info", () -> new InfoCommand(console));
        commands.put("log", () -> new LogCommand(console));
        commands.put("changes", () -> new ChangesCommand(console));
        commands.put("show", () -> new ShowCommand(console));
        commands.put("history", () -> new HistoryCommand(console));
        commands.put("blame", () -> new BlameCommand(console));
        commands.put("diff", () -> new DiffCommand(console));
        commands.put("asof", () -> new AsofCommand(console));
        commands.put("why", () -> new WhyCommand(console));
        commands.put("selections", () -> new SelectionsCommand(console));
        commands.put("revert", () -> new RevertCommand(console));
        commands.put("check", () -> new CheckCommand(console));
        commands.put("schema", () -> new SchemaCommand(console));
        commands.put("ui", UiCommand::new);
        commands.put("demo", () -> new DemoCommand(console));
        commands.put("train", TrainCommand::new);
        commands.put("filter", () -> new FilterHelp(console));
        return commands;
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
