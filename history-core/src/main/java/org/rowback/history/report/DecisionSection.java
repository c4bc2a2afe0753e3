package org.rowback.history.report;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.revert.PlannedCell;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.Resolution;
import org.rowback.history.revert.RevertPlan;

import java.io.IOException;
import java.io.Writer;

/// Every conflict with how it is settled, and every value that the user gave.
final class DecisionSection {
    private static final int ROWS = 2_000;

    private final RevertPlan plan;
    private final ReportContext context;
    private final ImportMonitor monitor;
    private final Writer out;

    DecisionSection(RevertPlan plan, ReportContext context, ImportMonitor monitor, Writer out) {
        this.plan = plan;
        this.context = context;
        this.monitor = monitor;
        this.out = out;
    }

    void write() throws IOException, RowbackException {
        long told = 0;
        for (PlannedRow row : plan.rows()) {
            if (!row.state().isLeftOut() && !row.isDecided()) {
                continue;
            }
            if (told++ == 0) {
                begin();
            }
            if (told <= ROWS) {
                monitor.check();
                row(row);
            }
        }
        if (told > 0) {
            out.write("</table>\n");
        }
        if (told > ROWS) {
            out.write("<p class=warn>" + HtmlReport.plural(told - ROWS, "more row") + " left out");
            out.write(" here; <code>plan.json</code> has all.</p>");
        }
    }

    private void begin() throws IOException {
        out.write(
                "<h2>Conflicts and decisions</h2><p class=soft>By value: the row holds something");
        out.write(" else than the bad writes left. By history: good hands wrote it since, though");
        out.write(" it holds the bad value again. Without a decision, what good hands wrote");
        out.write(" later stays.</p><table class=tight><tr><th class=n>#<th>Row<th>Column");
        out.write("<th>State<th>Settled<th>Before<th>Bad value<th>Now<th>After\n");
    }

    private void row(PlannedRow row) throws IOException {
        boolean byColumn = false;
        for (PlannedCell cell : row.cells()) {
            boolean kept = cell.fate() == PlannedCell.Fate.KEPT;
            boolean unproven = cell.fate() == PlannedCell.Fate.UNPROVABLE;
            if (kept || unproven || cell.decided()) {
                byColumn = true;
                cell(row, cell);
            }
        }
        if (!byColumn) {
            first(row, "");
            out.write("<td>" + row.state().label());
            settled(row.resolution(), row.resolution().label());
            out.write("<td colspan=4 class=soft>");
            out.write(Html.escape(context.mask().text(row, row.reason())) + "\n");
        }
    }

    private void first(PlannedRow row, String column) throws IOException {
        out.write("<tr><td class=n>" + row.number() + "<td><code>");
        out.write(Html.escape(row.table() + " " + RowSection.keyText(row, context.mask())));
        out.write("</code><td><code>" + Html.escape(column) + "</code>");
    }

    private void cell(PlannedRow row, PlannedCell cell) throws IOException {
        first(row, cell.column());
        out.write("<td>" + notion(row, cell));
        Resolution resolution =
                cell.decided()
                        ? Resolution.BY_USER
                        : cell.fate() == PlannedCell.Fate.KEPT
                                ? Resolution.BY_RULE
                                : row.resolution();
        settled(resolution, cell.decided() ? cell.fate().label() : resolution.label());
        String name = cell.column();
        String head = Html.value(context.mask().shown(row.table(), name, cell.head()));
        String target = Html.value(context.mask().shown(row.table(), name, cell.target()));
        out.write("<td>" + Html.value(context.mask().shown(row.table(), name, cell.before())));
        out.write("<td>");
        out.write(Html.value(context.mask().shown(row.table(), name, cell.bad())));
        out.write("<td>" + head + "<td class=will>");
        out.write((cell.fate().isWritten() ? target : head) + "\n");
    }

    private static String notion(PlannedRow row, PlannedCell cell) {
        if (!cell.isWrittenSince()) {
            return cell.fate() == PlannedCell.Fate.UNPROVABLE ? "unprovable" : row.state().label();
        }
        return cell.isOtherValue() ? "conflict by value" : "conflict by history";
    }

    private void settled(Resolution resolution, String text) throws IOException {
        String by = resolution == Resolution.BY_USER ? ", by decision" : "";
        out.write("<td class=" + resolution.name() + ">" + text);
        out.write(text.equals(Resolution.BY_USER.label()) ? "" : by);
    }
}
