package org.rowback.ui.changes;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/// The answers of a question, and around each some changes that are no answers.
///
/// @param around how many changes before and after each answer
public record ContextPages(ChangePages hits, History history, int around) implements ChangePages {
    @Override
    public Cursor<Change> open(long fromId, long toId, boolean forward, ImportMonitor monitor)
            throws RowbackException {
        return hits.open(fromId, toId, forward, monitor);
    }

    @Override
    public OptionalLong edge(boolean first, ImportMonitor monitor) throws RowbackException {
        OptionalLong hit = hits.edge(first, monitor);
        if (hit.isEmpty()) {
            return hit;
        }
        long most = Math.max(1, history.totals().changes());
        return OptionalLong.of(Math.clamp(hit.getAsLong() + (first ? -around : around), 1, most));
    }

    @Override
    public List<ChangeRow> page(long fromId, boolean forward, int limit, ImportMonitor monitor)
            throws RowbackException {
        long near = forward ? fromId - around : fromId + around;
        TreeSet<Long> found = new TreeSet<>();
        for (ChangeRow hit : hits.page(near, forward, limit + around, monitor)) {
            found.add(hit.id());
        }
        List<ChangeRow> rows = new ArrayList<>(limit);
        long at = fromId;
        while (rows.size() < limit && at > 0) {
            Long before = found.floor(at);
            Long after = found.ceiling(at);
            boolean close =
                    (before != null && at - before <= around)
                            || (after != null && after - at <= around);
            if (close) {
                monitor.check();
                add(rows, at, found.contains(at));
                at += forward ? 1 : -1;
            } else {
                Long next = forward ? after : before;
                if (next == null) {
                    break;
                }
                at = forward ? next - around : next + around;
            }
        }
        return forward ? rows : rows.reversed();
    }

    private void add(List<ChangeRow> rows, long id, boolean hit) throws RowbackException {
        Optional<Change> change = history.change(id);
        if (change.isPresent() && (hit || !change.get().isVoid())) {
            ChangeRow row = ChangeRow.of(change.get());
            rows.add(hit ? row : row.asContext());
        }
    }
}
