package org.rowback.app.cli;

import org.jspecify.annotations.Nullable;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.dialect.Dialect;
import org.rowback.history.filter.Catalog;
import org.rowback.history.filter.Filter;
import org.rowback.history.model.RowbackException;
import org.rowback.history.patch.EarlierPatch;
import org.rowback.history.patch.PatchSummary;
import org.rowback.history.patch.PatchWriter;
import org.rowback.history.patch.ProbeReader;
import org.rowback.history.patch.SignOffs;
import org.rowback.history.query.History;
import org.rowback.history.report.Mask;
import org.rowback.history.report.ReportContext;
import org.rowback.history.revert.PlanDifference;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.history.revert.Selection;
import org.rowback.history.simulation.Simulation;
import org.rowback.history.simulation.Simulator;
import org.rowback.ui.text.ShellText;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
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
                + " report.html, rows.csv, decisions.json and plan.json into DIR. Run them with the"
                + " plain mysql, mariadb or psql client.",
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
    @Mixin CaseArgument target = new CaseArgument();
    @Mixin ReadOptions read = new ReadOptions();
    @Mixin PlanOptions how = new PlanOptions();

    @Option(
            names = "--selection",
            paramLabel = "NAME",
            description =
                    "Instead of --where: what the case keeps by this name, see rowback selections.")
    @Nullable String selection;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write the patch. Without it the plan is only told.")
    @Nullable Path out;

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
            names = "--rebase",
            paramLabel = "DIR",
            description = {
                "Plan anew what the patch in DIR was made from, with all that was imported since,"
                        + " and tell row by row what differs.",
                "With --out the new patch is written; sign-offs go with it unless their rows"
                        + " changed."
            })
    @Nullable Path rebased;

    @Option(
            names = "--sign-off",
            paramLabel = "DIR",
            description = "Note that somebody (--by) has read the patch in DIR and agrees.")
    @Nullable Path signedOff;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who plans the patch, or signs it off.")
    String by = System.getProperty("user.name", "");

    @Option(
            names = "--rows",
            paramLabel = "NUMBERS",
            description = "Which rows are signed off, e.g. 1-40,52. Default: all.")
    String rows = "";

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
        Path signed = signedOff;
        if (signed != null) {
            SignOffs.add(signed, by, rows);
            console.out().println(signed + ": signed off by " + by);
            return Exit.DONE;
        }
        ProgressLine progress = new ProgressLine(console, false);
        RevertText told = new RevertText(console, read.json);
        try (CaseFile opened = target.openToRead()) {
            Path waiting = rebased;
            Optional<EarlierPatch> earlier =
                    waiting == null ? Optional.empty() : Optional.of(EarlierPatch.read(waiting));
            History history = opened.history();
            Selection selection =
                    earlier.isPresent() ? selection(history, earlier.get()) : selection(opened);
            RevertOptions options = earlier.isPresent() ? options(earlier.get()) : how.options();
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
            told.tell(plan);
            if (out == null && probes == null && earlier.isEmpty()) {
                told.tell(RevertPlanner.compare(history, selection, plan, progress));
            }
            Undecided.tell(console, selection.undecidable());
            List<SignOffs.SignOff> signOffs = List.of();
            Optional<PlanDifference> difference = Optional.empty();
            if (earlier.isPresent()) {
                signOffs = SignOffs.of(earlier.get().directory());
                difference = Optional.of(PlanDifference.of(earlier.get(), plan));
                told.tell(earlier.get().id(), plan.id(), difference.get(), signOffs);
            }
            plan.requireExportable();
            Path directory = out;
            if (directory != null) {
                String wanted =
                        dialect.isEmpty()
                                ? earlier.map(EarlierPatch::dialect).orElse(plan.server())
                                : dialect;
                Simulation simulation = Simulator.run(history, plan, progress);
                progress.end();
                told.tell(simulation);
                ReportContext context =
                        new ReportContext(
                                command(directory),
                                Optional.of(simulation),
                                new Mask(masked),
                                zone(earlier),
                                by);
                PatchSummary written =
                        PatchWriter.write(
                                plan, directory, Dialect.forServer(wanted), context, progress);
                progress.end();
                told.tell(written);
                if (difference.isPresent()) {
                    SignOffs.carry(signOffs, difference.get(), directory, plan.id());
                }
            }
            return Exit.DONE;
        } finally {
            progress.end();
        }
    }

    private Selection selection(CaseFile opened) throws RowbackException {
        String where = read.where;
        String kept = selection;
        if (kept != null) {
            if (where != null) {
                throw new RowbackException.BadInput(
                        "--selection and --where both say what is bad: give one of them");
            }
            return SavedSelections.named(opened.journal(), kept).select(opened.history());
        }
        if (where == null || where.isBlank()) {
            throw new RowbackException.BadInput(
                    "nothing selected: say with --where which changes are bad, e.g. --where 'thread"
                            + " == 8812'");
        }
        return Selection.matching(Filter.parse(where, Catalog.of(opened.history(), read.zone.id)));
    }

    /// What a patch that waits was made from.
    private Selection selection(History history, EarlierPatch earlier) throws RowbackException {
        if (read.where != null || selection != null) {
            throw new RowbackException.BadInput(
                    "--rebase plans anew what the patch was made from: leave --where and"
                            + " --selection out");
        }
        return earlier.selection(history, read.zone.id);
    }

    private String zone(Optional<EarlierPatch> earlier) {
        return earlier.map(EarlierPatch::zone)
                .filter(z -> !z.isEmpty())
                .orElse(read.zone.id.toString());
    }

    /// How a patch that waits was planned, with what was decided since.
    private RevertOptions options(EarlierPatch earlier) throws RowbackException {
        return earlier.options().with(how.decided(earlier.options().decisions()));
    }

    /// What makes the same patch again.
    private String command(Path directory) {
        StringBuilder text =
                new StringBuilder("rowback revert ")
                        .append(ShellText.quote(target.file.toString()));
        Path waiting = rebased;
        if (waiting != null) {
            text.append(" --rebase ").append(ShellText.quote(waiting.toString()));
        } else {
            String kept = selection;
            text.append(kept == null ? " --where " : " --selection ")
                    .append(ShellText.quote(kept == null ? String.valueOf(read.where) : kept))
                    .append(" --mode ")
                    .append(how.mode)
                    .append(" --tz ")
                    .append(read.zone.id);
        }
        text.append(" --out ").append(ShellText.quote(directory.toString()));
        text.append(how.typed(directory.resolve(PatchWriter.DECISIONS)));
        if (!dialect.isEmpty()) {
            text.append(" --dialect ").append(dialect);
        }
        Path probes = probeResults;
        if (probes != null) {
            text.append(" --probe-results ").append(ShellText.quote(probes.toString()));
        }
        if (!masked.isEmpty()) {
            text.append(" --mask ").append(ShellText.quote(String.join(",", masked)));
        }
        return text.toString();
    }
}
