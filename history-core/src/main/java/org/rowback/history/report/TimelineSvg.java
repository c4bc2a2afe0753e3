package org.rowback.history.report;

import org.rowback.history.revert.Timeline;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;

/// Changes over time as a picture: all of them, and the selected ones before them.
final class TimelineSvg {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 120;

    private final Timeline timeline;

    TimelineSvg(Timeline timeline) {
        this.timeline = timeline;
    }

    void write(Writer out) throws IOException {
        long most = Math.max(1, Arrays.stream(timeline.all()).max().orElse(1));
        out.write("<svg viewBox=\"0 0 " + WIDTH + " " + (HEIGHT + 22) + "\" role=img>");
        out.write("<title>Changes over time: all in grey, the selected ones in colour</title>");
        int slices = timeline.all().length;
        double width = (double) WIDTH / slices;
        for (int i = 0; i < slices; i++) {
            bar(out, "all", i, width, timeline.all()[i], most);
            bar(out, "sel", i, width, timeline.selected()[i], most);
        }
        out.write("<text x=0 y=" + (HEIGHT + 16) + ">" + PlanJson.time(timeline.fromMicros()));
        out.write("</text><text text-anchor=end x=" + WIDTH + " y=" + (HEIGHT + 16) + ">");
        out.write(PlanJson.time(timeline.toMicros()) + "</text></svg>\n");
        out.write(
                "<p class=soft>All changes in grey, selected ones in colour; the tallest slice"
                        + " has ");
        out.write(HtmlReport.plural(most, "change") + ", heights grow with the square root.</p>\n");
    }

    private static void bar(Writer out, String kind, int slice, double width, long count, long most)
            throws IOException {
        if (count == 0) {
            return;
        }
        double height = Math.max(2, HEIGHT * Math.sqrt((double) count / most));
        out.write(
                String.format(
                        java.util.Locale.ROOT,
                        "<rect class=%s x=%.1f y=%.1f width=%.1f height=%.1f />",
                        kind,
                        slice * width,
                        HEIGHT - height,
                        Math.max(1, width - 1.5),
                        height));
    }
}
