package org.rowback.ui.causes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where boxes and links lie, in units of a pixel at natural size; what was asked about is in the middle of height 0.
///
/// @param columns the boxes of each column from top to bottom
/// @param lefts the left edges of boxes
/// @param tops the upper edges of boxes
record Layout(
        List<Box> boxes,
        List<Link> links,
        Map<Integer, List<Integer>> columns,
        List<Double> lefts,
        List<Double> tops) {
    static final double WIDTH = 252;
    static final double HEIGHT = 42;
    static final double GAP = 12;
    static final double AISLE = 84;
    static final Layout NONE = of(Grouping.NONE);

    private static final int STEPS = 64;

    Layout {
        boxes = List.copyOf(boxes);
        links = List.copyOf(links);
        columns = new TreeMap<>(columns);
        lefts = List.copyOf(lefts);
        tops = List.copyOf(tops);
    }

    static Layout of(Grouping grouping) {
        Map<Integer, List<Integer>> columns = Ordering.of(grouping);
        double[] left = new double[grouping.boxes().size()];
        double[] top = new double[left.length];
        columns.forEach(
                (column, boxes) -> {
                    double from = -(boxes.size() * (HEIGHT + GAP) - GAP) / 2;
                    for (int i = 0; i < boxes.size(); i++) {
                        left[boxes.get(i)] = column * (WIDTH + AISLE);
                        top[boxes.get(i)] = Math.rint(from + i * (HEIGHT + GAP));
                    }
                });
        List<Double> lefts = new ArrayList<>();
        List<Double> tops = new ArrayList<>();
        for (int i = 0; i < left.length; i++) {
            lefts.add(left[i]);
            tops.add(top[i]);
        }
        return new Layout(grouping.boxes(), grouping.links(), columns, lefts, tops);
    }

    double left(int box) {
        return lefts.get(box);
    }

    double top(int box) {
        return tops.get(box);
    }

    /// A rectangle around everything.
    Area bounds() {
        if (boxes.isEmpty()) {
            return new Area(0, 0, WIDTH, HEIGHT);
        }
        double minX = lefts.stream().mapToDouble(d -> d).min().orElse(0);
        double maxX = lefts.stream().mapToDouble(d -> d).max().orElse(0) + WIDTH;
        double minY = tops.stream().mapToDouble(d -> d).min().orElse(0);
        double maxY = tops.stream().mapToDouble(d -> d).max().orElse(0) + HEIGHT;
        return new Area(minX, minY, maxX, maxY);
    }

    /// The boxes that touch a rectangle; looks at no column and no row outside it.
    List<Integer> boxesIn(Area area) {
        List<Integer> found = new ArrayList<>();
        columns.forEach(
                (column, all) -> {
                    double left = column * (WIDTH + AISLE);
                    if (left > area.right() || left + WIDTH < area.left()) {
                        return;
                    }
                    double first = tops.get(all.getFirst());
                    int from = (int) Math.floor((area.top() - first - HEIGHT) / (HEIGHT + GAP));
                    int to = (int) Math.ceil((area.bottom() - first) / (HEIGHT + GAP));
                    found.addAll(
                            all.subList(
                                    Math.clamp(from, 0, all.size()),
                                    Math.clamp(to + 1L, 0, all.size())));
                });
        return found;
    }

    /// The box at a point.
    Optional<Integer> boxAt(double x, double y) {
        return boxesIn(new Area(x, y, x, y)).stream()
                .filter(
                        i ->
                                x >= left(i)
                                        && x <= left(i) + WIDTH
                                        && y >= top(i)
                                        && y <= top(i) + HEIGHT)
                .findFirst();
    }

    /// The link that passes nearest to a point, within a distance.
    Optional<Integer> linkAt(double x, double y, double within) {
        Optional<Integer> nearest = Optional.empty();
        double least = within;
        for (int i = 0; i < links.size(); i++) {
            Curve curve = curve(i);
            if (!curve.bounds().grown(within).contains(x, y)) {
                continue;
            }
            for (int step = 0; step <= STEPS; step++) {
                double t = step / ((double) STEPS);
                double distance = Math.hypot(curve.x(t) - x, curve.y(t) - y);
                if (distance < least) {
                    least = distance;
                    nearest = Optional.of(i);
                }
            }
        }
        return nearest;
    }

    /// The line of a link. Links of different strength between the same boxes lie side by side.
    Curve curve(int link) {
        Link of = links.get(link);
        double shift = (of.strength().ordinal() - 1) * 7.0;
        double y1 = top(of.from()) + HEIGHT / 2 + shift;
        double y2 = top(of.to()) + HEIGHT / 2 + shift;
        double x1 = left(of.from());
        double x2 = left(of.to());
        if (x1 == x2) {
            double out = x1 + WIDTH;
            double bend = out + AISLE * 0.55;
            return new Curve(out, y1, bend, y1, bend, y2, out, y2);
        }
        boolean right = x2 > x1;
        double from = right ? x1 + WIDTH : x1;
        double to = right ? x2 : x2 + WIDTH;
        double middle = (from + to) / 2;
        return new Curve(from, y1, middle, y1, middle, y2, to, y2);
    }

    /// The box to which an arrow key leads: up and down within the column, left and right to a box in the next column that is
    /// linked, or to the one at the same height.
    int step(int box, int right, int down) {
        List<Integer> column = columns.getOrDefault(boxes.get(box).column(), List.of());
        if (down != 0) {
            int at = Math.clamp((long) column.indexOf(box) + down, 0, column.size() - 1);
            return column.get(at);
        }
        int wanted = boxes.get(box).column() + right;
        List<Integer> next = columns.getOrDefault(wanted, List.of());
        List<Integer> linked = next.stream().filter(other -> areLinked(box, other)).toList();
        return (linked.isEmpty() ? next : linked)
                .stream()
                        .min(
                                java.util.Comparator.comparingDouble(
                                        other -> Math.abs(top(other) - top(box))))
                        .orElse(box);
    }

    private boolean areLinked(int box, int other) {
        return links.stream()
                .anyMatch(
                        l ->
                                (l.from() == box && l.to() == other)
                                        || (l.from() == other && l.to() == box));
    }

    /// The box that holds a node.
    Optional<Integer> boxOf(int node) {
        for (int i = 0; i < boxes.size(); i++) {
            if (boxes.get(i).members().contains(node)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /// A rectangle.
    record Area(double left, double top, double right, double bottom) {
        Area grown(double by) {
            return new Area(left - by, top - by, right + by, bottom + by);
        }

        boolean contains(double x, double y) {
            return x >= left && x <= right && y >= top && y <= bottom;
        }

        boolean touches(Area other) {
            return left <= other.right
                    && right >= other.left
                    && top <= other.bottom
                    && bottom >= other.top;
        }
    }

    /// A cubic curve from (x1, y1) to (x4, y4).
    record Curve(
            double x1,
            double y1,
            double x2,
            double y2,
            double x3,
            double y3,
            double x4,
            double y4) {
        double x(double t) {
            return at(t, x1, x2, x3, x4);
        }

        double y(double t) {
            return at(t, y1, y2, y3, y4);
        }

        private static double at(double t, double a, double b, double c, double d) {
            double s = 1 - t;
            return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
        }

        Area bounds() {
            return new Area(
                    Math.min(Math.min(x1, x2), Math.min(x3, x4)),
                    Math.min(y1, y4),
                    Math.max(Math.max(x1, x2), Math.max(x3, x4)),
                    Math.max(y1, y4));
        }
    }
}
