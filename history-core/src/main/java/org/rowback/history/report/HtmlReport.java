package org.rowback.history.report;

import org.rowback.history.dialect.Dialect;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Source;
import org.rowback.history.model.TableName;
import org.rowback.history.revert.LostAtomicity;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.Quarantine;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RowState;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A plan for people: one self-contained page, printable, light or dark as the reader's system is.
///
/// Of very large plans it shows a part of the rows and says so; `plan.json` has all.
public final class HtmlReport {
    private static final int STATEMENTS = 1_000;
    private static final int OTHERS = 500;

    private final RevertPlan plan;
    private final Dialect dialect;
    private final ReportContext context;
    private final ImportMonitor monitor;
    private final Writer out;

    private HtmlReport(
            RevertPlan plan,
            Dialect dialect,
            ReportContext context,
            ImportMonitor monitor,
            Writer out) {
        this.plan = plan;
        this.dialect = dialect;
        this.context = context;
        this.monitor = monitor;
        this.out = out;
    }

    public static void write(
            RevertPlan plan,
            Dialect dialect,
            ReportContext context,
            ImportMonitor monitor,
            Writer out)
            throws IOException, RowbackException {
        new HtmlReport(plan, dialect, context, monitor, out).page();
    }

    private void page() throws IOException, RowbackException {
        out.write("<!doctype html>\n<html lang=en><head><meta charset=utf-8>");
        out.write("<meta name=viewport content=\"width=device-width\">");
        out.write("<title>Rowback " + plan.id() + "</title><style>\n");
        out.write(ReportStyle.CSS);
        out.write("</style></head><body><main>\n");
        head();
        tiles();
        new ActorSection(plan.actors(), context, out).write();
        new TimelineSvg(plan.timeline()).write(out);
        tables();
        new ProofSection(plan, context, monitor, out).write();
        warnings();
        new DecisionSection(plan, context, monitor, out).write();
        look();
        new BeforeAfter(plan, context, out).write();
        statements();
        rest();
        evidence();
        reproduce();
        out.write("</main></body></html>\n");
    }

    private void head() throws IOException {
        long tables = plan.tables().size();
        out.write("<p class=soft>Rowback patch <code>" + plan.id() + "</code></p>");
        out.write("<h1>Undo of " + plural(plan.selected(), "change") + "</h1>");
        out.write("<p class=lead>Between <b>" + PlanJson.time(plan.firstTimeMicros()));
        out.write("</b> and <b>" + PlanJson.time(plan.lastTimeMicros()) + "</b>, ");
        out.write(
                plural(plan.selected(), "change")
                        + " touched "
                        + plural(plan.rows().size(), "row"));
        out.write(" of " + plural(tables, "table") + ". ");
        out.write(
                "The patch has " + plural(plan.statementCount(), "statement") + ", each of which");
        out.write(
                " runs only if its row still holds the bad values; one that does not find its row");
        out.write(" rolls back all.</p>");
        out.write("<p>Selected by</p><pre>" + Html.escape(plan.description()) + "</pre>");
        if (!context.mask().isEmpty()) {
            out.write("<p class=warn>For reviewers: values of <code>");
            out.write(Html.escape(String.join(", ", context.mask().names())));
            out.write("</code> are masked on this page and in rows.csv; equal numbers stand for");
            out.write(" equal values. The scripts and plan.json hold them.</p>");
        }
    }

    private void tiles() throws IOException {
        out.write("<div class=tiles>");
        for (Map.Entry<RowState, Long> count : plan.counts().entrySet()) {
            out.write("<div class=tile><b class=" + count.getKey().name() + ">");
            out.write(count.getValue() + "</b>" + count.getKey().label() + "</div>");
        }
        out.write("</div>\n");
    }

    private void tables() throws IOException {
        out.write("<h2>Tables</h2><table><tr><th>Table");
        for (RowState state : plan.counts().keySet()) {
            out.write("<th class=n>" + state.label());
        }
        for (Map.Entry<TableName, Map<RowState, Long>> table : plan.tables().entrySet()) {
            out.write("<tr><td><code>" + Html.escape(table.getKey().toString()) + "</code>");
            for (RowState state : plan.counts().keySet()) {
                Long count = table.getValue().get(state);
                out.write("<td class=\"n " + state.name() + "\">" + (count == null ? "" : count));
            }
        }
        out.write("</table>\n");
    }

    private void warnings() throws IOException {
        if (plan.warnings().isEmpty() && plan.atomicity().isEmpty()) {
            return;
        }
        out.write("<h2>To know before applying</h2>");
        for (String warning : plan.warnings()) {
            out.write("<p class=warn>" + Html.escape(warning) + "</p>");
        }
        for (String sentence : plan.atomicity().sentences()) {
            out.write("<p class=warn>" + Html.escape(sentence) + "</p>");
        }
        List<LostAtomicity.Part> parts = plan.atomicity().first();
        if (!parts.isEmpty()) {
            out.write("<table><tr><th class=n>Transaction<th class=n>Rows undone");
            out.write("<th class=n>Rows left, wholly or in part\n");
            for (LostAtomicity.Part part : parts) {
                out.write("<tr><td class=n>" + part.transaction() + "<td class=n>");
                out.write(part.undone() + "<td class=n>" + part.left() + "\n");
            }
            out.write("</table>");
        }
    }

    private void look() throws IOException, RowbackException {
        rows(
                "Conflicts, blocked and unproven",
                "What is not, or not wholly, undone, and why.",
                r -> r.state().isLeftOut(),
                OTHERS);
    }

    private void statements() throws IOException, RowbackException {
        rows(
                "Statements",
                "In the order of <code>apply.sql</code>.",
                r -> r.undo().isPresent(),
                STATEMENTS);
    }

    private void rest() throws IOException, RowbackException {
        rows(
                "Nothing to do",
                "Rows that the selection touched and that need no statement.",
                r -> r.undo().isEmpty() && !r.state().isLeftOut(),
                OTHERS);
    }

    private void rows(String title, String intro, Predicate<PlannedRow> which, int limit)
            throws IOException, RowbackException {
        RowSection section = new RowSection(dialect, context, out);
        long count = 0;
        for (PlannedRow row : plan.rows()) {
            if (!which.test(row)) {
                continue;
            }
            if (count++ == 0) {
                out.write("<h2>" + title + "</h2><p class=soft>" + intro + "</p>\n");
            }
            if (count <= limit) {
                monitor.check();
                section.write(row);
            }
        }
        if (count > limit) {
            out.write("<p class=warn>" + plural(count - limit, "more row") + " left out here to");
            out.write(" keep this page readable; <code>rows.csv</code> lists all.</p>");
        }
    }

    private void evidence() throws IOException {
        out.write("<h2>Evidence</h2><table><tr><th>Source<th>Server<th class=n>Bytes<th>SHA-256");
        for (Source source : plan.sources()) {
            String hash = source.sha256().isEmpty() ? "not complete" : source.sha256();
            out.write("<tr><td><code>" + Html.escape(source.name()) + "</code><td>");
            out.write(Html.escape(source.server()) + "<td class=n>" + source.sizeBytes());
            out.write("<td><code>" + hash + "</code>");
        }
        out.write("</table>\n");
    }

    private void reproduce() throws IOException {
        out.write("<h2>Commands</h2><pre>");
        if (!context.command().isEmpty()) {
            out.write("# made by\n" + Html.escape(context.command()) + "\n\n");
        }
        String client = dialect.client();
        out.write("# look first: reads only\n" + client + " -t &lt; preflight.sql\n");
        if (plan.statements().stream().anyMatch(Quarantine::holds)) {
            out.write("# before all else: the tables of rows that cannot come back\n");
            out.write(client + " &lt; prepare.sql\n");
        }
        out.write("# undo: all or nothing\n" + client + " &lt; apply.sql\n");
        out.write("# look again: reads only\n" + client + " -t &lt; verify.sql\n");
        out.write("# take the undo back\n" + client + " &lt; inverse.sql</pre>\n");
    }

    static String plural(long count, String what) {
        return String.format(java.util.Locale.ROOT, "%,d ", count) + what + (count == 1 ? "" : "s");
    }
}
