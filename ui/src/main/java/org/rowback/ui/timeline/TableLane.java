package org.rowback.ui.timeline;

import org.rowback.history.model.Op;

import java.util.Optional;

/// One table's lane: counts for each bin of what is in view.
///
/// @param tableId 0 for the lane that sums up the tables without one of their own
/// @param counts by `op.ordinal()` and bin
/// @param hits by bin, how many of them answer the filter; empty where there is no filter
public record TableLane(int tableId, String name, long[][] counts, Optional<long[]> hits) {
    public long total(int bin) {
        long sum = 0;
        for (long[] of : counts) {
            sum += of[bin];
        }
        return sum;
    }

    public long total() {
        long sum = 0;
        for (int bin = 0; bin < bins(); bin++) {
            sum += total(bin);
        }
        return sum;
    }

    public long count(Op op, int bin) {
        return counts[op.ordinal()][bin];
    }

    public int bins() {
        return counts[0].length;
    }
}
