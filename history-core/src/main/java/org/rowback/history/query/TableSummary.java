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
    /// With what happened to another.
    TableSummary and(TableSummary other) {
        boolean first =
                firstTimeMicros == 0
                        || (other.firstTimeMicros != 0 && other.firstTimeMicros < firstTimeMicros);
        return new TableSummary(
                id,
                name,
                inserts + other.inserts,
                updates + other.updates,
                deletes + other.deletes,
                others + other.others,
                first ? other.firstTimeMicros : firstTimeMicros,
                Math.max(lastTimeMicros, other.lastTimeMicros));
    }

    public long changes() {
        return inserts + updates + deletes + others;
    }
}
