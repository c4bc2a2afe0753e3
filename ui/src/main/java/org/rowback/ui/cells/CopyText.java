package org.rowback.ui.cells;

import org.rowback.history.dialect.Dialect;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.history.query.json.JsonLines;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.history.revert.Selection;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A change written out for other programs. On a worker.
final class CopyText {
    private CopyText() {}

    /// The object that `rowback show --json` prints.
    static String json(Change change) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonLines lines = new JsonLines(out);
        lines.wholeChange(change);
        lines.flush();
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    /// Names, then the row before and after, as far as there is one: NULL is empty without quotes, empty text is `""`, what
    /// is not logged says so.
    static String csv(Change change) {
        StringBuilder text =
                new StringBuilder(
                        change.schema().columns().stream()
                                .map(Column::name)
                                .map(CopyText::quoted)
                                .collect(Collectors.joining(",", "side,", "\n")));
        change.before().ifPresent(row -> text.append(line("old", row)));
        change.after().ifPresent(row -> text.append(line("new", row)));
        return text.toString();
    }

    private static String line(String side, RowImage row) {
        StringBuilder text = new StringBuilder(side);
        for (int i = 0; i < row.size(); i++) {
            text.append(',')
                    .append(
                            switch (row.value(i)) {
                                case ColumnValue.SqlNull _ -> "";
                                case ColumnValue.NotLogged _ -> "⌀ not logged";
                                case ColumnValue.Undecodable broken -> broken.raw().toString();
                                case Datum datum -> quoted(datum.text());
                            });
        }
        return text.append('\n').toString();
    }

    private static String quoted(String text) {
        boolean needed =
                text.isEmpty() || text.chars().anyMatch(c -> c == ',' || c == '"' || c < ' ');
        return needed ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }

    /// The statement that undoes one change, as a patch of that change alone has it; or a comment that says why there is
    /// none.
    static String undo(History history, Selection one, ImportMonitor monitor)
            throws RowbackException {
        RevertOptions options =
                new RevertOptions(RevertOptions.Mode.NONCONFLICTING, Set.of(), Set.of());
        RevertPlan plan = RevertPlanner.plan(history, one, options, monitor);
        Dialect dialect = Dialect.forServer(plan.server());
        Optional<PlannedRow> row = plan.statements().stream().findFirst();
        return row.flatMap(PlannedRow::undo)
                .map(dialect::preview)
                .orElseGet(
                        () ->
                                plan.rows().stream()
                                        .findFirst()
                                        .map(r -> "-- " + r.state().label() + ": " + r.reason())
                                        .orElse("-- nothing to undo"));
    }
}
