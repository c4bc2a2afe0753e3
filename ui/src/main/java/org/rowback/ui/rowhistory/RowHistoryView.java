package org.rowback.ui.rowhistory;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.rowback.history.model.Transaction;
import org.rowback.ui.changes.ChangeRow;
import org.rowback.ui.diff.ShownValue;
import org.rowback.ui.diff.ValueCell;
import org.rowback.ui.text.Text;
import org.rowback.ui.theme.Icons;

import java.util.function.Function;
import java.util.function.LongConsumer;

/// Row history on screen: versions at the left, the row as of one of them with blame at the right.
public final class RowHistoryView extends BorderPane {
    private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

    private final RowHistoryViewModel model;
    private final TableView<VersionRow> versions = new TableView<>();
    private final TableView<BlameRow> blame = new TableView<>();
    private final Label title = new Label();
    private final Label heading = new Label();
    private final VersionStrip strip;
    private boolean settling;

    /// @param toChange shows a change in the explorer
    public RowHistoryView(RowHistoryViewModel model, LongConsumer toChange) {
        this.model = model;
        getStyleClass().add("rb-row-history");
        setId("row-history");
        strip = new VersionStrip(model);
        setTop(header(toChange));
        versions();
        blame();
        SplitPane split = new SplitPane(versions, blame);
        split.setDividerPositions(0.41);
        setCenter(split);
        model.looked().subscribe(_ -> settle());
        model.versions().addListener((ListChangeListener<VersionRow>) _ -> settle());
        model.title().subscribe(_ -> settle());
        model.problem().subscribe(_ -> settle());
    }

    private Region header(LongConsumer toChange) {
        title.getStyleClass().add("rb-page-title");
        heading.getStyleClass().add("rb-muted");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button show = new Button(Text.of("history.show"));
        show.setOnAction(_ -> toChange.accept(model.lookedChange()));
        show.disableProperty().bind(model.looked().lessThan(0));
        HBox line =
                new HBox(
                        10,
                        title,
                        Icons.button(
                                Material2OutlinedAL.CHEVRON_LEFT,
                                Text.of("history.older"),
                                () -> model.step(-1)),
                        Icons.button(
                                Material2OutlinedAL.CHEVRON_RIGHT,
                                Text.of("history.newer"),
                                () -> model.step(1)),
                        heading,
                        gap,
                        show);
        line.getStyleClass().add("rb-page-header");
        return new javafx.scene.layout.VBox(line, strip);
    }

    private void versions() {
        versions.setId("versions");
        versions.setItems(model.versions());
        dense(versions);
        add(versions, "", 44, VersionRow::name, "rb-mono");
        add(versions, "", 26, r -> ChangeRow.glyph(r.change().op()), "rb-op-column");
        add(versions, Text.of("changes.time"), 180, this::time, "rb-mono");
        add(versions, Text.of("changes.thread"), 58, r -> number(tx(r).thread()), "rb-number");
        add(versions, Text.of("changes.tx"), 58, r -> number(tx(r).id()), "rb-number");
        add(versions, Text.of("history.set"), 140, VersionRow::set, "rb-mono");
        versions.setRowFactory(_ -> new VersionCell());
        versions.getSelectionModel()
                .selectedIndexProperty()
                .addListener(
                        (_, _, index) -> {
                            if (!settling && index.intValue() >= 0) {
                                model.looked().set(index.intValue());
                            }
                        });
    }

    private static Transaction tx(VersionRow row) {
        return row.change().transaction();
    }

    private String time(VersionRow row) {
        long micros = tx(row).commitTimeMicros();
        var times = model.times().getValue();
        return times.date(micros) + " " + times.timeOfDay(micros, tx(row).timeExactToMicros());
    }

    private static String number(long number) {
        return number == 0 ? "" : Long.toString(number);
    }

    private void blame() {
        blame.setId("blame");
        blame.setItems(model.columns());
        dense(blame);
        blame.getStyleClass().add("rb-diff-table");
        add(blame, Text.of("diff.column"), 104, BlameRow::column, "rb-plain");
        values(Text.of("history.was"), BlameRow::before, "rb-old");
        values(Text.of("history.is"), BlameRow::value, "rb-new");
        add(blame, Text.of("history.by"), 84, BlameRow::by, "rb-mono");
        add(blame, Text.of("history.when"), 330, BlameRow::when, "rb-mono");
        blame.setRowFactory(_ -> new BlameCell());
    }

    private void values(String title, Function<BlameRow, ShownValue> side, String style) {
        TableColumn<BlameRow, ShownValue> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(side.apply(row.getValue())));
        column.setCellFactory(_ -> new ValueCell<>());
        column.getStyleClass().add(style);
        column.setPrefWidth(138);
        column.setSortable(false);
        blame.getColumns().add(column);
    }

    private static <T> void dense(TableView<T> table) {
        table.setFixedCellSize(26);
        table.getStyleClass().addAll("dense", "rb-dense");
        Label nothing = new Label(Text.of("history.empty"));
        nothing.getStyleClass().add("rb-empty");
        table.setPlaceholder(nothing);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
    }

    private static <T> void add(
            TableView<T> table,
            String title,
            double width,
            Function<T, String> text,
            String style) {
        TableColumn<T, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(text.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.getStyleClass().add(style);
        if (width < 50) {
            column.setMinWidth(width);
            column.setMaxWidth(width);
        }
        table.getColumns().add(column);
    }

    private void settle() {
        settling = true;
        title.setText(
                model.title().get().isEmpty() ? Text.of("page.HISTORY") : model.title().get());
        heading.setText(model.problem().get().isEmpty() ? model.heading() : model.problem().get());
        int at = model.looked().get();
        if (at >= 0 && at < model.versions().size()) {
            versions.getSelectionModel().clearAndSelect(at);
            versions.scrollTo(Math.max(0, at - 6));
        }
        settling = false;
    }

    public void focusVersions() {
        versions.requestFocus();
    }

    private static final class VersionCell extends TableRow<VersionRow> {
        @Override
        protected void updateItem(@Nullable VersionRow row, boolean empty) {
            super.updateItem(row, empty);
            String op = row == null || empty ? "" : row.change().op().word();
            for (String each : new String[] {"insert", "update", "delete"}) {
                pseudoClassStateChanged(PseudoClass.getPseudoClass(each), each.equals(op));
            }
        }
    }

    private static final class BlameCell extends TableRow<BlameRow> {
        @Override
        protected void updateItem(@Nullable BlameRow row, boolean empty) {
            super.updateItem(row, empty);
            pseudoClassStateChanged(CHANGED, row != null && !empty && row.setHere());
        }
    }
}
