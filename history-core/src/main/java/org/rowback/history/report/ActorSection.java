package org.rowback.history.report;

import org.rowback.history.revert.Actor;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;

/// Who made the selected changes, and who planned their undo.
final class ActorSection {
    private static final int SHOWN = 40;

    private final List<Actor> actors;
    private final ReportContext context;
    private final Writer out;

    ActorSection(List<Actor> actors, ReportContext context, Writer out) {
        this.actors = actors;
        this.context = context;
        this.out = out;
    }

    void write() throws IOException {
        out.write("<h2>Who</h2>");
        if (!context.by().isEmpty()) {
            out.write("<p>This undo was planned by <b>" + Html.escape(context.by()) + "</b>.</p>");
        }
        if (actors.isEmpty()) {
            return;
        }
        out.write("<table><tr><th>User<th>Application<th>Connections<th class=n>Transactions");
        out.write("<th class=n>Changes<th>First<th>Last\n");
        for (Actor actor : actors.subList(0, Math.min(SHOWN, actors.size()))) {
            out.write("<tr><td>" + told(actor.user()) + "<td>" + told(actor.application()));
            out.write("<td>" + threads(actor) + "<td class=n>" + actor.transactions());
            out.write("<td class=n>" + actor.changes());
            out.write("<td>" + PlanJson.time(actor.firstTimeMicros()));
            out.write("<td>" + PlanJson.time(actor.lastTimeMicros()) + "\n");
        }
        out.write("</table>\n");
        if (actors.size() > SHOWN) {
            out.write("<p class=soft>And " + (actors.size() - SHOWN));
            out.write(" more, all in <code>plan.json</code>.</p>");
        }
    }

    private static String told(String text) {
        return text.isEmpty()
                ? "<span class=soft>not logged</span>"
                : "<code>" + Html.escape(text) + "</code>";
    }

    private static String threads(Actor actor) {
        if (actor.threads().isEmpty()) {
            return told("");
        }
        String some =
                actor.threads().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return actor.otherThreads() == 0 ? some : some + " and " + actor.otherThreads() + " more";
    }
}
