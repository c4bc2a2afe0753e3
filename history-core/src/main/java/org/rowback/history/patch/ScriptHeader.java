package org.rowback.history.patch;

import org.rowback.history.dialect.Dialect;
import org.rowback.history.dialect.SideTables;
import org.rowback.history.model.TableName;
import org.rowback.history.report.ReportContext;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.simulation.Proof;

import java.io.IOException;
import java.io.Writer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The comment at the head of a script: what it is, what it undoes, on which evidence, and what it leaves open.
final class ScriptHeader {
    private final RevertPlan plan;
    private final Dialect dialect;
    private final ReportContext context;
    private final SideTables side;

    ScriptHeader(RevertPlan plan, Dialect dialect, ReportContext context) {
        this.plan = plan;
        this.dialect = dialect;
        this.context = context;
        this.side = SideTables.of(plan);
    }

    void write(Writer out, Script script) throws IOException {
        out.write("-- Rowback patch " + plan.id() + ", " + script.what + "\n");
        out.write("-- for " + dialect.name() + "; run it with: " + dialect.client() + " < ");
        out.write(script.file() + "\n");
        out.write("-- undoes: " + SqlComment.line(plan.description()) + "\n");
        for (var source : plan.sources()) {
            out.write(
                    "-- evidence: "
                            + SqlComment.line(source.name())
                            + " sha256 "
                            + source.sha256()
                            + "\n");
        }
        boolean overruled =
                !plan.options().waived().isEmpty() || !plan.options().decisions().isEmpty();
        for (PlannedRow row : overruled ? plan.rows() : List.<PlannedRow>of()) {
            if (!row.waiver().isEmpty()) {
                out.write(
                        "-- WAIVED: "
                                + SqlComment.line(
                                        row.table() + " " + row.key() + ": " + row.waiver())
                                + "\n");
            }
        }
        long left =
                plan.counts().entrySet().stream()
                        .filter(c -> c.getKey().isLeftOut())
                        .mapToLong(Map.Entry::getValue)
                        .sum();
        if (left > 0) {
            out.write(
                    "-- "
                            + left
                            + " row(s) are in conflict, blocked or unprovable and are not (wholly)"
                            + " undone: see report.html\n");
        }
        sideTables(out, script);
        completeness(out);
        out.write("\n");
    }

    private void sideTables(Writer out, Script script) throws IOException {
        for (TableName table : script == Script.APPLY ? side.marks() : List.<TableName>of()) {
            out.write(
                    "-- "
                            + SqlComment.line(table.toString())
                            + " keeps which bad writes were undone by a difference, so that none is"
                            + " undone twice; it is made where there is none\n");
        }
        for (TableName table : side.quarantines().values()) {
            out.write(
                    "-- "
                            + SqlComment.line(table.toString())
                            + " keeps rows that cannot come back to their place; prepare.sql makes"
                            + " it, and has to be run before\n");
        }
    }

    /// How many rows are proven, assumed and unknown, and what the simulation left open.
    private void completeness(Writer out) throws IOException {
        Map<Proof.Level, Long> levels = new EnumMap<>(Proof.Level.class);
        for (PlannedRow row : plan.statements()) {
            context.proof(row).ifPresent(p -> levels.merge(p.level(), 1L, Long::sum));
        }
        StringBuilder line = new StringBuilder("-- completeness:");
        for (Proof.Level level : Proof.Level.values()) {
            line.append(' ').append(level.word()).append(' ');
            line.append(levels.getOrDefault(level, 0L)).append(',');
        }
        out.write(line.substring(0, line.length() - 1) + "\n");
        if (context.simulation().isPresent()) {
            for (String open : context.simulation().get().open()) {
                out.write("-- not known: " + SqlComment.line(open) + "\n");
            }
        }
    }
}
