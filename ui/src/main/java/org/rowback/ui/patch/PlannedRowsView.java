package org.rowback.ui.patch;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseButton;

import org.jspecify.annotations.Nullable;
import org.rowback.history.revert.PlannedCell;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RowState;
import org.rowback.ui.diff.ShownValue;
import org.rowback.ui.diff.ValueCell;
import org.rowback.ui.text.Text;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;

/// The rows of a plan, those that need a look first, and the columns of the one looked at: expected, found, target.
final class PlannedRowsView extends SplitPane {
    private final TableView<PlannedRow> rows = new TableView<>();
    private final TableView<PlannedCell> cells = new TableView<>();

    PlannedRowsView(PatchViewModel model, LongConsumer toChange) {
        rows.setId("planned-rows");
        dense(rows, "patch.rows.empty");
        dense(cells, "patch.cells.empty");
        TableColumn<PlannedRow, RowState> state = new TableColumn<>(Text.of("patch.state"));
        state.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().state()));
        state.setCellFactory(_ -> new StateCell());
        state.setPrefWidth(140);
        state.setMinWidth(140);
        rows.getColumns().add(state);
        text(rows, "changes.table", 110, row -> row.table().toString(), "rb-plain");
        text(rows, "changes.key", 70, PlannedRow::key, "rb-mono");
        text(rows, "patch.reason", 240, PlannedRow::reason, "rb-plain");
        text(cells, "diff.column", 100, PlannedCell::column, "rb-plain");
        value("patch.expected", PlannedCell::bad);
        value("patch.found", PlannedCell::head);
        value("patch.target", PlannedCell::target);
        text(cells, "patch.fate", 76, cell -> cell.fate().label(), "rb-plain");
        text(cells, "patch.why", 160, PlannedCell::reason, "rb-muted-cell");
        getItems().setAll(rows, cells);
        setDividerPositions(0.44);
        model.preview().subscribe(this::show);
        rows.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (_, _, row) ->
                                cells.getItems().setAll(row == null ? List.of() : row.cells()));
        rows.setOnMouseClicked(
                event -> {
                    PlannedRow row = rows.getSelectionModel().getSelectedItem();
                    if (event.getButton() == MouseButton.PRIMARY
                            && event.getClickCount() == 2
                            && row != null) {
                        toChange.accept(row.lastBad());
                    }
                });
    }

    private void show(PatchViewModel.Preview preview) {
        if (preview instanceof PatchViewModel.Preview.Ready ready) {
            rows.getItems().setAll(worstFirst(ready.plan()));
            if (!rows.getItems().isEmpty()) {
                rows.getSelectionModel().select(0);
            }
        } else if (preview instanceof PatchViewModel.Preview.Nothing) {
            rows.getItems().clear();
        }
    }

    private static List<PlannedRow> worstFirst(RevertPlan plan) {
        return plan.rows().stream()
                .sorted(
                        Comparator.comparing(PlannedRow::state, Comparator.reverseOrder())
                                .thenComparing(PlannedRow::number))
                .toList();
    }

    private static <T> void dense(TableView<T> table, String emptyKey) {
        table.setFixedCellSize(25);
        table.getStyleClass().addAll("dense", "rb-dense");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        Label nothing = new Label(Text.of(emptyKey));
        nothing.getStyleClass().add("rb-empty");
        table.setPlaceholder(nothing);
    }

    private static <T> void text(
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
    }

    private void value(
            String titleKey, Function<PlannedCell, org.rowback.history.model.ColumnValue> side) {
        TableColumn<PlannedCell, ShownValue> column = new TableColumn<>(Text.of(titleKey));
        column.setCellValueFactory(
                cell -> new ReadOnlyObjectWrapper<>(ShownValue.of(side.apply(cell.getValue()), 0)));
        column.setCellFactory(_ -> new ValueCell<>());
        column.setPrefWidth(122);
        column.setSortable(false);
        cells.getColumns().add(column);
    }

    private static final class StateCell extends TableCell<PlannedRow, RowState> {
        private final Label chip = new Label();

        @Override
        protected void updateItem(@Nullable RowState state, boolean empty) {
            super.updateItem(state, empty);
            if (state == null || empty) {
                setGraphic(null);
            } else {
                chip.setText(state.label());
                chip.getStyleClass().setAll("label", "rb-chip", PatchView.style(state));
                setGraphic(chip);
            }
        }
    }
}
