package org.rowback.ui.timeline;

import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import org.rowback.ui.TimeRange;

import java.util.Optional;

/// What a hand does on the timeline: brush, move an edge of the brush, pan.
final class Brushing {
    private static final double GRIP = 5;

    private enum Hand {
        NOTHING,
        BRUSH,
        PAN
    }

    private final TimelineViewModel model;
    private Hand hand = Hand.NOTHING;
    private double startX;
    private long anchor;
    private boolean moved;

    Brushing(TimelineViewModel model) {
        this.model = model;
    }

    private TimeRange shown(MouseEvent event, Geometry at) {
        return at.inOverview(event.getY()) ? model.full().get() : model.view().get();
    }

    void pressed(MouseEvent event, Geometry at) {
        startX = event.getX();
        moved = false;
        if (event.getX() < at.plotLeft() - GRIP) {
            hand = Hand.NOTHING;
        } else if (event.getButton() == MouseButton.MIDDLE || event.isShiftDown()) {
            hand = Hand.PAN;
        } else if (TimelineView.brushes(event)) {
            hand = Hand.BRUSH;
            anchor = anchor(event, at);
        }
        range = shown(event, at);
    }

    private TimeRange range = new TimeRange(0, 0);

    /// Grabbing an edge keeps the other one; elsewhere a new brush begins.
    private long anchor(MouseEvent event, Geometry at) {
        Optional<TimeRange> brush = model.brush().get();
        if (brush.isPresent() && !at.inOverview(event.getY())) {
            double from = at.x(model.view().get(), brush.get().fromMicros());
            double to = at.x(model.view().get(), brush.get().toMicros());
            if (Math.abs(event.getX() - from) <= GRIP) {
                return brush.get().toMicros();
            }
            if (Math.abs(event.getX() - to) <= GRIP) {
                return brush.get().fromMicros();
            }
        }
        return at.micros(shown(event, at), event.getX());
    }

    void dragged(MouseEvent event, Geometry at) {
        if (!moved && Math.abs(event.getX() - startX) < 3) {
            return;
        }
        moved = true;
        switch (hand) {
            case BRUSH ->
                    model.brush().set(Optional.of(rounded(anchor, at.micros(range, event.getX()))));
            case PAN -> {
                model.pan((startX - event.getX()) / at.plotWidth());
                startX = event.getX();
            }
            case NOTHING -> {}
        }
    }

    /// A click without a drag takes the brush away.
    void released(MouseEvent event, Geometry at) {
        boolean inBrush =
                model.brush()
                        .get()
                        .map(b -> b.contains(at.micros(range, event.getX())))
                        .orElse(false);
        if (hand == Hand.BRUSH && !moved && !inBrush) {
            model.brush().set(Optional.empty());
        }
        hand = Hand.NOTHING;
    }

    /// Whole seconds, outwards.
    private static TimeRange rounded(long one, long other) {
        TimeRange raw = TimeRange.between(one, other);
        return new TimeRange(
                Math.floorDiv(raw.fromMicros(), Bins.SECOND) * Bins.SECOND,
                Math.floorDiv(raw.toMicros() + Bins.SECOND - 1, Bins.SECOND) * Bins.SECOND);
    }

    Cursor cursorAt(double x, Geometry at) {
        return model.brush()
                .get()
                .filter(
                        b ->
                                Math.abs(x - at.x(model.view().get(), b.fromMicros())) <= GRIP
                                        || Math.abs(x - at.x(model.view().get(), b.toMicros()))
                                                <= GRIP)
                .map(_ -> Cursor.H_RESIZE)
                .orElse(Cursor.CROSSHAIR);
    }
}
