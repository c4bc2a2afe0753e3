package org.rowback.history.report;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowbackException;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.PlannedCell;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.Undo;
import org.rowback.history.simulation.Proof;

import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/// Every column that a plan is about, before and after, as CSV (RFC 4180): a line for each column of each row.
///
/// NULL is `NULL`, what is not known is empty, and text that could be taken for NULL, or that a spreadsheet would run
/// as a formula, stands behind an apostrophe.
public final class RowsCsv {
    private final String patch;
    private final ReportContext context;
    private final Writer out;

    private RowsCsv(String patch, ReportContext context, Writer out) {
        this.patch = patch;
        this.context = context;
        this.out = out;
    }

    public static void write(
            RevertPlan plan, ReportContext context, ImportMonitor monitor, Writer out)
            throws IOException, RowbackException {
        RowsCsv csv = new RowsCsv(plan.id(), context, out);
        csv.line(
                "patch", "row", "table", "key", "state", "proof", "column", "now", "after", "what");
        long done = 0;
        for (PlannedRow row : plan.rows()) {
            if (done++ % 1024 == 0) {
                monitor.check();
                monitor.progress("writing rows.csv", done, plan.rows().size(), "rows");
            }
            csv.row(row);
        }
    }

    private void row(PlannedRow row) throws IOException {
        Optional<Undo> undo = row.undo();
        boolean whole = undo.filter(u -> u.kind() != Undo.Kind.UPDATE).isPresent();
        if (!row.cells().isEmpty() && !whole) {
            for (PlannedCell cell : row.cells()) {
                boolean back = cell.fate().isWritten() && undo.isPresent();
                cell(
                        row,
                        cell.column(),
                        cell.head(),
                        back ? cell.target() : cell.head(),
                        cell.fate().label());
            }
            return;
        }
        if (undo.isEmpty()) {
            line(row, "", "", "", "left as it is");
            return;
        }
        boolean comes = undo.get().kind() == Undo.Kind.INSERT;
        for (Cell cell : comes ? undo.get().set() : undo.get().expect()) {
            String name = cell.name();
            if (comes) {
                line(row, name, "", shown(row, name, cell.value()), "row comes back");
            } else {
                line(row, name, shown(row, name, cell.value()), "", "row is taken away");
            }
        }
    }

    private void cell(
            PlannedRow row, String column, ColumnValue now, ColumnValue after, String what)
            throws IOException {
        line(row, column, shown(row, column, now), shown(row, column, after), what);
    }

    private String shown(PlannedRow row, String column, ColumnValue value) {
        return switch (context.mask().shown(row.table(), column, value)) {
            case ColumnValue.SqlNull _ -> "NULL";
            case ColumnValue.NotLogged _, ColumnValue.Undecodable _ -> "";
            case Datum.TextDatum t -> text(t.text());
            case Datum d -> d.text();
        };
    }

    private static String text(String text) {
        boolean trouble =
                text.equals("NULL") || text.isEmpty() || "=+-@'\t\r".indexOf(text.charAt(0)) >= 0;
        return trouble ? "'" + text : text;
    }

    private void line(PlannedRow row, String column, String now, String after, String what)
            throws IOException {
        line(
                patch,
                Integer.toString(row.number()),
                row.table().toString(),
                RowSection.keyText(row, context.mask()),
                row.state().label(),
                context.proof(row).map(Proof::level).map(Proof.Level::word).orElse(""),
                column,
                now,
                after,
                what);
    }

    private void line(String... fields) throws IOException {
        for (int i = 0; i < fields.length; i++) {
            out.write(i == 0 ? "" : ",");
            out.write(quoted(fields[i]));
        }
        out.write("\r\n");
    }

    private static String quoted(String field) {
        boolean plain =
                field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : "\"" + field.replace("\"", "\"\"") + "\"";
    }
}
