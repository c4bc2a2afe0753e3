package org.rowback.ui.search;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;

/// How many changes answer a question, as the line under the filter bar tells it.
///
/// @param undecidable changes that lack a value the filter needs: not shown, counted
/// @param plan what the search goes by, e.g. `index table+time → 27,777 candidates`; empty where nothing is filtered
/// @param micros how long counting took
public record Tally(long hits, long undecidable, String plan, long micros) {
    /// Counts; on a worker.
    public static Tally of(Question question, ImportMonitor monitor) throws RowbackException {
        long begun = System.nanoTime();
        if (question.filter().isEmpty()) {
            long hits = question.history().count(question.bounds(), monitor);
            return new Tally(hits, 0, "", (System.nanoTime() - begun) / 1_000);
        }
        var search = question.search(question.filter().get());
        var count = search.count(monitor);
        return new Tally(
                count.matching(),
                count.undecidable(),
                search.cost(monitor),
                (System.nanoTime() - begun) / 1_000);
    }
}
