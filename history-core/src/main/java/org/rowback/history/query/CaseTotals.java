package org.rowback.history.query;

/// A case in figures.
///
/// @param events events read, used and set aside
/// @param bytes of content read
/// @param firstTimeMicros of the first transaction, 0 where there is none
/// @param lastTimeMicros of the last transaction, 0 where there is none
public record CaseTotals(
        long transactions,
        long changes,
        long events,
        long eventsUsed,
        long eventsSetAside,
        long findings,
        long bytes,
        long firstTimeMicros,
        long lastTimeMicros) {}
