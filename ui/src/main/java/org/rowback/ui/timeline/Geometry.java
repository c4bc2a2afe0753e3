package org.rowback.ui.timeline;

import org.rowback.ui.TimeRange;

/// Where things lie on the timeline's canvas, in pixels.
///
/// @param lanes how many lanes are drawn below the overview
record Geometry(double width, double height, int lanes) {
    static final double LABELS = 190;
    static final double RIGHT = 14;
    static final double OVERVIEW_TOP = 6;
    static final double OVERVIEW_HEIGHT = 30;
    static final double AXIS_TOP = OVERVIEW_TOP + OVERVIEW_HEIGHT + 8;
    static final double AXIS_HEIGHT = 20;
    static final double LANES_TOP = AXIS_TOP + AXIS_HEIGHT;
    static final double LANE_HEIGHT = 26;

    double plotLeft() {
        return LABELS;
    }

    double plotWidth() {
        return Math.max(1, width - LABELS - RIGHT);
    }

    double laneTop(int lane) {
        return LANES_TOP + lane * LANE_HEIGHT;
    }

    double bottom() {
        return laneTop(Math.max(1, lanes));
    }

    /// How many lanes there is room for.
    static int lanesIn(double height) {
        return (int) Math.max(1, Math.floor((height - LANES_TOP - 4) / LANE_HEIGHT));
    }

    double x(TimeRange view, long micros) {
        return plotLeft() + (micros - view.fromMicros()) / (double) view.micros() * plotWidth();
    }

    long micros(TimeRange view, double x) {
        double share = Math.clamp((x - plotLeft()) / plotWidth(), 0, 1);
        return view.fromMicros() + (long) (share * view.micros());
    }

    double share(double x) {
        return Math.clamp((x - plotLeft()) / plotWidth(), 0, 1);
    }

    /// The lane at a height, or -1.
    int laneAt(double y) {
        int lane = (int) Math.floor((y - LANES_TOP) / LANE_HEIGHT);
        return y < LANES_TOP || lane >= lanes ? -1 : lane;
    }

    boolean inOverview(double y) {
        return y < AXIS_TOP;
    }
}
