package org.rowback.history.report;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.PlannedCell;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.Undo;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The first rows of a patch at a glance: what each holds now and what it will hold.
final class BeforeAfter {
    private static final int ROWS = 200;
    private static final int COLUMNS = 12;

    private final RevertPlan plan;
    private final ReportContext context;
    private final Mask mask;
    private final Writer out;

    BeforeAfter(RevertPlan plan, ReportContext context, Writer out) {
        this.plan = plan;
        this.context = context;
        this.mask = context.mask();
        this.out = out;
    }

    void write() throws IOException {
        if (plan.statementCount() == 0) {
            return;
        }
        out.write("<h2>Before and after</h2><p class=soft>");
        if (plan.statementCount() > ROWS) {
            out.write("The first " + ROWS + " of ");
            out.write(HtmlReport.plural(plan.statementCount(), "row"));
            out.write("; <code>rows.csv</code> has all.");
        } else {
            out.write("Every row that the patch writes; <code>rows.csv</code> has the same.");
        }
        out.write("</p><table class=tight><tr><th class=n>#<th>Row<th>Column<th>Now<th>After\n");
        for (PlannedRow row : plan.statements().stream().limit(ROWS).toList()) {
            row(row, row.undo().orElseThrow());
        }
        out.write("</table>\n");
    }

    private void row(PlannedRow row, Undo undo) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean comes = undo.kind() == Undo.Kind.INSERT;
        boolean goes = undo.kind() == Undo.Kind.DELETE;
        List<Cell> cells = new ArrayList<>(goes ? undo.expect() : undo.set());
        undo.inPlace().forEach(c -> cells.add(new Cell(c.column(), c.after())));
        for (Cell cell : cells) {
            // Said once for a row, not at each of its columns.
            String none = lines.isEmpty() ? "<span class=badge>no row</span>" : "";
            String now = comes ? none : value(row, cell, now(row, cell));
            String after = goes ? none : value(row, cell, cell.value());
            lines.add(
                    "<td><code>"
                            + Html.escape(cell.name())
                            + "</code><td class=was>"
                            + now
                            + "<td class=will>"
                            + after);
        }
        int shown = Math.min(lines.size(), COLUMNS);
        if (lines.size() > shown) {
            int more = lines.size() - shown + 1;
            lines.set(shown - 1, "<td colspan=3 class=soft>… and " + more + " more columns");
        }
        String span = shown > 1 ? " rowspan=" + shown : "";
        out.write("<tr><td class=n" + span + ">" + row.number() + "<td" + span + "><code>");
        out.write(Html.escape(row.table() + " " + RowSection.keyText(row, mask)) + "</code> ");
        out.write(context.proof(row).map(RowSection::badge).orElse(""));
        out.write(lines.isEmpty() ? "<td><td><td>\n" : lines.getFirst() + "\n");
        for (String line : lines.subList(Math.min(1, shown), shown)) {
            out.write("<tr>" + line + "\n");
        }
    }

    private String value(PlannedRow row, Cell cell, ColumnValue value) {
        return Html.value(mask.shown(row.table(), cell.name(), value));
    }

    private static ColumnValue now(PlannedRow row, Cell cell) {
        Optional<PlannedCell> planned =
                row.cells().stream().filter(c -> c.column().equals(cell.name())).findFirst();
        int index = row.schema().indexOf(cell.name());
        return planned.map(PlannedCell::head)
                .orElseGet(
                        () ->
                                index < row.now().size()
                                        ? row.now().get(index)
                                        : new ColumnValue.NotLogged("not known"));
    }
}
