package org.rowback.ui.causes;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;

import org.jspecify.annotations.Nullable;
import org.rowback.history.ties.Strength;
import org.rowback.ui.text.Text;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongConsumer;

/// The same graph as a table, one tie a row; a double click shows the change at its far end in the explorer.
final class TieTable extends TableView<TieRow> {
    private static final PseudoClass TOUCHED = PseudoClass.getPseudoClass("touched");

    private final CausesViewModel model;
    private boolean settling;

    TieTable(CausesViewModel model, LongConsumer toChange) {
        this.model = model;
        setId("ties");
        setItems(model.ties());
        setFixedCellSize(24);
        getStyleClass().addAll("dense", "rb-dense");
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        Label nothing = new Label(Text.of("causes.ties.empty"));
        nothing.getStyleClass().add("rb-empty");
        setPlaceholder(nothing);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        add("causes.from", 74, TieRow::fromText, "rb-number");
        add("causes.to", 74, TieRow::toText, "rb-number");
        strength();
        add("causes.rule", 196, row -> row.rule().label(), "rb-plain");
        add("changes.table", 140, row -> row.node().table().toString(), "rb-plain");
        add("changes.key", 90, row -> row.node().key(), "rb-mono");
        add("changes.time", 170, this::time, "rb-mono");
        add("patch.why", 330, TieRow::why, "rb-muted-cell");
        setRowFactory(_ -> new Row());
        getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<TieRow>) _ -> chosen());
        model.selected().subscribe(this::follow);
        model.times().subscribe(_ -> refresh());
        setOnMouseClicked(
                event -> {
                    TieRow row = getSelectionModel().getSelectedItem();
                    if (event.getButton() == MouseButton.PRIMARY
                            && event.getClickCount() == 2
                            && row != null) {
                        toChange.accept(row.node().change());
                    }
                });
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    boolean plain = !event.isControlDown() && !event.isAltDown();
                    if (plain && event.getCode() == KeyCode.SPACE) {
                        model.add(model.selection());
                        event.consume();
                    } else if (plain && event.getCode() == KeyCode.ENTER) {
                        toChange.accept(model.selectedChange());
                        event.consume();
                    }
                });
    }

    private void chosen() {
        var rows = getSelectionModel().getSelectedItems();
        if (!settling && !rows.isEmpty()) {
            settling = true;
            model.selectTies(rows.stream().filter(java.util.Objects::nonNull).toList());
            settling = false;
        }
    }

    /// Marks the ties of what is selected in the graph, and shows the first of them.
    private void follow() {
        refresh();
        if (settling) {
            return;
        }
        settling = true;
        getSelectionModel().clearSelection();
        settling = false;
        for (int i = 0; i < getItems().size(); i++) {
            if (touches(getItems().get(i))) {
                scrollTo(i);
                return;
            }
        }
    }

    private boolean touches(TieRow row) {
        var selected = model.selected().get();
        return selected.contains(row.from()) || selected.contains(row.to());
    }

    private String time(TieRow row) {
        long micros = row.node().commitTimeMicros();
        var times = model.times().getValue();
        return times.date(micros) + " " + times.timeOfDay(micros, true);
    }

    private void add(String key, double width, Function<TieRow, String> text, String style) {
        TableColumn<TieRow, String> column = new TableColumn<>(Text.of(key));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(text.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.getStyleClass().add(style);
        getColumns().add(column);
    }

    private void strength() {
        TableColumn<TieRow, Strength> column = new TableColumn<>(Text.of("causes.strength"));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().strength()));
        column.setCellFactory(_ -> new StrengthCell());
        column.setPrefWidth(84);
        column.setSortable(false);
        getColumns().add(column);
    }

    /// `rb-strength-guess`.
    static String style(Strength strength) {
        return "rb-strength-" + strength.name().toLowerCase(Locale.ROOT);
    }

    private final class Row extends TableRow<TieRow> {
        @Override
        protected void updateItem(@Nullable TieRow row, boolean empty) {
            super.updateItem(row, empty);
            pseudoClassStateChanged(TOUCHED, row != null && !empty && touches(row));
        }
    }

    private static final class StrengthCell extends TableCell<TieRow, Strength> {
        private final Label chip = new Label();

        @Override
        protected void updateItem(@Nullable Strength strength, boolean empty) {
            super.updateItem(strength, empty);
            if (strength == null || empty) {
                setGraphic(null);
            } else {
                chip.setText(strength.label());
                chip.getStyleClass().setAll("label", "rb-chip", style(strength));
                setGraphic(chip);
            }
        }
    }
}
