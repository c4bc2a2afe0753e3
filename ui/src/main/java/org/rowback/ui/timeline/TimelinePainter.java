package org.rowback.ui.timeline;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

import org.rowback.history.model.Op;
import org.rowback.ui.TimeRange;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;
import org.rowback.ui.text.TimeFormat;
import org.rowback.ui.theme.Palette;

import java.util.Optional;

/// Draws the timeline: overview, axis, one lane a table. Cost follows pixels, not changes.
final class TimelinePainter {
    /// Everything that a picture depends on.
    record Scene(
            Geometry geometry,
            Palette palette,
            TimeRange full,
            TimeRange view,
            Optional<TimeRange> brush,
            TimelineData overview,
            TimelineData lanes,
            TimeFormat times,
            int hoverLane) {}

    private static final Font SMALL = Font.font("Inter", 11);
    private static final Font LABEL = Font.font("Inter", 12);
    private static final Font STRONG = Font.font("Inter Semi Bold", 11);

    private final GraphicsContext g;
    private final Scene scene;
    private final Geometry at;
    private final Palette palette;

    private TimelinePainter(GraphicsContext g, Scene scene) {
        this.g = g;
        this.scene = scene;
        this.at = scene.geometry();
        this.palette = scene.palette();
    }

    static void paint(GraphicsContext g, Scene scene) {
        new TimelinePainter(g, scene).paint();
    }

    private void paint() {
        g.setFill(palette.background());
        g.fillRect(0, 0, at.width(), at.height());
        g.setTextBaseline(VPos.CENTER);
        paintOverview();
        paintAxis();
        paintLanes();
        paintBrush();
    }

    private void paintOverview() {
        double base = Geometry.OVERVIEW_TOP + Geometry.OVERVIEW_HEIGHT;
        g.setFill(palette.surface());
        g.fillRoundRect(
                at.plotLeft(),
                Geometry.OVERVIEW_TOP,
                at.plotWidth(),
                Geometry.OVERVIEW_HEIGHT,
                4,
                4);
        label(Text.of("timeline.overview"), "", Geometry.OVERVIEW_TOP, Geometry.OVERVIEW_HEIGHT);
        TimelineData data = scene.overview();
        long highest = data.highest();
        for (TableLane lane : data.lanes()) {
            bars(lane, data.bins(), scene.full(), base, Geometry.OVERVIEW_HEIGHT - 4, highest);
        }
        scene.brush()
                .ifPresent(
                        range -> {
                            double left = at.x(scene.full(), range.fromMicros());
                            double right = at.x(scene.full(), range.toMicros());
                            g.setFill(palette.brush());
                            g.fillRect(
                                    left,
                                    Geometry.OVERVIEW_TOP,
                                    Math.max(2, right - left),
                                    Geometry.OVERVIEW_HEIGHT);
                        });
        if (!scene.view().equals(scene.full())) {
            double left = at.x(scene.full(), scene.view().fromMicros());
            double right = Math.max(left + 3, at.x(scene.full(), scene.view().toMicros()));
            g.setStroke(palette.muted());
            g.setLineWidth(1);
            g.strokeRoundRect(
                    snap(left),
                    snap(Geometry.OVERVIEW_TOP),
                    Math.rint(right - left),
                    Geometry.OVERVIEW_HEIGHT - 1,
                    4,
                    4);
        }
    }

    private void paintAxis() {
        double middle = Geometry.AXIS_TOP + Geometry.AXIS_HEIGHT / 2;
        g.setFont(SMALL);
        g.setFill(palette.muted());
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(scene.times().zone().getId(), 12, middle);
        g.setTextAlign(TextAlignment.CENTER);
        g.setLineWidth(1);
        for (Axis.Tick tick :
                Axis.ticks(scene.view(), (int) (at.plotWidth() / 84), scene.times())) {
            double x = at.x(scene.view(), tick.micros());
            g.setStroke(tick.strong() ? palette.line() : palette.faint());
            g.strokeLine(snap(x), Geometry.LANES_TOP, snap(x), at.bottom());
            g.setFill(tick.strong() ? palette.text() : palette.muted());
            g.setFont(tick.strong() ? STRONG : SMALL);
            double from = at.plotLeft() + 30;
            double to = at.plotLeft() + at.plotWidth() - 30;
            g.fillText(tick.label(), Math.clamp(x, from, Math.max(from, to)), middle);
        }
    }

    private void paintLanes() {
        TimelineData data = scene.lanes();
        long highest = data.highest();
        for (int i = 0; i < data.lanes().size(); i++) {
            TableLane lane = data.lanes().get(i);
            double top = at.laneTop(i);
            if (i == scene.hoverLane()) {
                g.setFill(palette.surface());
                g.fillRect(0, top, at.width(), Geometry.LANE_HEIGHT);
            }
            g.setStroke(palette.faint());
            g.strokeLine(
                    12,
                    snap(top + Geometry.LANE_HEIGHT - 1),
                    at.width() - Geometry.RIGHT,
                    snap(top + Geometry.LANE_HEIGHT - 1));
            label(lane.name(), Figures.brief(lane.total()), top, Geometry.LANE_HEIGHT);
            double base = top + Geometry.LANE_HEIGHT - 1;
            bars(lane, data.bins(), scene.view(), base, Geometry.LANE_HEIGHT - 5, highest);
        }
    }

    private void label(String name, String count, double top, double height) {
        double middle = top + height / 2;
        g.setFont(LABEL);
        g.setFill(palette.text());
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(fit(name, 18), 12, middle, at.plotLeft() - 64);
        g.setFont(SMALL);
        g.setFill(palette.muted());
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(count, at.plotLeft() - 10, middle);
    }

    private static String fit(String text, int letters) {
        return text.length() <= letters ? text : text.substring(0, letters - 1) + "…";
    }

    /// Bars with heights by the square root of counts; never lower than a pixel, so that a single change is seen.
    private void bars(
            TableLane lane, Bins bins, TimeRange range, double base, double height, long highest) {
        double step = bins.widthMicros() / (double) range.micros() * at.plotWidth();
        double gap = step >= 3 ? 1 : 0;
        double right = at.plotLeft() + at.plotWidth();
        for (int bin = 0; bin < Math.min(bins.count(), lane.bins()); bin++) {
            long total = lane.total(bin);
            if (total == 0) {
                continue;
            }
            double from = Math.max(at.plotLeft(), at.x(range, bins.bin(bin).fromMicros()));
            double to = Math.min(right, at.x(range, bins.bin(bin).toMicros()) - gap);
            double width = Math.max(1, Math.round(to) - Math.round(from));
            if (from >= right || to <= at.plotLeft()) {
                continue;
            }
            double x = Math.round(from);
            bar(x, width, base, rooted(total, highest, height), barColour(lane, bins, bin));
            if (lane.hits().isPresent() && lane.hits().get()[bin] > 0) {
                bar(x, width, base, rooted(lane.hits().get()[bin], highest, height), palette.hit());
            }
            if (lane.count(Op.DELETE, bin) > 0) {
                bar(x, Math.max(2, width), base, 2, palette.delete());
            }
        }
    }

    private Color barColour(TableLane lane, Bins bins, int bin) {
        boolean brushed = scene.brush().map(b -> overlap(b, bins.bin(bin))).orElse(false);
        return lane.hits().isEmpty() && brushed ? palette.hit() : palette.bar();
    }

    private static boolean overlap(TimeRange one, TimeRange other) {
        return one.fromMicros() < other.toMicros() && other.fromMicros() < one.toMicros();
    }

    private void bar(double x, double width, double base, double height, Color colour) {
        g.setFill(colour);
        g.fillRect(x, base - height, width, height);
    }

    private static double rooted(long count, long highest, double height) {
        return Math.max(1, Math.round(Math.sqrt(count / (double) Math.max(1, highest)) * height));
    }

    private void paintBrush() {
        scene.brush()
                .ifPresent(
                        range -> {
                            double right = at.plotLeft() + at.plotWidth();
                            double from =
                                    Math.clamp(
                                            at.x(scene.view(), range.fromMicros()),
                                            at.plotLeft(),
                                            right);
                            double to =
                                    Math.clamp(
                                            at.x(scene.view(), range.toMicros()),
                                            at.plotLeft(),
                                            right);
                            if (to > at.plotLeft() && from < right) {
                                g.setFill(palette.brush());
                                g.fillRect(
                                        from,
                                        Geometry.LANES_TOP,
                                        Math.max(1, to - from),
                                        at.bottom() - Geometry.LANES_TOP);
                                handle(from);
                                handle(to);
                            }
                        });
    }

    private void handle(double x) {
        g.setStroke(palette.hit());
        g.setLineWidth(1);
        g.strokeLine(snap(x), Geometry.LANES_TOP - 4, snap(x), at.bottom());
        g.setFill(palette.hit());
        g.fillRoundRect(snap(x) - 2.5, Geometry.LANES_TOP - 5, 5, 9, 3, 3);
    }

    private static double snap(double position) {
        return Math.floor(position) + 0.5;
    }
}
