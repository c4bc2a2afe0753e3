package org.rowback.history.revert;

import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Matches;
import org.rowback.history.query.Scan;
import org.rowback.history.search.ChangeSearch;

import java.util.Optional;

/// The changes that a filter matches. Where a change's own images leave it undecidable, what earlier changes of its
/// row prove decides; what stays undecidable is not selected, and counted.
final class FilterSelection implements Selection {
    private final Filter filter;
    private Optional<Matches> last = Optional.empty();

    FilterSelection(Filter filter) {
        this.filter = filter;
    }

    @Override
    public String description() {
        return filter.isEverything() ? "every change" : filter.text();
    }

    @Override
    public String filter() {
        return filter.text();
    }

    @Override
    public long undecidable() {
        return last.map(Matches::undecidable).orElse(0L);
    }

    @Override
    public Cursor<Change> changes(History history, ImportMonitor monitor) throws RowbackException {
        ChangeSearch search = new ChangeSearch(history, filter, Scan.ALL, true);
        Matches matches = search.matches(true, monitor);
        last = Optional.of(matches);
        return matches;
    }
}
