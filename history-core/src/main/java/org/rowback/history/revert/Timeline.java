package org.rowback.history.revert;

import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Density;
import org.rowback.history.query.History;

/// How many changes there were around the selected ones, in equal slices of time.
///
/// @param all all changes of the case by slice
/// @param selected the selected ones by slice
public record Timeline(long fromMicros, long toMicros, long[] all, long[] selected) {
    private static final int SLICES = 96;

    /// Around two times, with all changes counted and none selected yet.
    static Timeline around(History history, long first, long last) throws RowbackException {
        long margin = Math.max(1_000_000L, (last - first) / 3);
        long from = first - margin;
        long to = last + margin + 1;
        Density density = history.density(from, to, SLICES);
        long[] all = new long[SLICES];
        for (int i = 0; i < SLICES; i++) {
            all[i] = density.total(i);
        }
        return new Timeline(from, to, all, new long[SLICES]);
    }

    void select(long micros) {
        int slice = (int) Math.floorDiv((micros - fromMicros) * SLICES, toMicros - fromMicros);
        if (slice >= 0 && slice < SLICES) {
            selected[slice]++;
        }
    }
}
