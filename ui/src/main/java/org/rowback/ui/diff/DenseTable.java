package org.rowback.ui.diff;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import org.rowback.ui.text.Text;

import java.util.function.Function;

/// Small tables of texts and values, as panes have them.
public final class DenseTable {
    private static final double ROW_HEIGHT = 25;

    /// How wide a letter of a value is, and what is beside the letters of a cell.
    private static final double LETTER = 7.3;

    private static final double BESIDE = 22;
    private static final double NARROWEST = 72;
    private static final double WIDEST = 250;

    private DenseTable() {}

    /// Makes a table dense; its last column takes what room is left.
    public static <T> void style(TableView<T> table, String emptyKey) {
        table.setFixedCellSize(ROW_HEIGHT);
        table.getStyleClass().addAll("dense", "rb-dense");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        Label nothing = new Label(Text.of(emptyKey));
        nothing.getStyleClass().add("rb-empty");
        table.setPlaceholder(nothing);
    }

    /// Adds a column of texts.
    public static <T> TableColumn<T, String> text(
            TableView<T> table,
            String titleKey,
            double width,
            Function<T, String> text,
            String style) {
        TableColumn<T, String> column = new TableColumn<>(Text.of(titleKey));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(text.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.getStyleClass().add(style);
        table.getColumns().add(column);
        return column;
    }

    /// Adds a column of values, which is as wide as they are; a table that has too many to show them scrolls.
    public static <T> void value(
            TableView<T> table, String titleKey, Function<T, ShownValue> side) {
        TableColumn<T, ShownValue> column = new TableColumn<>(Text.of(titleKey));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(side.apply(row.getValue())));
        column.setCellFactory(_ -> new ValueCell<>());
        column.setSortable(false);
        column.setPrefWidth(NARROWEST);
        table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
        table.getColumns().add(column);
        table.getItems()
                .addListener(
                        (ListChangeListener<T>)
                                change ->
                                        column.setPrefWidth(
                                                change.getList().stream()
                                                        .limit(200)
                                                        .mapToDouble(row -> width(side.apply(row)))
                                                        .max()
                                                        .orElse(NARROWEST)));
    }

    private static double width(ShownValue value) {
        return Math.clamp(value.label().length() * LETTER + BESIDE, NARROWEST, WIDEST);
    }
}
