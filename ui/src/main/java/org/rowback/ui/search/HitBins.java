package org.rowback.ui.search;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.ui.TimeRange;
import org.rowback.ui.timeline.HitCounts;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Hits of a filter by table and time: read once over all time in fine bins, summed up for each zoom from memory. Only a
/// zoom finer than those bins reads changes again, and then only of that time.
public final class HitBins implements HitCounts {
    private static final int FINE = 16_384;

    private final Question question;
    private final TimeRange full;
    private final long fineMicros;
    private Optional<Map<Integer, long[]>> fine = Optional.empty();

    /// @param full all the time that the case covers
    public HitBins(Question question, TimeRange full) {
        this.question = question.within(Optional.empty());
        this.full = full;
        fineMicros = Math.max(1_000_000, (full.micros() / FINE / 1_000_000 + 1) * 1_000_000);
    }

    @Override
    public Optional<Map<Integer, long[]>> count(
            long fromMicros, long widthMicros, int bins, ImportMonitor monitor)
            throws RowbackException {
        if (question.filter().isEmpty()) {
            return Optional.empty();
        }
        if (widthMicros < fineMicros) {
            TimeRange range = new TimeRange(fromMicros, fromMicros + widthMicros * bins);
            return Optional.of(read(range, widthMicros, bins, monitor));
        }
        return Optional.of(summed(fine(monitor), fromMicros, widthMicros, bins));
    }

    private synchronized Map<Integer, long[]> fine(ImportMonitor monitor) throws RowbackException {
        if (fine.isEmpty()) {
            long from = Math.floorDiv(full.fromMicros(), fineMicros) * fineMicros;
            int bins = (int) ((full.toMicros() - from) / fineMicros + 1);
            TimeRange range = new TimeRange(from, from + bins * fineMicros);
            fine = Optional.of(read(range, fineMicros, bins, monitor));
        }
        return fine.get();
    }

    private Map<Integer, long[]> read(
            TimeRange range, long widthMicros, int bins, ImportMonitor monitor)
            throws RowbackException {
        Map<Integer, long[]> counts = new HashMap<>();
        Question part = question.within(Optional.of(range));
        try (Cursor<Change> cursor = part.open(1, Long.MAX_VALUE, true, monitor)) {
            while (cursor.next()) {
                Change change = cursor.get();
                long time = change.transaction().commitTimeMicros();
                long bin = (time - range.fromMicros()) / widthMicros;
                if (bin >= 0 && bin < bins) {
                    counts.computeIfAbsent(change.tableId(), _ -> new long[bins])[(int) bin]++;
                }
            }
        }
        return counts;
    }

    private Map<Integer, long[]> summed(
            Map<Integer, long[]> from, long fromMicros, long widthMicros, int bins) {
        long start = Math.floorDiv(full.fromMicros(), fineMicros) * fineMicros;
        Map<Integer, long[]> counts = new HashMap<>();
        from.forEach(
                (table, hits) -> {
                    long[] sums = new long[bins];
                    for (int i = 0; i < hits.length; i++) {
                        long time = start + i * fineMicros + fineMicros / 2;
                        long bin = Math.floorDiv(time - fromMicros, widthMicros);
                        if (hits[i] > 0 && bin >= 0 && bin < bins) {
                            sums[(int) bin] += hits[i];
                        }
                    }
                    counts.put(table, sums);
                });
        return counts;
    }
}
