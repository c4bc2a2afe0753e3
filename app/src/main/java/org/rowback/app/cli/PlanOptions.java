package org.rowback.app.cli;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.RowbackException;
import org.rowback.history.revert.Decision;
import org.rowback.history.revert.Decisions;
import org.rowback.history.revert.DecisionsFile;
import org.rowback.history.revert.RevertOptions;
import org.rowback.ui.text.ShellText;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How `revert` is to plan: the mode, and what the user decided of rows and columns.
final class PlanOptions {
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
            names = "--decisions",
            paramLabel = "FILE",
            description = {
                "What was decided of rows and columns, as a patch's decisions.json has it: keep"
                        + " what is there now (as without a decision, where it was written"
                        + " later), revert it anyway, or an own value.",
                "e.g. {\"format\":\"rowback-decisions\",\"version\":1,\"decisions\":["
                        + "{\"table\":\"shop.orders\",\"key\":\"17\",\"column\":\"total\","
                        + "\"choose\":\"own\",\"value\":\"12.50\"}]}"
            })
    @Nullable Path decisions;

    @Option(
            names = "--anyway",
            paramLabel = "NAMES",
            split = ",",
            description =
                    "Put back these columns in every row, also where a later write changed them"
                            + " again, e.g. orders.total; the patch says so.")
    List<String> anyway = List.of();

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
                "all: every column that a later statement moved like 'n = n + 1', or that images"
                        + " show to be moved where the log holds no statement."
            })
    Set<String> relative = Set.of();

    @Option(
            names = "--collisions",
            paramLabel = "WHAT",
            description = {
                "What becomes of a deleted row whose key or unique value another row has taken, or"
                        + " whose parent is gone:",
                "refuse (default); new-key: where its key is taken and the server counts such keys"
                        + " (AUTO_INCREMENT, serial, identity), it gets one that no row has, and"
                        + " its children follow;",
                "quarantine: it is kept in rowback_quarantine_TABLE, which prepare.sql makes."
            })
    String collisions = "refuse";

    RevertOptions options() throws RowbackException {
        return new RevertOptions(mode(), waived, columns, relative)
                .with(collisions())
                .with(decided(Decisions.NONE));
    }

    /// What was decided before, and what is decided on the command line.
    Decisions decided(Decisions before) throws RowbackException {
        Path file = decisions;
        Decisions all = file == null ? before : DecisionsFile.read(file);
        List<Decision> columnWise = new ArrayList<>();
        for (String name : anyway) {
            int dot = name.lastIndexOf('.');
            columnWise.add(
                    Decision.everywhere(
                            name.substring(0, Math.max(0, dot)),
                            name.substring(dot + 1),
                            new Decision.Choice.Revert()));
        }
        return all.and(columnWise);
    }

    private RevertOptions.Mode mode() throws RowbackException {
        try {
            return RevertOptions.Mode.valueOf(mode.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new RowbackException.BadInput(
                    "--mode " + mode + ": there are strict, nonconflicting and cascade", e);
        }
    }

    private RevertOptions.Collisions collisions() throws RowbackException {
        return RevertOptions.Collisions.of(collisions)
                .orElseThrow(
                        () ->
                                new RowbackException.BadInput(
                                        "--collisions "
                                                + collisions
                                                + ": there are refuse, new-key and quarantine"));
    }

    /// The options as they are typed.
    ///
    /// @param decided where the decisions are written down, all of them
    String typed(Path decided) {
        StringBuilder text = new StringBuilder();
        waived.stream().sorted().forEach(id -> text.append(" --waive ").append(id));
        if (decisions != null || !anyway.isEmpty()) {
            text.append(" --decisions ").append(ShellText.quote(decided.toString()));
        }
        names(text, " --columns ", columns);
        names(text, " --relative ", relative);
        if (!collisions.equals(RevertOptions.Collisions.REFUSE.word())) {
            text.append(" --collisions ").append(collisions);
        }
        return text.toString();
    }

    private static void names(StringBuilder text, String option, Set<String> names) {
        if (!names.isEmpty()) {
            text.append(option).append(ShellText.quote(String.join(",", names)));
        }
    }
}
