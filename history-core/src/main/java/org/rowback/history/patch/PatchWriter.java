package org.rowback.history.patch;

import org.rowback.history.dialect.Dialect;
import org.rowback.history.dialect.RestoredKeys;
import org.rowback.history.dialect.SideTables;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Check;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.history.report.HtmlReport;
import org.rowback.history.report.PlanJson;
import org.rowback.history.report.ReportContext;
import org.rowback.history.report.RowsCsv;
import org.rowback.history.revert.Constraints;
import org.rowback.history.revert.DecisionsFile;
import org.rowback.history.revert.FreedKeys;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.Quarantine;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.Step;
import org.rowback.history.revert.TakenKeys;
import org.rowback.history.revert.Undo;
import org.rowback.history.simulation.Simulation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Writes a plan as a set of files that carry one patch id: `preflight.sql`, `apply.sql`, `verify.sql`,
/// `inverse.sql`, `report.html`, `rows.csv`, `decisions.json`, `plan.json`; and `prepare.sql` where rows go to a
/// [SideTables] quarantine.
///
/// They are written beside their directory and appear in it all at once.
public final class PatchWriter {
    /// The file with what the user decided of rows and columns.
    public static final String DECISIONS = "decisions.json";

    /// After so many statements a script looks whether it can stop.
    private static final int STOP_EVERY = 50;

    private final RevertPlan plan;
    private final Dialect dialect;
    private final ReportContext context;
    private final ImportMonitor monitor;
    private final List<TableName> tables;
    private final SideTables side;
    private final StatementComment comments;
    private final Constraints constraints = new Constraints();

    private PatchWriter(
            RevertPlan plan, Dialect dialect, ReportContext context, ImportMonitor monitor) {
        this.plan = plan;
        this.dialect = dialect;
        this.context = context;
        this.monitor = monitor;
        this.tables =
                plan.statements().stream().map(PlannedRow::table).distinct().sorted().toList();
        this.side = SideTables.of(plan);
        this.comments = new StatementComment(context);
    }

    /// Writes the files in the dialect of the plan's server.
    ///
    /// @param command what made the plan, for the report; empty where it was the window
    /// @throws RowbackException.Refused where the plan may not be exported: then nothing is written
    /// @throws RowbackException.BadInput where the directory holds something else than an earlier patch, or cannot be
    ///     written
    public static PatchSummary write(
            RevertPlan plan, Path directory, String command, ImportMonitor monitor)
            throws RowbackException {
        return write(
                plan,
                directory,
                Dialect.forServer(plan.server()),
                ReportContext.of(command),
                monitor);
    }

    /// Writes the files.
    ///
    /// @throws RowbackException.Refused where the plan may not be exported, or the simulation says that it cannot work:
    ///     then nothing is written
    public static PatchSummary write(
            RevertPlan plan,
            Path directory,
            Dialect dialect,
            ReportContext context,
            ImportMonitor monitor)
            throws RowbackException {
        plan.requireExportable();
        Optional<String> impossible = context.simulation().flatMap(Simulation::refusal);
        if (impossible.isPresent()) {
            throw new RowbackException.Refused(impossible.get());
        }
        PatchDirectory target = PatchDirectory.prepare(directory);
        try {
            PatchWriter writer = new PatchWriter(plan, dialect, context, monitor);
            if (!writer.side.quarantines().isEmpty()) {
                writer.prepare(target.file("prepare.sql"));
            }
            writer.script(target.file("preflight.sql"), Script.PREFLIGHT);
            writer.script(target.file("apply.sql"), Script.APPLY);
            writer.script(target.file("verify.sql"), Script.VERIFY);
            writer.script(target.file("inverse.sql"), Script.INVERSE);
            try (Writer out = open(target.file("report.html"))) {
                HtmlReport.write(plan, dialect, context, monitor, out);
            }
            try (Writer out = open(target.file("rows.csv"))) {
                RowsCsv.write(plan, context, monitor, out);
            }
            try (Writer out = open(target.file(DECISIONS))) {
                DecisionsFile.write(plan.options().decisions(), plan.id(), out);
            }
            try (Writer out = open(target.file("plan.json"))) {
                PlanJson.write(plan, dialect, context, monitor, out);
            }
            return new PatchSummary(
                    directory, plan.id(), plan.statementCount(), plan.counts(), target.publish());
        } catch (IOException e) {
            target.abandon();
            throw new RowbackException.BadInput(
                    directory + ": cannot write the patch (" + e + "): nothing was exported", e);
        } catch (RowbackException | RuntimeException e) {
            target.abandon();
            throw e;
        }
    }

    private static BufferedWriter open(Path file) throws IOException {
        return Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    private void script(Path file, Script script) throws IOException, RowbackException {
        try (Writer out = open(file)) {
            new ScriptHeader(plan, dialect, context).write(out, script);
            boolean writes = script == Script.APPLY || script == Script.INVERSE;
            List<Step> steps = writes ? plan.steps() : plan.wholeSteps();
            if (steps.isEmpty()) {
                out.write("\n-- There is nothing to write.\n");
                return;
            }
            out.write(
                    writes
                            ? dialect.begin(plan.id(), tables, side)
                            : dialect.beginReading(plan.id(), side));
            if (script == Script.INVERSE) {
                steps = steps.reversed();
            }
            Optional<VerifySums> sums =
                    script == Script.VERIFY
                            ? Optional.of(new VerifySums(dialect, tables))
                            : Optional.empty();
            if (sums.isPresent()) {
                out.write(sums.get().begin());
            }
            long done = 0;
            TakenKeys taken = taken(script);
            FreedKeys freed = FreedKeys.of(script == Script.PREFLIGHT ? steps : List.of());
            RestoredKeys keys = new RestoredKeys();
            Optional<TriggerLooks> looks =
                    writes && triggersReach(steps)
                            ? Optional.of(
                                    new TriggerLooks(dialect, taken, script == Script.INVERSE))
                            : Optional.empty();
            for (Step step : steps) {
                if (done % 1024 == 0) {
                    monitor.check();
                    monitor.progress(
                            "writing " + file.getFileName(), done, steps.size(), "statements");
                }
                out.write("\n-- " + SqlComment.line(comments.of(step.row())) + "\n");
                out.write(statement(step, script, taken, freed));
                if (looks.isPresent()) {
                    out.write(looks.get().note(step));
                }
                if (sums.isPresent()) {
                    out.write(sums.get().add(step));
                }
                if (!Quarantine.holds(step.row())) {
                    keys.add(script == Script.INVERSE ? step.undo().inverse() : step.undo());
                }
                done++;
                if (writes && done % STOP_EVERY == 0) {
                    out.write("\n" + dialect.stopIfFailed(plan.id()));
                }
            }
            out.write("\n");
            if (sums.isPresent()) {
                out.write(sums.get().end());
            }
            if (looks.isPresent()) {
                looks.get().demand(out, plan.wholeSteps(), monitor);
            }
            out.write(
                    switch (script) {
                        case PREFLIGHT -> dialect.endPreflight(plan.id(), steps.size(), tables);
                        case VERIFY -> dialect.endVerify(plan.id(), steps.size());
                        case APPLY, INVERSE -> dialect.end(plan.id(), steps.size(), keys.ranges());
                    });
        }
    }

    /// Whether a statement's trigger can reach the row of another.
    private boolean triggersReach(List<Step> steps) {
        return tables.size() > 1 || (steps.size() > 1 && dialect.triggersReachTheirOwnTable());
    }

    /// Keys that belong to a row again when the script has run.
    private TakenKeys taken(Script script) {
        return TakenKeys.of(
                () ->
                        plan.wholeSteps().stream()
                                .map(Step::undo)
                                .map(u -> script == Script.INVERSE ? u.inverse() : u)
                                .iterator());
    }

    private String statement(Step step, Script script, TakenKeys taken, FreedKeys freed) {
        PlannedRow row = step.row();
        String name = row.table() + " " + row.key() + StatementComment.newKeys(row);
        Undo undo = step.undo();
        return switch (script) {
            case PREFLIGHT -> {
                StringBuilder asked = new StringBuilder();
                asked.append(dialect.preflight(undo, freed.by(undo), row.number(), name));
                for (Check check : constraints.open(row, undo)) {
                    asked.append(dialect.check(undo, check, row.number(), name));
                }
                yield asked.toString();
            }
            case APPLY -> dialect.statement(undo, row.number());
            case VERIFY ->
                    dialect.verify(
                            taken.isTaken(undo) ? undo.withoutKey() : undo, row.number(), name);
            case INVERSE -> dialect.statement(undo.inverse(), row.number());
        };
    }

    private void prepare(Path file) throws IOException {
        try (Writer out = open(file)) {
            out.write("-- Rowback patch " + plan.id() + ", prepare: makes tables for rows that");
            out.write(" cannot come back to their place; run it before preflight.sql\n");
            out.write("-- for " + dialect.name() + "; run it with: " + dialect.client());
            out.write(" < prepare.sql\n\n");
            out.write(dialect.prepare(side));
        }
    }
}
