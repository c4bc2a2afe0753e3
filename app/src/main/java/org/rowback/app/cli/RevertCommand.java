package org.rowback.app.cli;

import org.jspecify.annotations.Nullable;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.dialect.Dialect;
import org.rowback.history.filter.Catalog;
import org.rowback.history.filter.Filter;
import org.rowback.history.model.RowbackException;
import org.rowback.history.patch.PatchSummary;
import org.rowback.history.patch.PatchWriter;
import org.rowback.history.patch.ProbeReader;
import org.rowback.history.query.History;
import org.rowback.history.query.json.JsonLines;
import org.rowback.history.report.Mask;
import org.rowback.history.report.ReportContext;
import org.rowback.history.revert.ModeOutcome;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.history.revert.RowState;
import org.rowback.history.revert.Selection;
import org.rowback.history.simulation.Simulation;
import org.rowback.history.simulation.Simulator;
import org.rowback.history.simulation.StatementOutcome;
import org.rowback.ui.text.ShellText;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/// `rowback revert CASE --where FILTER --out DIR`.
@Command(
        name = "revert",
        header = "Plans the undo of the selected changes and writes the patch.",
        description = {
            "%nFor each row that the selected changes touched, one statement puts back the columns"
                + " that they changed, and only those. Each statement names the row by key and"
                + " demands that the columns still hold the bad values; one that finds another"
                + " number of rows than planned rolls everything back. A column that a later write"
                + " changed again is kept and reported. Rowback never runs the patch.",
            "%nWrites preflight.sql (reads only), apply.sql, verify.sql (reads only), inverse.sql,"
                + " report.html, rows.csv and plan.json into DIR. Run them with the plain mysql or"
                + " mariadb client.",
            "%nModes: strict refuses everything at the first conflict or unprovable row (exit"
                + " status 4, nothing exported); nonconflicting leaves such rows out, reports them,"
                + " and undoes the rest; cascade undoes the later changes too that stand in the"
                + " way. Without --out, what each mode comes to is told.%n"
        },
        footer = {
            "%nExample:",
            "  rowback revert shop.rowback --where 'thread == 8812 time in 14:13..14:21' --out"
                    + " patch --mode nonconflicting"
        })
final class RevertCommand implements Callable<Integer> {
    private static final int ROWS_SHOWN = 10;

    @Mixin CaseArgument target = new CaseArgument();
    @Mixin ReadOptions read = new ReadOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write the patch. Without it the plan is only told.")
    @Nullable Path out;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "strict (default), nonconflicting or cascade.")
    String mode = "strict";

    @Option(
            names = "--waive",
            paramLabel = "ID",
            split = ",",
            description =
                    "Accept the conflict of this change's row; the waiver is printed in the patch."
                            + " Repeatable.")
    Set<Long> waived = Set.of();

    @Option(
            names = "--columns",
            paramLabel = "NAMES",
            split = ",",
            description = "Put back only these columns, e.g. total,orders.status")
    Set<String> columns = Set.of();

    @Option(
            names = "--relative",
            paramLabel = "NAMES",
            split = ",",
            description = {
                "Keep what later writes added to or took from these columns (e.g. balance,"
                        + " items.stock): put back the value before, moved by the difference.",
                "all: every column that a later statement moved like 'n = n + 1'."
            })
    Set<String> relative = Set.of();

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            description = "mysql, mariadb or postgres. Default: the server the logs come from.")
    String dialect = "";

    @Option(
            names = "--probe-results",
            paramLabel = "FILE",
            description = {
                "What preflight.sql of this same patch printed on the server, with mysql --batch,"
                        + " mariadb --batch or psql --csv, or as JSON:",
                "conflicts are decided again on the values found there."
            })
    @Nullable Path probeResults;

    @Option(
            names = "--mask",
            paramLabel = "COLUMNS",
            split = ",",
            description =
                    "Hide the values of these columns in report.html and rows.csv, e.g."
                            + " customers.email,shop.cards.number. The scripts hold them.")
    Set<String> masked = Set.of();

    private final Console console;

    RevertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws RowbackException {
        String where = read.where;
        if (where == null || where.isBlank()) {
            throw new RowbackException.BadInput(
                    "nothing selected: say with --where which changes are bad, e.g. --where 'thread"
                            + " == 8812'");
        }
        ProgressLine progress = new ProgressLine(console, false);
        try (CaseFile opened = target.openToRead()) {
            History history = opened.history();
            Selection selection =
                    Selection.matching(Filter.parse(where, Catalog.of(history, read.zone.id)));
            RevertOptions options = new RevertOptions(mode(), waived, columns, relative);
            Path probes = probeResults;
            RevertPlan plan =
                    probes == null
                            ? RevertPlanner.plan(history, selection, options, progress)
                            : RevertPlanner.plan(
                                    history,
                                    selection,
                                    options,
                                    ProbeReader.read(probes),
                                    progress);
            progress.end();
            tell(plan);
            if (out == null && probes == null) {
                tell(RevertPlanner.compare(history, selection, options, progress));
            }
            Undecided.tell(console, selection.undecidable());
            plan.requireExportable();
            Path directory = out;
            if (directory != null) {
                Dialect wanted = Dialect.forServer(dialect.isEmpty() ? plan.server() : dialect);
                Simulation simulation = Simulator.run(history, plan, progress);
                progress.end();
                tell(simulation);
                ReportContext context =
                        new ReportContext(
                                command(where, directory),
                                Optional.of(simulation),
                                new Mask(masked));
                PatchSummary written =
                        PatchWriter.write(plan, directory, wanted, context, progress);
                progress.end();
                tell(written);
            }
            return Exit.DONE;
        } finally {
            progress.end();
        }
    }

    private RevertOptions.Mode mode() throws RowbackException {
        try {
            return RevertOptions.Mode.valueOf(mode.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new RowbackException.BadInput(
                    "--mode " + mode + ": there are strict, nonconflicting and cascade", e);
        }
    }

    /// What makes the same patch again.
    private String command(String where, Path directory) {
        StringBuilder text =
                new StringBuilder("rowback revert ")
                        .append(ShellText.quote(target.file.toString()))
                        .append(" --where ")
                        .append(ShellText.quote(where))
                        .append(" --mode ")
                        .append(mode)
                        .append(" --tz ")
                        .append(read.zone.id)
                        .append(" --out ")
                        .append(ShellText.quote(directory.toString()));
        waived.stream().sorted().forEach(id -> text.append(" --waive ").append(id));
        if (!columns.isEmpty()) {
            text.append(" --columns ").append(ShellText.quote(String.join(",", columns)));
        }
        if (!relative.isEmpty()) {
            text.append(" --relative ").append(ShellText.quote(String.join(",", relative)));
        }
        if (!dialect.isEmpty()) {
            text.append(" --dialect ").append(dialect);
        }
        if (probeResults != null) {
            text.append(" --probe-results ").append(ShellText.quote(probeResults.toString()));
        }
        if (!masked.isEmpty()) {
            text.append(" --mask ").append(ShellText.quote(String.join(",", masked)));
        }
        return text.toString();
    }

    private void tell(RevertPlan plan) {
        if (read.json) {
            JsonLines json = new JsonLines(console.out());
            json.object(
                    fields -> {
                        fields.writeStringField("patch", plan.id());
                        fields.writeNumberField("selected", plan.selected());
                        fields.writeNumberField("voided", plan.voided());
                        fields.writeNumberField("statements", plan.statementCount());
                        fields.writeObjectFieldStart("rows");
                        for (Map.Entry<RowState, Long> count : plan.counts().entrySet()) {
                            fields.writeNumberField(count.getKey().name(), count.getValue());
                        }
                        fields.writeEndObject();
                    });
            json.flush();
            return;
        }
        console.out()
                .printf(
                        "%,d changes selected, %,d rows touched, %,d statements%n",
                        plan.selected(), plan.rows().size(), plan.statementCount());
        plan.tables()
                .forEach((table, counts) -> console.out().println("  " + table + "  " + counts));
        int told = 0;
        for (PlannedRow row : plan.rows()) {
            if (row.state().blocks() && told++ < ROWS_SHOWN) {
                console.out()
                        .println(
                                "  "
                                        + row.state()
                                        + " "
                                        + row.table()
                                        + " "
                                        + row.key()
                                        + ": "
                                        + row.reason());
            }
        }
        if (told > ROWS_SHOWN) {
            console.out()
                    .printf(
                            "  … and %,d more rows that are left out (the report lists all)%n",
                            told - ROWS_SHOWN);
        }
        plan.warnings().forEach(warning -> console.out().println("note: " + warning));
    }

    private void tell(Map<RevertOptions.Mode, ModeOutcome> modes) {
        JsonLines json = new JsonLines(console.out());
        TextTable table =
                new TextTable("mode", ">statements", ">rows left out", ">good changes lost", "");
        modes.forEach(
                (each, outcome) -> {
                    if (read.json) {
                        json.object(
                                fields -> {
                                    fields.writeStringField("mode", each.word());
                                    fields.writeNumberField("statements", outcome.statements());
                                    fields.writeNumberField("leftOut", outcome.leftOut());
                                    fields.writeNumberField("dependants", outcome.dependants());
                                    fields.writeBooleanField(
                                            "refused", outcome.refusal().isPresent());
                                });
                    } else {
                        table.add(
                                each.word(),
                                outcome.statements(),
                                outcome.leftOut(),
                                outcome.dependants(),
                                outcome.refusal().isPresent() ? "refused" : "");
                    }
                });
        json.flush();
        if (!read.json) {
            table.print(console.out());
        }
    }

    private void tell(Simulation simulation) {
        if (read.json) {
            JsonLines json = new JsonLines(console.out());
            json.object(
                    fields -> {
                        fields.writeObjectFieldStart("simulation");
                        for (Map.Entry<StatementOutcome.Verdict, Long> count :
                                simulation.counts().entrySet()) {
                            fields.writeNumberField(count.getKey().name(), count.getValue());
                        }
                        fields.writeEndObject();
                        fields.writeObjectFieldStart("notKnown");
                        for (Map.Entry<String, Long> question : simulation.questions().entrySet()) {
                            fields.writeNumberField(question.getKey(), question.getValue());
                        }
                        fields.writeEndObject();
                    });
            json.flush();
            return;
        }
        simulation
                .counts()
                .forEach(
                        (verdict, count) ->
                                console.out()
                                        .printf("simulated: %,d %s%n", count, verdict.label()));
        for (StatementOutcome failure : simulation.failures(ROWS_SHOWN)) {
            console.out()
                    .println(
                            "  statement "
                                    + failure.number()
                                    + " fails: "
                                    + String.join("; ", failure.problems()));
        }
        simulation
                .questions()
                .forEach(
                        (question, count) ->
                                console.out()
                                        .printf("not known for %,d rows: %s%n", count, question));
        simulation.open().forEach(open -> console.out().println("not known: " + open));
    }

    private void tell(PatchSummary written) {
        if (read.json) {
            JsonLines json = new JsonLines(console.out());
            for (PatchSummary.PatchFile file : written.files()) {
                json.object(
                        fields -> {
                            fields.writeStringField(
                                    "file", written.directory().resolve(file.name()).toString());
                            fields.writeNumberField("bytes", file.bytes());
                            fields.writeStringField("sha256", file.sha256());
                        });
            }
            json.flush();
            return;
        }
        console.out().println("patch " + written.patchId() + " in " + written.directory() + ":");
        for (PatchSummary.PatchFile file : written.files()) {
            console.out()
                    .println(
                            "  "
                                    + file.name()
                                    + "  "
                                    + ProgressLine.amount(file.bytes(), "bytes")
                                    + "  sha256 "
                                    + file.sha256());
        }
    }
}
