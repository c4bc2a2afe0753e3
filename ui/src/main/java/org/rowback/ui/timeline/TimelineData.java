package org.rowback.ui.timeline;

import java.util.List;

/// What the timeline draws: one bin size, the lanes of the tables, busiest first.
///
/// @param tables how many tables have changes in view, also those without a lane
record TimelineData(Bins bins, List<TableLane> lanes, int tables) {
    static final TimelineData NOTHING = new TimelineData(new Bins(0, 1, 1), List.of(), 0);

    TimelineData {
        lanes = List.copyOf(lanes);
    }

    long total(int bin) {
        long sum = 0;
        for (TableLane lane : lanes) {
            sum += lane.total(bin);
        }
        return sum;
    }

    /// The highest bar of any lane.
    long highest() {
        long highest = 0;
        for (TableLane lane : lanes) {
            for (int bin = 0; bin < lane.bins(); bin++) {
                highest = Math.max(highest, lane.total(bin));
            }
        }
        return highest;
    }
}
