package org.rowback.history.query;

import org.rowback.history.model.TableName;

/// A table in a case, with how much changed in it.
///
/// @param id the case's number for it, from 1
/// @param firstTimeMicros of its first change, 0 where it has none
/// @param lastTimeMicros of its last change, 0 where it has none
public record TableSummary(
        int id,
        TableName name,
        long inserts,
        long updates,
        long deletes,
        long others,
        long firstTimeMicros,
        long lastTimeMicros) {
    public long changes() {
        return inserts + updates + deletes + others;
    }
}
