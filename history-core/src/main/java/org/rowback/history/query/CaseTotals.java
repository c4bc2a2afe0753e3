package org.rowback.history.query;

/// A case in figures.
///
/// @param changes of rows and tables
/// @param rowChanges those of rows: inserts, updates, deletes
/// @param events events read, used and set aside
/// @param bytes of content read
/// @param firstTimeMicros of the first transaction, 0 where there is none
/// @param lastTimeMicros of the last transaction, 0 where there is none
public record CaseTotals(
        long transactions,
        long changes,
        long rowChanges,
        long events,
        long eventsUsed,
        long eventsSetAside,
        long findings,
        long bytes,
        long firstTimeMicros,
        long lastTimeMicros) {
    /// Changes of tables: DDL, TRUNCATE among it.
    public long tableChanges() {
        return changes - rowChanges;
    }
}
