package org.rowback.history.report;

import org.rowback.history.dialect.Dialect;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.PlannedCell;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.Undo;
import org.rowback.history.revert.Witness;

import java.io.IOException;
import java.io.Writer;

/// One row of a report: its state, its columns before and after, its statement, and what that rests on.
final class RowSection {
    private static final int LONGEST_SQL = 4_000;

    private final Dialect dialect;
    private final Writer out;

    RowSection(Dialect dialect, Writer out) {
        this.dialect = dialect;
        this.out = out;
    }

    void write(PlannedRow row) throws IOException {
        out.write("<details><summary><span class=no>" + row.number() + "</span> <code>");
        out.write(Html.escape(row.table() + " " + cut(row.key(), 120)) + "</code> <b class=");
        out.write(row.state().name() + ">" + row.state().label() + "</b> <span class=soft>");
        out.write(Html.escape(row.reason()) + "</span></summary>\n");
        if (!row.waiver().isEmpty()) {
            out.write("<p class=warn>Waived by the user: " + Html.escape(row.waiver()) + "</p>");
        }
        if (!row.cells().isEmpty()) {
            columns(row);
        } else if (row.undo().isPresent()) {
            wholeRow(row.undo().get());
        }
        if (row.undo().isPresent()) {
            String sql = dialect.preview(row.undo().get());
            out.write("<pre>" + Html.escape(cut(sql, LONGEST_SQL)) + "</pre>");
        }
        witnesses(row);
        out.write("</details>\n");
    }

    private void columns(PlannedRow row) throws IOException {
        out.write("<table><tr><th>Column<th>Before<th>Bad value<th>Now<th>");
        for (PlannedCell cell : row.cells()) {
            out.write("<tr><td><code>" + Html.escape(cell.column()) + "</code><td>");
            out.write(Html.value(cell.target()) + "<td>" + Html.value(cell.bad()) + "<td>");
            out.write(Html.value(cell.head()) + "<td>" + cell.fate().label());
            if (!cell.reason().isEmpty()) {
                out.write(" <small>" + Html.escape(cell.reason()) + "</small>");
            }
        }
        out.write("</table>");
    }

    private void wholeRow(Undo undo) throws IOException {
        boolean comes = undo.kind() == Undo.Kind.INSERT;
        out.write("<table><tr><th>Column<th>" + (comes ? "Comes back as" : "Is taken away"));
        for (Cell cell : comes ? undo.set() : undo.expect()) {
            out.write("<tr><td><code>" + Html.escape(cell.name()) + "</code><td>");
            out.write(Html.value(cell.value()));
        }
        out.write("</table>");
    }

    private void witnesses(PlannedRow row) throws IOException {
        out.write(
                "<table><tr><th>Evidence<th class=n>Change<th"
                        + " class=n>Transaction<th>Time<th>Position");
        for (Witness witness : row.witnesses()) {
            out.write("<tr><td>" + Html.escape(witness.role()) + " (" + witness.op() + ")");
            out.write("<td class=n>" + witness.change() + "<td class=n>" + witness.transaction());
            out.write("<td>" + PlanJson.time(witness.commitTimeMicros()) + "<td><code>");
            out.write(Html.escape(witness.position()) + "</code>");
            if (!witness.gtid().isEmpty()) {
                out.write(" <small>" + Html.escape(witness.gtid()) + "</small>");
            }
        }
        out.write("</table>");
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest
                ? text
                : text.substring(0, longest) + " … (" + text.length() + " characters)";
    }
}
