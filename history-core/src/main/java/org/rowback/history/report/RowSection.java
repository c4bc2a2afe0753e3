package org.rowback.history.report;

import org.rowback.history.dialect.Dialect;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.PlannedCell;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.Undo;
import org.rowback.history.revert.Witness;
import org.rowback.history.simulation.Proof;
import org.rowback.history.simulation.StatementOutcome;
import org.rowback.history.ties.CauseRule;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One row of a report: its state, its columns before and after, its statement with what that would do, and what all
/// that rests on.
final class RowSection {
    private static final int LONGEST_SQL = 4_000;

    private final Dialect dialect;
    private final ReportContext context;
    private final Mask mask;
    private final Writer out;

    RowSection(Dialect dialect, ReportContext context, Writer out) {
        this.dialect = dialect;
        this.context = context;
        this.mask = context.mask();
        this.out = out;
    }

    void write(PlannedRow row) throws IOException {
        Optional<Proof> proof = context.proof(row);
        out.write("<details><summary><span class=no>" + row.number() + "</span> <code>");
        out.write(Html.escape(row.table() + " " + key(row)) + "</code> <b class=");
        out.write(row.state().name() + ">" + row.state().label() + "</b> ");
        if (proof.isPresent()) {
            out.write(badge(proof.get()) + " ");
        }
        out.write("<span class=soft>" + Html.escape(mask.text(row, row.reason())));
        out.write("</span></summary>\n");
        if (!row.waiver().isEmpty()) {
            out.write("<p class=warn>Undone by decision, although: ");
            out.write(Html.escape(mask.text(row, row.waiver())) + "</p>");
        }
        if (proof.isPresent() && !proof.get().reason().isEmpty()) {
            out.write("<p class=soft>" + Html.escape(mask.text(row, proof.get().reason())));
            out.write("</p>");
        }
        if (!row.cells().isEmpty()) {
            columns(row);
        }
        if (row.undo().filter(u -> u.kind() != Undo.Kind.UPDATE).isPresent()) {
            wholeRow(row.undo().get());
        }
        if (row.undo().isPresent()) {
            String sql = dialect.preview(mask.shown(row.undo().get()));
            out.write("<pre>" + Html.escape(cut(sql, LONGEST_SQL)) + "</pre>");
        }
        if (context.outcome(row).isPresent()) {
            simulated(context.outcome(row).get());
        }
        witnesses(row);
        out.write("</details>\n");
    }

    /// The row's key, cut and masked.
    private String key(PlannedRow row) {
        return cut(keyText(row, mask), 120);
    }

    /// A row's key as reviewers may see it.
    static String keyText(PlannedRow row, Mask mask) {
        List<String> names = row.schema().primaryKey();
        boolean hidden =
                names.isEmpty()
                        ? !mask.isEmpty()
                        : names.stream().anyMatch(n -> mask.hides(row.table(), n));
        return hidden ? mask.text(row, row.key()) : row.key();
    }

    static String badge(Proof proof) {
        String word = proof.level().word();
        return "<span class=\"proof " + word + "\">" + word + "</span>";
    }

    private void simulated(StatementOutcome outcome) throws IOException {
        List<String> parts = new ArrayList<>();
        parts.add("Simulated: " + outcome.verdict().label() + " (" + outcome.rows() + ")");
        parts.addAll(outcome.problems());
        String style = outcome.verdict() == StatementOutcome.Verdict.FAILS ? "warn" : "soft";
        out.write("<p class=" + style + ">" + Html.escape(String.join("; ", parts)) + "</p>");
    }

    private void columns(PlannedRow row) throws IOException {
        out.write("<table><tr><th>Column<th>Before<th>Bad value<th>Now<th>After<th>");
        for (PlannedCell cell : row.cells()) {
            String name = cell.column();
            out.write("<tr><td><code>" + Html.escape(name) + "</code><td>");
            out.write(Html.value(mask.shown(row.table(), name, cell.before())) + "<td>");
            out.write(Html.value(mask.shown(row.table(), name, cell.bad())) + "<td>");
            out.write(Html.value(mask.shown(row.table(), name, cell.head())) + "<td>");
            ColumnValue after = cell.fate().isWritten() ? cell.target() : cell.head();
            out.write(Html.value(mask.shown(row.table(), name, after)) + "<td>");
            out.write(cell.fate().label());
            if (!cell.reason().isEmpty()) {
                out.write(" <small>" + Html.escape(mask.text(row, cell.reason())) + "</small>");
            }
        }
        out.write("</table>");
    }

    private void wholeRow(Undo undo) throws IOException {
        boolean comes = undo.kind() == Undo.Kind.INSERT;
        out.write("<table><tr><th>Column<th>" + (comes ? "Comes back as" : "Is taken away"));
        for (Cell cell : comes ? undo.set() : undo.expect()) {
            out.write("<tr><td><code>" + Html.escape(cell.name()) + "</code><td>");
            out.write(Html.value(mask.shown(undo.table(), cell.name(), cell.value())));
        }
        out.write("</table>");
    }

    private void witnesses(PlannedRow row) throws IOException {
        out.write(
                "<table><tr><th>Evidence<th class=n>Change<th"
                        + " class=n>Transaction<th>Time<th>Position");
        for (Witness witness : row.witnesses()) {
            out.write("<tr><td>" + Html.escape(witness.role()) + " (" + witness.op() + ")");
            if (witness.rule().isPresent()) {
                CauseRule rule = witness.rule().get();
                out.write(
                        "<br><small>" + rule.label() + ", " + rule.strength().label() + "</small>");
            }
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
