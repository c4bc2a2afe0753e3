package org.rowback.ui.causes;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Insets;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

import org.rowback.ui.theme.Palette;

import java.util.Optional;
import java.util.function.LongConsumer;

/// The graph on screen: wheel zooms at the pointer, drag pans, arrow keys go from box to box, Enter opens a group or a row's
/// history, Backspace closes the group, Space puts what is selected into the patch.
final class CauseGraphView extends Region {
    private static final double NEAR = 5;

    private final CausesViewModel model;
    private final ReadOnlyObjectProperty<Palette> palette;
    private final LongConsumer toHistory;
    private final Canvas canvas = new Canvas();
    private final Label readout = new Label();
    private Viewport view = Viewport.NATURAL;
    private Optional<Integer> hover = Optional.empty();
    private Optional<Integer> hoverLink = Optional.empty();
    private double pressedX;
    private double pressedY;
    private boolean dragged;
    private boolean moved;

    CauseGraphView(
            CausesViewModel model,
            ReadOnlyObjectProperty<Palette> palette,
            LongConsumer toHistory) {
        this.model = model;
        this.palette = palette;
        this.toHistory = toHistory;
        getStyleClass().add("rb-cause-graph");
        setId("cause-graph");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinHeight(80);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        readout.getStyleClass().add("rb-readout");
        readout.setMouseTransparent(true);
        readout.setPadding(new Insets(2, 8, 2, 8));
        readout.setVisible(false);
        getChildren().addAll(canvas, readout);
        model.title().subscribe(() -> moved = false);
        model.layout().subscribe(this::arranged);
        model.selected().subscribe(this::selected);
        model.patch().basket().subscribe(this::repaint);
        model.times().subscribe(_ -> repaint());
        palette.subscribe(this::repaint);
        focusedProperty().subscribe(this::repaint);
        addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> leave());
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    @Override
    protected void layoutChildren() {
        double width = Math.floor(getWidth());
        double height = Math.floor(getHeight());
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            fit();
        }
        readout.autosize();
    }

    private void arranged() {
        hover = Optional.empty();
        hoverLink = Optional.empty();
        readout.setVisible(false);
        fit();
    }

    /// Shows all where that is legible, unless the user has moved the picture.
    private void fit() {
        if (!moved && canvas.getWidth() > 0) {
            view =
                    Viewport.fitting(
                            model.layout().get().bounds(), canvas.getWidth(), canvas.getHeight());
        }
        repaint();
    }

    void fitAll() {
        moved = false;
        fit();
    }

    private void selected() {
        setAccessibleText(model.selectionText());
        repaint();
    }

    private void repaint() {
        if (canvas.getWidth() <= 0) {
            return;
        }
        CausePainter.paint(
                canvas.getGraphicsContext2D(),
                new CausePainter.Scene(
                        canvas.getWidth(),
                        canvas.getHeight(),
                        view,
                        model.layout().get(),
                        model.graph(),
                        model.selected().get(),
                        hover,
                        hoverLink,
                        model.patch().basket().get()::contains,
                        isFocused(),
                        model.times().getValue(),
                        palette.get()));
    }

    private Optional<Integer> boxAt(MouseEvent event) {
        return model.layout()
                .get()
                .boxAt(view.fromScreenX(event.getX()), view.fromScreenY(event.getY()));
    }

    private void hover(MouseEvent event) {
        Layout layout = model.layout().get();
        Optional<Integer> box = boxAt(event);
        Optional<Integer> link =
                box.isPresent()
                        ? Optional.empty()
                        : layout.linkAt(
                                view.fromScreenX(event.getX()),
                                view.fromScreenY(event.getY()),
                                NEAR / view.scale());
        if (!box.equals(hover) || !link.equals(hoverLink)) {
            hover = box;
            hoverLink = link;
            repaint();
        }
        readout.setText(
                link.map(i -> CauseTexts.link(layout.links().get(i)))
                        .or(() -> box.map(i -> model.nameOf(i)))
                        .orElse(""));
        readout.setVisible(!readout.getText().isEmpty());
        readout.setMaxWidth(Math.max(40, getWidth() - 20));
        double width = Math.min(readout.prefWidth(-1), getWidth() - 20);
        readout.relocate(
                Math.clamp(event.getX() + 14, 4, Math.max(4, getWidth() - width - 6)),
                Math.clamp(event.getY() + 16, 4, Math.max(4, getHeight() - 26)));
        requestLayout();
    }

    private void leave() {
        hover = Optional.empty();
        hoverLink = Optional.empty();
        readout.setVisible(false);
        repaint();
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        pressedX = event.getX();
        pressedY = event.getY();
        dragged = false;
        boxAt(event).ifPresent(model::select);
    }

    private void dragged(MouseEvent event) {
        double byX = event.getX() - pressedX;
        double byY = event.getY() - pressedY;
        if (dragged || Math.hypot(byX, byY) > 4) {
            dragged = true;
            moved = true;
            view = view.moved(byX, byY);
            pressedX = event.getX();
            pressedY = event.getY();
            repaint();
        }
    }

    private void clicked(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && !dragged) {
            boxAt(event).ifPresent(this::enter);
        }
    }

    private void scrolled(ScrollEvent event) {
        moved = true;
        if (event.isShiftDown() || event.getDeltaY() == 0) {
            view = view.moved(event.getDeltaX() + event.getDeltaY(), 0);
        } else {
            view = view.zoomed(Math.pow(1.25, event.getDeltaY() / 40), event.getX(), event.getY());
        }
        repaint();
        event.consume();
    }

    private void enter(int box) {
        if (model.layout().get().boxes().get(box).isGroup()) {
            moved = true;
            model.open(box);
            reveal();
        } else {
            toHistory.accept(model.selectedChange());
        }
    }

    private void key(KeyEvent event) {
        if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
            return;
        }
        Optional<Integer> box = model.selectedBox();
        boolean handled =
                switch (event.getCode()) {
                    case LEFT -> step(box, -1, 0);
                    case RIGHT -> step(box, 1, 0);
                    case UP -> step(box, 0, -1);
                    case DOWN -> step(box, 0, 1);
                    case ENTER -> {
                        box.ifPresent(this::enter);
                        yield true;
                    }
                    case BACK_SPACE -> {
                        box.ifPresent(model::close);
                        reveal();
                        yield true;
                    }
                    case SPACE -> {
                        model.add(model.selection());
                        yield true;
                    }
                    case F, HOME -> {
                        fitAll();
                        yield true;
                    }
                    default -> false;
                };
        if (handled) {
            event.consume();
        }
    }

    private boolean step(Optional<Integer> box, int right, int down) {
        box.ifPresent(at -> model.select(model.layout().get().step(at, right, down)));
        reveal();
        return true;
    }

    private void reveal() {
        Layout layout = model.layout().get();
        model.selectedBox()
                .ifPresent(
                        box -> {
                            double x = layout.left(box);
                            double y = layout.top(box);
                            view =
                                    view.revealing(
                                            new Layout.Area(
                                                    x, y, x + Layout.WIDTH, y + Layout.HEIGHT),
                                            canvas.getWidth(),
                                            canvas.getHeight());
                        });
        repaint();
    }
}
