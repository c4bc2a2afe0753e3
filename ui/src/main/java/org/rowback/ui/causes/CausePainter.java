package org.rowback.ui.causes;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

import org.rowback.history.ties.CauseGraph;
import org.rowback.history.ties.CauseNode;
import org.rowback.history.ties.CauseRule;
import org.rowback.history.ties.Strength;
import org.rowback.ui.text.TimeFormat;
import org.rowback.ui.theme.Palette;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/// Draws the graph of causes: only what is seen. Proven ties are solid, derived ones dashed, guesses dotted with a hollow tip.
final class CausePainter {
    /// Everything that a picture depends on.
    ///
    /// @param hover the box under the pointer
    /// @param hoverLink the link under the pointer
    record Scene(
            double width,
            double height,
            Viewport view,
            Layout layout,
            CauseGraph graph,
            Set<Integer> selected,
            Optional<Integer> hover,
            Optional<Integer> hoverLink,
            LongPredicate inPatch,
            boolean focused,
            TimeFormat times,
            Palette palette) {}

    static final double[] DASHES = {7, 4};
    static final double[] DOTS = {1.5, 4};

    private static final Font NAME = Font.font("Inter Semi Bold", 12);
    private static final Font SMALL = Font.font("Inter", 10.5);
    private static final Font TIME = Font.font("JetBrains Mono", 10);
    private static final double TIP = 7;

    /// Texts smaller than this are not drawn.
    private static final double LEGIBLE = 0.42;

    private final GraphicsContext g;
    private final Scene scene;
    private final Palette palette;
    private final Layout layout;

    private CausePainter(GraphicsContext g, Scene scene) {
        this.g = g;
        this.scene = scene;
        palette = scene.palette();
        layout = scene.layout();
    }

    static void paint(GraphicsContext g, Scene scene) {
        g.save();
        new CausePainter(g, scene).paint();
        g.restore();
    }

    private void paint() {
        g.setFill(palette.background());
        g.fillRect(0, 0, scene.width(), scene.height());
        Viewport view = scene.view();
        g.translate(view.x(), view.y());
        g.scale(view.scale(), view.scale());
        g.setTextBaseline(VPos.CENTER);
        Layout.Area seen = view.seen(scene.width(), scene.height()).grown(TIP * 2);
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < layout.links().size(); i++) {
                Layout.Curve curve = layout.curve(i);
                if (isMarked(i) == (pass == 1) && curve.bounds().touches(seen)) {
                    link(layout.links().get(i), curve, pass == 1);
                }
            }
        }
        for (int box : layout.boxesIn(seen)) {
            box(box);
        }
    }

    private boolean isMarked(int link) {
        Link of = layout.links().get(link);
        return scene.hoverLink().equals(Optional.of(link))
                || isSelected(of.from())
                || isSelected(of.to());
    }

    private boolean isSelected(int box) {
        return layout.boxes().get(box).members().stream().anyMatch(scene.selected()::contains);
    }

    private Color colour(Strength strength, boolean marked) {
        Color plain =
                switch (strength) {
                    case PROVEN -> palette.text();
                    case DERIVED -> palette.hit();
                    case GUESS -> palette.muted();
                };
        return marked ? plain : plain.interpolate(palette.background(), 0.45);
    }

    private void link(Link link, Layout.Curve curve, boolean marked) {
        Color colour = colour(link.strength(), marked);
        g.setStroke(colour);
        g.setLineWidth(marked ? 1.8 : 1.3);
        switch (link.strength()) {
            case PROVEN -> g.setLineDashes();
            case DERIVED -> g.setLineDashes(DASHES);
            case GUESS -> {
                g.setLineCap(StrokeLineCap.ROUND);
                g.setLineDashes(DOTS);
            }
        }
        double side = curve.x4() >= curve.x3() ? 1 : -1;
        double end = curve.x4() - side * TIP;
        g.beginPath();
        g.moveTo(curve.x1(), curve.y1());
        g.bezierCurveTo(curve.x2(), curve.y2(), curve.x3(), curve.y3(), end, curve.y4());
        g.stroke();
        g.setLineDashes();
        g.setLineCap(StrokeLineCap.BUTT);
        double[] xs = {curve.x4(), end, end};
        double[] ys = {curve.y4(), curve.y4() - 3.5, curve.y4() + 3.5};
        g.setFill(link.strength() == Strength.GUESS ? palette.background() : colour);
        g.fillPolygon(xs, ys, 3);
        g.setLineWidth(1.1);
        g.strokePolygon(xs, ys, 3);
    }

    private void box(int at) {
        Box box = layout.boxes().get(at);
        CauseNode first = scene.graph().nodes().get(box.first());
        double x = layout.left(at);
        double y = layout.top(at);
        boolean selected = isSelected(at);
        boolean guess =
                !box.rules().isEmpty()
                        && box.rules().stream()
                                .map(CauseRule::strength)
                                .allMatch(Strength.GUESS::equals);
        if (box.isGroup()) {
            frame(x + 4, y + 4, palette.surface(), palette.line(), 1, false);
        }
        Color fill = guess || first.silent() ? palette.background() : palette.surface();
        boolean hover = scene.hover().equals(Optional.of(at));
        Color line = hover || guess ? palette.muted() : palette.line();
        if (selected) {
            frame(x, y, palette.background(), palette.background(), 1, false);
            frame(x, y, palette.brush(), palette.hit(), scene.focused() ? 2 : 1.4, false);
        } else {
            frame(x, y, fill, line, 1, guess || first.silent());
        }
        g.setFill(opColour(op(box)));
        g.fillRoundRect(x, y + 6, 3, Layout.HEIGHT - 12, 3, 3);
        if (scene.view().scale() >= LEGIBLE) {
            texts(box, first, x, y);
        }
    }

    private void frame(double x, double y, Color fill, Color line, double width, boolean dotted) {
        g.setFill(fill);
        g.fillRoundRect(x, y, Layout.WIDTH, Layout.HEIGHT, 8, 8);
        g.setStroke(line);
        g.setLineWidth(width);
        if (dotted) {
            g.setLineDashes(2, 3);
        }
        g.strokeRoundRect(x + 0.5, y + 0.5, Layout.WIDTH - 1, Layout.HEIGHT - 1, 8, 8);
        g.setLineDashes();
    }

    /// What was done to all members alike; `mixed` where that differs, `silent` where the log does not hold it.
    private String op(Box box) {
        List<String> ops =
                box.members().stream()
                        .map(scene.graph().nodes()::get)
                        .map(node -> node.silent() ? "silent" : node.op())
                        .distinct()
                        .toList();
        return ops.size() == 1 ? ops.getFirst() : "mixed";
    }

    private Color opColour(String op) {
        return switch (op) {
            case "insert" -> palette.insert();
            case "update" -> palette.update();
            case "delete" -> palette.delete();
            default -> palette.muted();
        };
    }

    private void texts(Box box, CauseNode first, double x, double y) {
        double left = x + 12;
        double right = x + Layout.WIDTH - 9;
        String when = scene.times().timeOfDay(first.commitTimeMicros(), false);
        g.setFont(TIME);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setFill(palette.muted());
        g.fillText(when + (box.isGroup() ? " …" : ""), right, y + 14);
        g.setTextAlign(TextAlignment.LEFT);
        long staged =
                box.members().stream()
                        .map(scene.graph().nodes()::get)
                        .filter(n -> !n.silent() && scene.inPatch().test(n.change()))
                        .count();
        if (staged > 0) {
            g.setFill(palette.hit());
            double size = 7;
            if (staged == box.members().size()) {
                g.fillOval(left, y + 10.5, size, size);
            } else {
                g.setStroke(palette.hit());
                g.setLineWidth(1.4);
                g.strokeOval(left + 0.7, y + 11.2, size - 1.4, size - 1.4);
            }
            left += size + 5;
        }
        String name = glyph(op(box)) + " " + CauseTexts.name(scene.graph(), box);
        double room = right - left - (box.isGroup() ? 70 : 58);
        g.setFont(NAME);
        g.setFill(palette.text());
        g.fillText(Fitted.text(name, NAME, room), left, y + 14);
        g.setFont(SMALL);
        g.setFill(palette.muted());
        String tied = CauseTexts.tied(scene.graph(), box);
        g.fillText(Fitted.text(tied, SMALL, right - x - 12), x + 12, y + 30);
    }

    private static String glyph(String op) {
        return switch (op) {
            case "insert" -> "+";
            case "update" -> "~";
            case "delete" -> "−";
            case "mixed" -> "±";
            case "silent" -> "∅";
            default -> "⨯";
        };
    }
}
