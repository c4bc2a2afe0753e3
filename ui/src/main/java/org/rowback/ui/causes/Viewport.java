package org.rowback.ui.causes;

/// Which part of a layout is seen, and how large.
///
/// @param scale pixels for each unit
/// @param x where the layout's origin lies, in pixels
/// @param y where the layout's origin lies, in pixels
record Viewport(double scale, double x, double y) {
    static final Viewport NATURAL = new Viewport(1, 0, 0);

    private static final double LEAST = 0.15;
    private static final double MOST = 2.5;

    /// Below this texts cannot be read, so fitting goes no further.
    private static final double READABLE = 0.7;

    private static final double MARGIN = 20;

    double toScreenX(double at) {
        return at * scale + x;
    }

    double toScreenY(double at) {
        return at * scale + y;
    }

    double fromScreenX(double at) {
        return (at - x) / scale;
    }

    double fromScreenY(double at) {
        return (at - y) / scale;
    }

    Layout.Area seen(double width, double height) {
        return new Layout.Area(
                fromScreenX(0), fromScreenY(0), fromScreenX(width), fromScreenY(height));
    }

    /// The same point stays under the pointer.
    Viewport zoomed(double factor, double atX, double atY) {
        double next = Math.clamp(scale * factor, LEAST, MOST);
        return new Viewport(
                next,
                Math.rint(atX - fromScreenX(atX) * next),
                Math.rint(atY - fromScreenY(atY) * next));
    }

    Viewport moved(double byX, double byY) {
        return new Viewport(scale, Math.rint(x + byX), Math.rint(y + byY));
    }

    /// Shows everything where that can be read; else what was asked about, in the middle of the height.
    static Viewport fitting(Layout.Area all, double width, double height) {
        double wide = (width - 2 * MARGIN) / (all.right() - all.left());
        double high = (height - 2 * MARGIN) / (all.bottom() - all.top());
        double scale = Math.clamp(Math.min(wide, high), READABLE, 1);
        boolean fits = wide >= scale;
        double middle = (all.left() + all.right()) / 2;
        double left = fits ? width / 2 - middle * scale : width / 2 - Layout.WIDTH / 2 * scale;
        return new Viewport(scale, Math.rint(left), Math.rint(height / 2));
    }

    /// Moves as little as is needed for a rectangle to be seen.
    Viewport revealing(Layout.Area area, double width, double height) {
        return moved(
                shift(toScreenX(area.left()), toScreenX(area.right()), width),
                shift(toScreenY(area.top()), toScreenY(area.bottom()), height));
    }

    private static double shift(double from, double to, double room) {
        if (from < MARGIN) {
            return MARGIN - from;
        }
        return to > room - MARGIN ? Math.max(MARGIN - from, room - MARGIN - to) : 0;
    }
}
