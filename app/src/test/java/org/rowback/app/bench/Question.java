package org.rowback.app.bench;

import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;

import java.util.SplittableRandom;

/// A row of the table of queries.
///
/// @param targetMillis what p95 is to be at 1, 10 and 100 million changes
/// @param calls how many warm ones
record Question(String name, int[] targetMillis, int calls, Asker asker) {
    /// Asks once, with other parameters each time.
    interface Asker {
        /// @param monitor may want it to stop
        Object ask(Asked asked, SplittableRandom random, ImportMonitor monitor)
                throws RowbackException;
    }

    /// What a question is asked of.
    record Asked(
            org.rowback.history.query.History history,
            org.rowback.history.filter.Catalog catalog,
            long changes) {
        static Asked of(CaseFile file) throws RowbackException {
            var history = file.history();
            return new Asked(
                    history,
                    org.rowback.history.filter.Catalog.of(history, java.time.ZoneOffset.UTC),
                    history.totals().changes());
        }
    }

    int target(long changes) {
        return targetMillis[changes <= 1_000_000 ? 0 : changes <= 10_000_000 ? 1 : 2];
    }
}
