package org.rowback.ui.diff;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.ColumnValue;
import org.rowback.ui.cells.CellSubject;
import org.rowback.ui.cells.PointedCell;
import org.rowback.ui.changes.ChangeRow;
import org.rowback.ui.filter.CellTerm;
import org.rowback.ui.text.Text;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The row diff: one line a column, old beside new, changed ones first.
public final class RowDiffView extends BorderPane {
    private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");
    private static final double ROW_HEIGHT = 26;
    private static final int NAME = 0;
    private static final int NEW = 2;

    private final DetailViewModel model;
    private final TableView<DiffRow> table = new TableView<>();
    private final Label title = new Label();
    private final Label op = new Label();
    private PointedCell.Opener menu = (_, _, _, _) -> {};
    private int pointed = NEW;

    public RowDiffView(DetailViewModel model) {
        this.model = model;
        getStyleClass().add("rb-pane");
        setId("diff");
        title.getStyleClass().add("rb-pane-title");
        op.getStyleClass().add("rb-op");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox header = new HBox(8, op, title, gap);
        header.getStyleClass().add("rb-pane-header");
        setTop(header);
        table.setFixedCellSize(ROW_HEIGHT);
        table.getStyleClass().addAll("dense", "rb-dense", "rb-diff-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setRowFactory(_ -> new Row());
        Label nothing = new Label(Text.of("diff.nothing"));
        nothing.getStyleClass().add("rb-empty");
        table.setPlaceholder(nothing);
        TableColumn<DiffRow, DiffRow> name = new TableColumn<>(Text.of("diff.column"));
        name.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        name.setCellFactory(_ -> new NameCell());
        name.setPrefWidth(120);
        table.getColumns()
                .addAll(
                        List.of(
                                name,
                                values(Text.of("diff.old"), DiffRow::before, "rb-old"),
                                values(Text.of("diff.new"), DiffRow::after, "rb-new")));
        table.getColumns().forEach(column -> column.setSortable(false));
        setCenter(table);
        PointedCell.connect(table, column -> pointed = column, this::cell, () -> menu);
        model.detail().subscribe(this::show);
        model.column().subscribe(row -> row.ifPresent(r -> table.getSelectionModel().select(r)));
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (_, _, row) -> {
                            if (row != null) {
                                model.column().set(Optional.of(row));
                            }
                        });
    }

    private static TableColumn<DiffRow, ShownValue> values(
            String title, Function<DiffRow, ShownValue> side, String style) {
        TableColumn<DiffRow, ShownValue> column = new TableColumn<>(title);
        column.setCellValueFactory(
                row -> {
                    ObservableValue<ShownValue> value =
                            new ReadOnlyObjectWrapper<>(side.apply(row.getValue()));
                    return value;
                });
        column.setCellFactory(_ -> new ValueCell<>());
        column.getStyleClass().add(style);
        column.setPrefWidth(150);
        return column;
    }

    /// What the right button and the menu key do.
    public void onMenu(PointedCell.Opener opener) {
        menu = opener;
    }

    /// The cell that was pointed at last, in the column that is inspected; the new value at first, the old one of a DELETE.
    public Optional<CellSubject> cell() {
        DiffRow row = table.getSelectionModel().getSelectedItem();
        Optional<ChangeDetail> detail = model.detail().get();
        if (row == null || detail.isEmpty()) {
            return Optional.empty();
        }
        long id = detail.get().change().id();
        String column = row.column().name();
        if (pointed == NAME) {
            return Optional.of(new CellSubject(id, column, Optional.of(CellTerm.changed(column))));
        }
        boolean isNew = pointed == NEW && row.afterValue().isPresent();
        ShownValue shown = isNew ? row.after() : row.before();
        String text = shown.kind() == ShownValue.Kind.EMPTY_TEXT ? "" : shown.label();
        Optional<ColumnValue> value = isNew ? row.afterValue() : row.beforeValue();
        boolean logged = shown.filledFrom() == 0;
        Optional<String> term =
                value.filter(_ -> logged)
                        .flatMap(v -> CellTerm.value(isNew ? "new" : "old", column, v));
        return Optional.of(new CellSubject(id, text, term));
    }

    /// The part that takes the focus.
    public TableView<DiffRow> table() {
        return table;
    }

    private void show(Optional<ChangeDetail> detail) {
        title.setText(detail.map(ChangeDetail::title).orElse(Text.of("diff.title")));
        op.setText(
                detail.map(d -> ChangeRow.glyph(d.change().op()) + " " + d.change().op().word())
                        .orElse(""));
        op.setVisible(detail.isPresent());
        op.setManaged(detail.isPresent());
        op.getStyleClass().removeIf(style -> style.startsWith("rb-op-"));
        detail.ifPresent(d -> op.getStyleClass().add("rb-op-" + d.change().op().word()));
        table.getItems().setAll(detail.map(ChangeDetail::rows).orElse(List.of()));
        model.column().get().ifPresent(row -> table.getSelectionModel().select(row));
    }

    private static final class Row extends TableRow<DiffRow> {
        @Override
        protected void updateItem(@Nullable DiffRow row, boolean empty) {
            super.updateItem(row, empty);
            pseudoClassStateChanged(CHANGED, row != null && !empty && row.changed());
        }
    }

    private static final class NameCell extends TableCell<DiffRow, DiffRow> {
        @Override
        protected void updateItem(@Nullable DiffRow row, boolean empty) {
            super.updateItem(row, empty);
            getStyleClass().remove("rb-key-name");
            if (row == null || empty) {
                setText(null);
                setTooltip(null);
                return;
            }
            setText(row.column().name());
            if (row.key()) {
                getStyleClass().add("rb-key-name");
            }
            setTooltip(
                    new Tooltip(
                            Text.of(
                                    "diff.knowledge",
                                    row.column().type().sql(),
                                    row.column().nameFrom().label(),
                                    row.column().typeFrom().label())));
        }
    }
}
