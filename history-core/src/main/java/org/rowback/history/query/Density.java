package org.rowback.history.query;

import org.rowback.history.model.Op;

import java.util.Map;

/// How many changes fell into each of equal slices of time, by table and operation.
///
/// @param fromMicros where the first bin begins
/// @param toMicros where the last bin ends
/// @param lanes counts by table id: `counts[op.ordinal()][bin]`
public record Density(long fromMicros, long toMicros, int bins, Map<Integer, long[][]> lanes) {
    /// The count of a bin over all tables and operations.
    public long total(int bin) {
        long sum = 0;
        for (long[][] lane : lanes.values()) {
            for (Op op : Op.values()) {
                sum += lane[op.ordinal()][bin];
            }
        }
        return sum;
    }
}
