package org.rowback.history.report;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.simulation.Proof;
import org.rowback.history.simulation.Simulation;
import org.rowback.history.simulation.StatementOutcome;

import java.io.IOException;
import java.io.Writer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How well the evidence carries a patch: rows by level, every assumption and open question once, and what the
/// simulation said.
final class ProofSection {
    private static final int REASONS = 200;
    private static final int FAILURES = 20;

    private final RevertPlan plan;
    private final ReportContext context;
    private final ImportMonitor monitor;
    private final Writer out;
    private final Map<Proof.Level, Long> levels = new EnumMap<>(Proof.Level.class);
    private final Map<Proof, Long> reasons =
            new TreeMap<>(
                    java.util.Comparator.comparing(Proof::level)
                            .reversed()
                            .thenComparing(Proof::reason));
    private long more;

    ProofSection(RevertPlan plan, ReportContext context, ImportMonitor monitor, Writer out) {
        this.plan = plan;
        this.context = context;
        this.monitor = monitor;
        this.out = out;
    }

    void write() throws IOException, RowbackException {
        for (PlannedRow row : plan.rows()) {
            monitor.check();
            context.proof(row).ifPresent(proof -> count(row, proof));
        }
        out.write("<h2>How well it is proven</h2><div class=tiles>");
        for (Proof.Level level : Proof.Level.values()) {
            out.write("<div class=tile><b class=" + level.word() + ">");
            out.write(levels.getOrDefault(level, 0L) + "</b>" + level.word() + "</div>");
        }
        out.write("</div>\n");
        if (!reasons.isEmpty()) {
            out.write("<table><tr><th>Level<th class=n>Rows<th>What is assumed, or not known");
            for (Map.Entry<Proof, Long> reason : reasons.entrySet()) {
                out.write("<tr><td>" + RowSection.badge(reason.getKey()));
                out.write("<td class=n>" + reason.getValue() + "<td>");
                out.write(Html.escape(reason.getKey().reason()));
            }
            out.write("</table>\n");
        }
        if (more > 0) {
            out.write("<p class=warn>" + HtmlReport.plural(more, "more row") + " with other");
            out.write(" reasons: see the rows themselves.</p>");
        }
        Optional<Simulation> simulation = context.simulation();
        if (simulation.isPresent()) {
            simulation(simulation.get());
        } else {
            out.write("<p class=soft>The statements were not simulated.</p>\n");
        }
    }

    private void count(PlannedRow row, Proof proof) {
        levels.merge(proof.level(), 1L, Long::sum);
        if (proof.level() == Proof.Level.PROVEN) {
            return;
        }
        Proof shown = new Proof(proof.level(), context.mask().text(row, proof.reason()));
        if (reasons.size() < REASONS || reasons.containsKey(shown)) {
            reasons.merge(shown, 1L, Long::sum);
        } else {
            more++;
        }
    }

    private void simulation(Simulation simulation) throws IOException {
        out.write("<h2>Simulation</h2><p class=soft>Every statement was run, in order and under");
        out.write(" its own conditions, on the rows that the log leaves. What it found is what");
        out.write(" <code>apply.sql</code> demands of the server.</p><div class=tiles>");
        Map<StatementOutcome.Verdict, Long> counts = simulation.counts();
        for (StatementOutcome.Verdict verdict : StatementOutcome.Verdict.values()) {
            out.write("<div class=tile><b class=" + verdict.name() + ">");
            out.write(counts.getOrDefault(verdict, 0L) + "</b>" + verdict.label() + "</div>");
        }
        out.write("</div>\n");
        for (StatementOutcome failure : simulation.failures(FAILURES)) {
            out.write("<p class=warn>Statement " + failure.number() + ": ");
            out.write(Html.escape(String.join("; ", failure.problems())) + "</p>");
        }
        out.write("<p>Not known, of the whole patch:</p><ul>");
        for (String open : simulation.open()) {
            out.write("<li>" + Html.escape(open));
        }
        out.write("</ul>\n");
    }
}
