package org.rowback.ui.patch;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.revert.PlannedCell;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RowState;
import org.rowback.history.simulation.StatementOutcome;
import org.rowback.history.simulation.StatementOutcome.Verdict;
import org.rowback.ui.diff.DenseTable;
import org.rowback.ui.diff.ShownValue;
import org.rowback.ui.text.Text;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// The rows of a plan, those that need a look first; below the columns of the one looked at, expected, found, target, and
/// the SQL.
final class PlannedRowsView extends SplitPane {
    /// More rows than these are shown in the order of the patch, as they are read.
    private static final int SORTED = 50_000;

    private final PatchViewModel model;
    private final TableView<PlannedRow> rows = new TableView<>();
    private final TableView<PlannedCell> cells = new TableView<>();

    PlannedRowsView(PatchViewModel model, LongConsumer toChange, Node sql) {
        this.model = model;
        rows.setId("planned-rows");
        DenseTable.style(rows, "patch.rows.empty");
        DenseTable.style(cells, "patch.cells.empty");
        TableColumn<PlannedRow, RowState> state = new TableColumn<>(Text.of("patch.state"));
        state.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().state()));
        state.setCellFactory(_ -> new StateCell());
        state.setPrefWidth(152);
        state.setMinWidth(128);
        rows.getColumns().add(state);
        DenseTable.text(rows, "changes.table", 130, row -> row.table().toString(), "rb-plain");
        DenseTable.text(rows, "changes.key", 84, PlannedRow::key, "rb-mono");
        rows.getColumns().getLast().setMinWidth(56);
        TableColumn<PlannedRow, String> tried = new TableColumn<>(Text.of("dryrun.column"));
        tried.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(tried(row.getValue())));
        tried.setPrefWidth(84);
        tried.setMinWidth(72);
        tried.setSortable(false);
        rows.getColumns().add(tried);
        DenseTable.text(
                rows, "patch.settled", 104, row -> row.resolution().label(), "rb-muted-cell");
        rows.getColumns().getLast().setMinWidth(78);
        DenseTable.text(rows, "patch.reason", 520, PlannedRow::reason, "rb-plain");
        DenseTable.text(cells, "diff.column", 92, PlannedCell::column, "rb-plain");
        DenseTable.text(cells, "patch.fate", 92, cell -> cell.fate().label(), "rb-plain");
        DenseTable.text(cells, "patch.notion", 74, PlannedRowsView::notion, "rb-plain");
        DenseTable.value(cells, "patch.before", cell -> shown(cell.before()));
        DenseTable.value(cells, "patch.expected", cell -> shown(cell.bad()));
        DenseTable.value(cells, "patch.found", cell -> shown(cell.head()));
        DenseTable.value(
                cells,
                "patch.target",
                cell -> shown(cell.fate().isWritten() ? cell.target() : cell.head()));
        RowChoices choices = new RowChoices(model);
        BorderPane look = new BorderPane(cells);
        look.setBottom(choices);
        SplitPane below = new SplitPane(look, sql);
        below.setDividerPositions(0.52);
        getItems().setAll(rows, below);
        setOrientation(Orientation.VERTICAL);
        setDividerPositions(0.42);
        model.preview().subscribe(this::show);
        model.shown().subscribe((_, _) -> show(model.preview().get()));
        cells.setId("planned-cells");
        cells.getSelectionModel()
                .selectedItemProperty()
                .addListener((_, _, cell) -> choices.look(cell));
        model.checks()
                .dryRun()
                .subscribe(
                        run -> {
                            if (run.isPresent()) {
                                show(model.preview().get());
                                rows.refresh();
                            }
                        });
        rows.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (_, _, row) -> {
                            PlannedCell looked = cells.getSelectionModel().getSelectedItem();
                            choices.show(row);
                            cells.getItems().setAll(row == null ? List.of() : row.cells());
                            lookAgain(looked);
                        });
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
            PlannedRow looked = rows.getSelectionModel().getSelectedItem();
            List<PlannedRow> all = ready.plan().rows();
            rows.setItems(
                    FXCollections.observableList(
                            all.size() > SORTED ? all : worstFirst(ready.plan())));
            select(looked);
        } else if (preview instanceof PatchViewModel.Preview.Nothing) {
            rows.setItems(FXCollections.observableArrayList());
        }
    }

    /// The row that was looked at before the plan changed, or the first.
    private void select(@Nullable PlannedRow looked) {
        List<PlannedRow> now = rows.getItems();
        int at = 0;
        for (int i = 0; looked != null && now.size() <= SORTED && i < now.size(); i++) {
            if (now.get(i).lastBad() == looked.lastBad()) {
                at = i;
            }
        }
        if (!now.isEmpty()) {
            rows.getSelectionModel().select(at);
            rows.scrollTo(Math.max(0, at - 3));
        }
    }

    /// The column that was looked at before, or the first that needs a look.
    private void lookAgain(@Nullable PlannedCell looked) {
        PlannedCell again = null;
        for (PlannedCell cell : cells.getItems()) {
            boolean same = looked != null && looked.column().equals(cell.column());
            if (same || (again == null && cell.fate() == PlannedCell.Fate.KEPT)) {
                again = cell;
            }
        }
        if (again != null) {
            cells.getSelectionModel().select(again);
        }
    }

    private static ShownValue shown(ColumnValue value) {
        return ShownValue.of(value, 0);
    }

    private String tried(PlannedRow row) {
        return outcome(row).map(PlannedRowsView::word).orElse("");
    }

    /// What a column says against being put back: by value, by history, both or nothing.
    private static String notion(PlannedCell cell) {
        if (!cell.isWrittenSince()) {
            return "";
        }
        return Text.of(cell.isOtherValue() ? "patch.notion.both" : "patch.notion.history");
    }

    private static String word(StatementOutcome outcome) {
        return switch (outcome.verdict()) {
            case FAILS -> Text.of("dryrun.fails");
            case NOTHING -> Text.of("dryrun.nothing");
            case WORKS -> Text.of(outcome.isDecided() ? "dryrun.works" : "dryrun.undecided");
        };
    }

    private Optional<StatementOutcome> outcome(PlannedRow row) {
        return model.checks().dryRun().get().flatMap(run -> run.of(row.number()));
    }

    private boolean fails(PlannedRow row) {
        return outcome(row).filter(o -> o.verdict() == Verdict.FAILS).isPresent();
    }

    private List<PlannedRow> worstFirst(RevertPlan plan) {
        return plan.rows().stream()
                .filter(row -> StateChips.isShown(model, row))
                .sorted(
                        Comparator.comparing((PlannedRow row) -> !fails(row))
                                .thenComparing(row -> !row.isOpen())
                                .thenComparing(PlannedRow::state, Comparator.reverseOrder())
                                .thenComparing(PlannedRow::number))
                .toList();
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
                chip.getStyleClass().setAll("label", "rb-chip", StateChips.style(state));
                setGraphic(chip);
            }
        }
    }
}
