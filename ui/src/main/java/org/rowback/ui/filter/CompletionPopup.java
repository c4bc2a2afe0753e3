package org.rowback.ui.filter;

import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Popup;

import org.fxmisc.richtext.StyleClassedTextField;
import org.jspecify.annotations.Nullable;
import org.rowback.history.filter.Completion;

/// The list of completions below the filter bar. Tab takes one; Enter only after the user moved into the list, otherwise
/// Enter runs the filter.
final class CompletionPopup {
    private static final double ROW = 24;

    private final FilterViewModel model;
    private final StyleClassedTextField field;
    private final Popup popup = new Popup();
    private final ListView<Completion.Item> list = new ListView<>();
    private boolean movedInto;

    CompletionPopup(FilterViewModel model, StyleClassedTextField field) {
        this.model = model;
        this.field = field;
        popup.setAutoHide(true);
        list.getStyleClass().addAll("dense", "rb-completion");
        list.setFixedCellSize(ROW);
        list.setItems(model.completions());
        list.setCellFactory(_ -> new Cell());
        list.setFocusTraversable(false);
        list.addEventHandler(MouseEvent.MOUSE_CLICKED, _ -> take());
        popup.getContent().add(list);
        model.offered().subscribe(_ -> refresh());
        field.caretPositionProperty()
                .addListener((_, _, caret) -> model.caret(caret, field.isFocused()));
        field.focusedProperty()
                .subscribe(
                        focused -> {
                            if (!focused) {
                                hide();
                            }
                        });
    }

    /// Whether a key was meant for the list.
    boolean handles(KeyEvent event) {
        if (event.getCode() == KeyCode.SPACE && event.isControlDown() && !event.isShiftDown()) {
            model.complete(field.getCaretPosition());
            return true;
        }
        if (!popup.isShowing()) {
            return false;
        }
        switch (event.getCode()) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case TAB -> take();
            case ENTER -> {
                if (!movedInto) {
                    return false;
                }
                take();
            }
            case ESCAPE -> hide();
            default -> {
                return false;
            }
        }
        return true;
    }

    void hide() {
        popup.hide();
        movedInto = false;
    }

    private void move(int by) {
        int last = list.getItems().size() - 1;
        int now = movedInto ? list.getSelectionModel().getSelectedIndex() + by : 0;
        movedInto = true;
        list.getSelectionModel().select(Math.clamp(now, 0, last));
        list.scrollTo(Math.max(0, now - 5));
    }

    private void take() {
        Completion.Item chosen = list.getSelectionModel().getSelectedItem();
        if (chosen == null && !list.getItems().isEmpty()) {
            chosen = list.getItems().getFirst();
        }
        hide();
        if (chosen != null) {
            field.replaceText(chosen.replace().offset(), chosen.replace().end(), chosen.insert());
        }
    }

    private void refresh() {
        movedInto = false;
        list.getSelectionModel().clearSelection();
        if (list.getItems().isEmpty() || !field.isFocused()) {
            hide();
            return;
        }
        list.setPrefSize(420, Math.min(10, list.getItems().size()) * ROW + 4);
        Bounds at = field.localToScreen(field.getBoundsInLocal());
        if (at != null) {
            double x = field.getCaretBounds().map(Bounds::getMinX).orElse(at.getMinX());
            popup.show(field, Math.max(at.getMinX(), x - 12), at.getMaxY() + 4);
        }
    }

    private static final class Cell extends ListCell<Completion.Item> {
        @Override
        protected void updateItem(Completion.@Nullable Item item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                return;
            }
            Label name = new Label(item.insert());
            name.getStyleClass().add("rb-mono");
            Label hint = new Label(item.detail());
            hint.getStyleClass().add("rb-muted");
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            setGraphic(new HBox(12, name, gap, hint));
        }
    }
}
