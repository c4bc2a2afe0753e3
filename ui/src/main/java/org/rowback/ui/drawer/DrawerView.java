package org.rowback.ui.drawer;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;

import org.rowback.history.model.Finding;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.TableSummary;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;
import org.rowback.ui.text.TimeFormat;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/// The drawer on screen. Double-click or Enter on a line makes a filter of it.
public final class DrawerView extends TabPane {
    private final ObjectProperty<TimeFormat> times = new SimpleObjectProperty<>(TimeFormat.UTC);

    /// @param filterBy told of a filter term that a line stands for
    public DrawerView(DrawerViewModel model, Consumer<String> filterBy) {
        getStyleClass().addAll("rb-drawer", "dense");
        setId("drawer");
        setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
        getTabs().add(tab("drawer.tables", model.tables(), tables(model.tables(), filterBy)));
        getTabs()
                .add(
                        tab(
                                "drawer.transactions",
                                model.transactions(),
                                transactions(model.transactions(), filterBy)));
        getTabs().add(tab("drawer.findings", model.findings(), findings(model.findings())));
    }

    public ObjectProperty<TimeFormat> times() {
        return times;
    }

    private static <T> Tab tab(String key, ObservableList<T> items, TableView<T> table) {
        Tab tab = new Tab(null, table);
        tab.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        Text.of(key)
                                                + "  "
                                                + Figures.count(items.size())
                                                + (items.size() == DrawerViewModel.MOST ? "+" : ""),
                                items));
        return tab;
    }

    private TableView<TableSummary> tables(
            ObservableList<TableSummary> items, Consumer<String> filterBy) {
        TableView<TableSummary> table = table("drawer.tables.empty");
        table.setItems(items);
        column(table, "drawer.table", 220, t -> t.name().toString(), "rb-plain");
        column(table, "drawer.inserts", 90, t -> Figures.count(t.inserts()), "rb-number");
        column(table, "drawer.updates", 90, t -> Figures.count(t.updates()), "rb-number");
        column(table, "drawer.deletes", 90, t -> Figures.count(t.deletes()), "rb-number");
        column(table, "drawer.others", 80, t -> Figures.count(t.others()), "rb-number");
        column(table, "drawer.first", 150, t -> when(t.firstTimeMicros()), "rb-mono");
        column(table, "drawer.last", 150, t -> when(t.lastTimeMicros()), "rb-mono");
        opens(table, t -> "table:" + t.name(), filterBy);
        return table;
    }

    private TableView<Transaction> transactions(
            ObservableList<Transaction> items, Consumer<String> filterBy) {
        TableView<Transaction> table = table("drawer.transactions.empty");
        table.setItems(items);
        column(table, "drawer.tx", 80, t -> Long.toString(t.id()), "rb-number");
        column(table, "drawer.time", 190, t -> times.get().full(t.commitTimeMicros()), "rb-mono");
        column(table, "drawer.changes", 80, t -> Figures.count(t.changes()), "rb-number");
        column(table, "drawer.thread", 80, t -> Long.toString(t.thread()), "rb-number");
        column(table, "drawer.gtid", 330, Transaction::gtid, "rb-mono");
        column(table, "drawer.begin", 190, t -> t.begin().toString(), "rb-mono");
        column(
                table,
                "drawer.status",
                110,
                t -> t.status().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                "rb-plain");
        opens(table, t -> "tx == " + t.id(), filterBy);
        return table;
    }

    private static TableView<Finding> findings(ObservableList<Finding> items) {
        TableView<Finding> table = table("drawer.findings.empty");
        table.setItems(items);
        table.setRowFactory(_ -> new FindingRow());
        column(
                table,
                "drawer.severity",
                90,
                f -> FindingRow.glyph(f.kind().severity()) + " " + FindingRow.word(f),
                "rb-severity");
        column(
                table,
                "drawer.kind",
                160,
                f -> f.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                "rb-plain");
        column(table, "drawer.finding", 420, Finding::message, "rb-plain");
        column(table, "drawer.means", 420, f -> f.kind().meaning(), "rb-muted-cell");
        column(
                table,
                "drawer.offset",
                90,
                f -> f.offset() < 0 ? "" : Long.toString(f.offset()),
                "rb-number");
        return table;
    }

    private String when(long micros) {
        return micros == 0
                ? ""
                : times.get().date(micros) + " " + times.get().timeOfDay(micros, false);
    }

    private static <T> TableView<T> table(String emptyKey) {
        TableView<T> table = new TableView<>();
        table.setFixedCellSize(24);
        table.getStyleClass().addAll("dense", "rb-dense");
        Label nothing = new Label(Text.of(emptyKey));
        nothing.getStyleClass().add("rb-empty");
        table.setPlaceholder(nothing);
        return table;
    }

    private static <T> void column(
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

    private static <T> void opens(
            TableView<T> table, Function<T, String> term, Consumer<String> filterBy) {
        Runnable open =
                () -> {
                    T chosen = table.getSelectionModel().getSelectedItem();
                    if (chosen != null) {
                        filterBy.accept(term.apply(chosen));
                    }
                };
        table.setOnMouseClicked(
                event -> {
                    if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                        open.run();
                    }
                });
        table.setOnKeyPressed(
                event -> {
                    if (event.getCode() == KeyCode.ENTER) {
                        open.run();
                        event.consume();
                    }
                });
    }
}
