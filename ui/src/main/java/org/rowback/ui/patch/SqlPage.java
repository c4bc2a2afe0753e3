package org.rowback.ui.patch;

import org.rowback.history.dialect.Dialect;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertPlan;
import org.rowback.ui.text.Figures;

import java.util.List;

/// A page of a patch's statements as text, to read. Written on a worker.
///
/// @param number from 0
public record SqlPage(String text, int number, int pages) {
    static final int STATEMENTS = 250;

    public static final SqlPage NONE = new SqlPage("", 0, 0);

    static SqlPage of(RevertPlan plan, int wanted) {
        List<PlannedRow> rows = plan.statements();
        int pages = Math.max(1, (rows.size() + STATEMENTS - 1) / STATEMENTS);
        int number = Math.clamp(wanted, 0, pages - 1);
        Dialect dialect = Dialect.forServer(plan.server());
        StringBuilder text = new StringBuilder();
        int from = number * STATEMENTS;
        int to = Math.min(rows.size(), from + STATEMENTS);
        for (PlannedRow row : rows.subList(from, to)) {
            text.append("-- ")
                    .append(row.number())
                    .append(" of ")
                    .append(Figures.count(rows.size()))
                    .append(" · ")
                    .append(row.table())
                    .append(' ')
                    .append(row.key())
                    .append(" · ")
                    .append(row.state().label())
                    .append('\n');
            row.undo().ifPresent(undo -> text.append(dialect.preview(undo)));
            if (text.charAt(text.length() - 1) != '\n') {
                text.append('\n');
            }
            text.append('\n');
        }
        return new SqlPage(text.toString(), number, pages);
    }
}
