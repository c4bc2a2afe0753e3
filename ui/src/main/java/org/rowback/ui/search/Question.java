package org.rowback.ui.search;

import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.history.search.ChangeSearch;
import org.rowback.ui.TimeRange;
import org.rowback.ui.changes.ChangePages;
import org.rowback.ui.filter.FilterText;
import org.rowback.ui.text.Text;
import org.rowback.ui.text.TimeFormat;

import java.util.Optional;

/// What is asked of a history: a filter and a time, each of which may be missing. Answered by the search that the
/// command line uses.
public record Question(History history, Optional<Filter> filter, Optional<TimeRange> range)
        implements ChangePages {
    Question within(Optional<TimeRange> other) {
        return new Question(history, filter, other);
    }

    /// The time asked for, as a scan.
    Scan bounds() {
        return range.map(r -> Scan.ALL.times(r.fromMicros(), r.toMicros())).orElse(Scan.ALL);
    }

    ChangeSearch search(Filter asked) {
        return new ChangeSearch(history, asked, bounds(), false);
    }

    @Override
    public Cursor<Change> open(long fromId, long toId, boolean forward, ImportMonitor monitor)
            throws RowbackException {
        Scan part = bounds().ids(fromId, toId);
        return filter.isEmpty()
                ? history.changes(forward ? part : part.backward(), monitor)
                : new ChangeSearch(history, filter.get(), part, false).matches(forward, monitor);
    }

    private static boolean isWithin(Scan scan, TimeRange range) {
        return scan.fromMicros() >= range.fromMicros() && scan.toMicros() <= range.toMicros();
    }

    /// The question in words: as one filter, where it asks for less than everything.
    public String describe(TimeFormat times) {
        String where = where(times);
        return where.isEmpty() ? Text.of("search.everything") : where;
    }

    /// The question as one filter: what `--where` takes for the same answer. A brushed time that the filter asks for
    /// already is not told twice.
    public String where(TimeFormat times) {
        String where = filter.map(Filter::text).orElse("");
        String when =
                range.filter(r -> filter.filter(f -> isWithin(f.scan(), r)).isEmpty())
                        .map(
                                r ->
                                        "time in "
                                                + times.literal(r.fromMicros())
                                                + ".."
                                                + times.literal(r.toMicros()))
                        .orElse("");
        return FilterText.and(where, when);
    }
}
