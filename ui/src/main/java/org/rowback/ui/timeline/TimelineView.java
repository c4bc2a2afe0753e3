package org.rowback.ui.timeline;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Insets;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

import org.rowback.ui.TimeRange;
import org.rowback.ui.theme.Palette;

import java.util.Optional;

/// The timeline on screen: drag to brush, wheel to zoom at the pointer, Shift+wheel or middle drag to pan, keys W A S D F R
/// and Home.
public final class TimelineView extends Region {
    private final TimelineViewModel model;
    private final ReadOnlyObjectProperty<Palette> palette;
    private final Canvas canvas = new Canvas();
    private final javafx.scene.control.Label readout = new javafx.scene.control.Label();
    private final Brushing brushing;
    private int hoverLane = -1;
    private double pointerX = -1;

    public TimelineView(TimelineViewModel model, ReadOnlyObjectProperty<Palette> palette) {
        this.model = model;
        this.palette = palette;
        brushing = new Brushing(model);
        getStyleClass().add("rb-timeline");
        setId("timeline");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        readout.getStyleClass().add("rb-readout");
        readout.setMouseTransparent(true);
        readout.setPadding(new Insets(2, 8, 2, 8));
        getChildren().addAll(canvas, readout);
        model.view().subscribe(this::repaint);
        model.brush().subscribe(this::repaint);
        model.lanes().subscribe(this::repaint);
        model.overview().subscribe(this::repaint);
        model.times().subscribe(this::repaint);
        palette.subscribe(this::repaint);
        focusedProperty().subscribe(this::repaint);
        accessibleTextProperty()
                .bind(Bindings.createStringBinding(readout::getText, readout.textProperty()));
        readout.setVisible(false);
        addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_RELEASED, e -> brushing.released(e, geometry()));
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> leave());
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private Geometry geometry() {
        return new Geometry(getWidth(), getHeight(), model.lanes().get().lanes().size());
    }

    @Override
    protected void layoutChildren() {
        double width = Math.floor(getWidth());
        double height = Math.floor(getHeight());
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            Geometry at = geometry();
            model.room((int) (at.plotWidth() / 3), Geometry.lanesIn(height));
            repaint();
        }
        layoutReadout();
    }

    private void layoutReadout() {
        readout.autosize();
        double width = readout.prefWidth(-1);
        double x = Math.clamp(pointerX + 14, 0, Math.max(0, getWidth() - width - 6));
        readout.resizeRelocate(x, Geometry.AXIS_TOP - 2, width, 22);
    }

    private void repaint() {
        if (canvas.getWidth() > 0) {
            TimelinePainter.paint(
                    canvas.getGraphicsContext2D(),
                    new TimelinePainter.Scene(
                            geometry(),
                            palette.get(),
                            model.full().get(),
                            model.view().get(),
                            model.brush().get(),
                            model.overview().get(),
                            model.lanes().get(),
                            model.times().get(),
                            hoverLane));
        }
    }

    private void hover(MouseEvent event) {
        Geometry at = geometry();
        pointerX = event.getX();
        int lane = at.laneAt(event.getY());
        boolean inPlot = event.getX() >= at.plotLeft();
        TimeRange shown = at.inOverview(event.getY()) ? model.full().get() : model.view().get();
        readout.setText(inPlot ? model.readout(at.micros(shown, event.getX()), lane) : "");
        readout.setVisible(!readout.getText().isEmpty());
        setCursor(inPlot ? brushing.cursorAt(event.getX(), at) : Cursor.DEFAULT);
        if (lane != hoverLane) {
            hoverLane = lane;
            repaint();
        }
        requestLayout();
    }

    private void leave() {
        readout.setVisible(false);
        hoverLane = -1;
        repaint();
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        brushing.pressed(event, geometry());
    }

    private void dragged(MouseEvent event) {
        brushing.dragged(event, geometry());
        hover(event);
    }

    private void scrolled(ScrollEvent event) {
        double amount = event.getDeltaY() == 0 ? event.getDeltaX() : event.getDeltaY();
        if (event.isShiftDown() || event.getDeltaY() == 0) {
            model.pan(-amount / 400);
        } else if (amount != 0) {
            model.zoom(geometry().share(event.getX()), Math.pow(0.8, amount / 40));
        }
        event.consume();
    }

    private void key(KeyEvent event) {
        if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
            return;
        }
        double share = pointerX >= 0 && isHover() ? geometry().share(pointerX) : 0.5;
        if (handled(event.getCode(), share)) {
            event.consume();
        }
    }

    private boolean handled(KeyCode code, double share) {
        switch (code) {
            case W -> model.zoom(share, 0.7);
            case S -> model.zoom(share, 1 / 0.7);
            case A -> model.pan(-0.15);
            case D -> model.pan(0.15);
            case F -> model.showBrush();
            case R -> model.brushView();
            case HOME -> model.showAll();
            case ESCAPE -> {
                if (model.brush().get().isEmpty()) {
                    return false;
                }
                model.brush().set(Optional.empty());
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Whether an event is the one that brushes.
    static boolean brushes(MouseEvent event) {
        return event.getButton() == MouseButton.PRIMARY;
    }
}
