package org.rowback.ui.search;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;

/// How many changes answer a question.
///
/// @param undecidable changes that lack a value the filter needs: not shown, counted
/// @param micros how long counting took
public record Tally(long hits, long undecidable, long micros) {
    /// Counts; on a worker.
    public static Tally of(Question question, ImportMonitor monitor) throws RowbackException {
        long begun = System.nanoTime();
        if (question.isPlain()) {
            long hits = question.history().count(question.scan(), monitor);
            return new Tally(hits, 0, (System.nanoTime() - begun) / 1_000);
        }
        long hits = 0;
        try (Cursor<Change> cursor = question.open(1, Long.MAX_VALUE, true, monitor)) {
            while (cursor.next()) {
                if (++hits % 1_024 == 0) {
                    monitor.progress("counting", hits, 0, "changes");
                }
            }
            long undecidable = cursor instanceof Answers answers ? answers.undecidable() : 0;
            return new Tally(hits, undecidable, (System.nanoTime() - begun) / 1_000);
        }
    }
}
