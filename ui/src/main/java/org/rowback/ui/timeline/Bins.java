package org.rowback.ui.timeline;

import org.rowback.ui.TimeRange;

/// How a range of time is cut into bins: whole seconds wide and aligned, so that bars stay put while one pans.
///
/// @param fromMicros where the first bin begins
/// @param widthMicros of each bin
record Bins(long fromMicros, long widthMicros, int count) {
    static final long SECOND = 1_000_000;
    private static final long[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400,
        172_800, 604_800, 2_592_000
    };

    /// At most `most` bins (and one more at each edge) over a range.
    static Bins over(TimeRange range, int most) {
        long least = Math.max(1, (range.micros() / SECOND + most - 1) / Math.max(1, most));
        long step = least;
        for (long candidate : STEPS) {
            if (candidate >= least) {
                step = candidate;
                break;
            }
        }
        // Between the steps of an hour and less, bins up to half again as many look the same and
        // stay sharper.
        if (step > least && step <= 60) {
            step = least;
        }
        long width = step * SECOND;
        long from = Math.floorDiv(range.fromMicros(), width) * width;
        long to = Math.floorDiv(range.toMicros() + width - 1, width) * width;
        return new Bins(from, width, (int) Math.max(1, (to - from) / width));
    }

    long toMicros() {
        return fromMicros + widthMicros * count;
    }

    TimeRange bin(int index) {
        long from = fromMicros + index * widthMicros;
        return new TimeRange(from, from + widthMicros);
    }

    /// The bin that holds an instant, or -1.
    int at(long micros) {
        long index = Math.floorDiv(micros - fromMicros, widthMicros);
        return index < 0 || index >= count ? -1 : (int) index;
    }
}
