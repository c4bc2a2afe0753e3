package org.rowback.ui.search;

import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.ui.TimeRange;
import org.rowback.ui.changes.ChangePages;
import org.rowback.ui.text.Text;
import org.rowback.ui.text.TimeFormat;

import java.util.Optional;

/// What is asked of a history: a filter and a time, each of which may be missing.
public record Question(History history, Optional<Filter> filter, Optional<TimeRange> range)
        implements ChangePages {
    /// Whether counting needs no look at single changes.
    boolean isPlain() {
        return filter.isEmpty();
    }

    Question within(Optional<TimeRange> other) {
        return new Question(history, filter, other);
    }

    /// Where answers lie, at most.
    Scan scan() {
        Scan scan = filter.map(Filter::scan).orElse(Scan.ALL);
        if (range.isEmpty()) {
            return scan;
        }
        long from = Math.max(scan.fromMicros(), range.get().fromMicros());
        long to = Math.min(scan.toMicros(), range.get().toMicros());
        return scan.times(from, Math.max(from, to));
    }

    @Override
    public Cursor<Change> open(long fromId, long toId, boolean forward, ImportMonitor monitor)
            throws RowbackException {
        Scan scan = scan();
        Scan part = scan.ids(Math.max(fromId, scan.fromId()), Math.min(toId, scan.toId()));
        Cursor<Change> changes = history.changes(forward ? part : part.backward(), monitor);
        return filter.isEmpty() ? changes : new Answers(changes, filter.get(), monitor);
    }

    /// The question in words, e.g. for the patch's description.
    public String describe(TimeFormat times) {
        String where = filter.map(Filter::text).orElse("");
        String when =
                range.map(
                                r ->
                                        "time in "
                                                + times.literal(r.fromMicros())
                                                + ".."
                                                + times.literal(r.toMicros()))
                        .orElse("");
        String both = (where + " " + when).strip();
        return both.isEmpty() ? Text.of("search.everything") : both;
    }
}
