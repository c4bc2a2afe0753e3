package org.rowback.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A line to type into above the list of what the letters may mean. ↓ ↑ move, Enter or a click takes, Esc leaves.
final class Picker<T> extends VBox {
    private static final double ROW = 28;
    private static final int MOST_ROWS = 14;

    /// How a line of the list reads.
    ///
    /// @param name what it is
    /// @param hint said at the right end
    /// @param blocked why it cannot be taken now; empty where it can
    record Line(String name, String hint, String blocked) {}

    private final TextField typed = new TextField();
    private final ListView<T> list = new ListView<>();
    private final Function<String, List<T>> search;
    private final Function<T, Line> line;
    private final Consumer<T> taken;

    /// @param search what the letters may mean, the best first; quick, since it runs with every key
    Picker(
            String id,
            String prompt,
            Function<String, List<T>> search,
            Function<T, Line> line,
            Consumer<T> taken) {
        this.search = search;
        this.line = line;
        this.taken = taken;
        getStyleClass().addAll("rb-card", "rb-picker");
        setId(id);
        setMaxSize(600, Region.USE_PREF_SIZE);
        typed.setPromptText(prompt);
        typed.setId(id + "-text");
        list.setId(id + "-list");
        list.setFixedCellSize(ROW);
        list.setFocusTraversable(false);
        list.getStyleClass().addAll("dense", "rb-picker-list");
        list.setCellFactory(_ -> new Cell());
        list.setPrefHeight(MOST_ROWS * ROW);
        list.addEventHandler(MouseEvent.MOUSE_CLICKED, _ -> take());
        typed.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        typed.textProperty().subscribe(this::show);
        getChildren().addAll(typed, list);
    }

    @Override
    public void requestFocus() {
        typed.requestFocus();
    }

    private void show(String text) {
        list.getItems().setAll(search.apply(text));
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case PAGE_DOWN -> move(MOST_ROWS - 1);
            case PAGE_UP -> move(1 - MOST_ROWS);
            case ENTER -> take();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int by) {
        int last = list.getItems().size() - 1;
        if (last >= 0) {
            int next = Math.clamp(list.getSelectionModel().getSelectedIndex() + (long) by, 0, last);
            list.getSelectionModel().select(next);
            list.scrollTo(Math.max(0, next - MOST_ROWS / 2));
        }
    }

    private void take() {
        T chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null && line.apply(chosen).blocked().isEmpty()) {
            taken.accept(chosen);
        }
    }

    private final class Cell extends ListCell<T> {
        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            setTooltip(null);
            setOpacity(1);
            if (item == null || empty) {
                setGraphic(null);
                return;
            }
            Line shown = line.apply(item);
            Label name = new Label(shown.name());
            Label hint = new Label(shown.hint());
            hint.getStyleClass().add("rb-key");
            hint.setVisible(!shown.hint().isEmpty());
            hint.setMinWidth(Region.USE_PREF_SIZE);
            Label why = new Label(shown.blocked());
            why.getStyleClass().add("rb-muted");
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            HBox all = new HBox(12, name, why, gap, hint);
            all.setAlignment(Pos.CENTER_LEFT);
            all.setPrefWidth(0);
            setGraphic(all);
            if (!shown.blocked().isEmpty()) {
                name.getStyleClass().add("rb-muted");
                setTooltip(new Tooltip(shown.blocked()));
            }
        }
    }
}
