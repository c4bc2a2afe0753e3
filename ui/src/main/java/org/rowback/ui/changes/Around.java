package org.rowback.ui.changes;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Rows around a change, as read on a worker: a page before it and a page from it on.
///
/// @param top index of the row to show at the top
/// @param start whether nothing answers before the first row
/// @param end whether nothing answers after the last row
/// @param first the first id of all that answers
/// @param last the last one
record Around(List<ChangeRow> rows, int top, boolean start, boolean end, long first, long last) {
    /// @param id of the change; the nearest that answers is taken
    /// @param rowsAbove how many rows are shown above it
    static Around load(
            ChangePages question, long id, int rowsAbove, int rowsOnScreen, ImportMonitor monitor)
            throws RowbackException {
        int page = ChangeListViewModel.PAGE;
        OptionalLong first = question.edge(true, monitor);
        if (first.isEmpty()) {
            return new Around(List.of(), 0, true, true, 1, 1);
        }
        long last = question.edge(false, monitor).orElse(first.getAsLong());
        long target = Math.clamp(id, first.getAsLong(), last);
        List<ChangeRow> rows = new ArrayList<>(question.page(target - 1, false, page, monitor));
        int before = rows.size();
        List<ChangeRow> after = question.page(target, true, page, monitor);
        rows.addAll(after);
        int above = Math.min(rowsAbove, rowsOnScreen - 1);
        int top = Math.clamp(before - (long) above, 0, Math.max(0, rows.size() - rowsOnScreen));
        return new Around(rows, top, before < page, after.size() < page, first.getAsLong(), last);
    }
}
