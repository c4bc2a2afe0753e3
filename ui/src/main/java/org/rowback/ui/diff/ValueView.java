package org.rowback.ui.diff;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.rowback.history.model.ColumnValue;
import org.rowback.ui.text.Text;
import org.rowback.ui.text.TimeFormat;

import java.util.List;
import java.util.Optional;

/// The value inspector: the column looked at, whole, old above new; and where the change stands in the evidence.
public final class ValueView extends BorderPane {
    private enum Page {
        TEXT,
        JSON,
        HEX,
        EVIDENCE
    }

    private final DetailViewModel model;
    private final ObjectProperty<TimeFormat> times = new SimpleObjectProperty<>(TimeFormat.UTC);
    private final Label title = new Label();
    private final ToggleGroup pages = new ToggleGroup();
    private Page page = Page.TEXT;

    public ValueView(DetailViewModel model) {
        this.model = model;
        getStyleClass().add("rb-pane");
        setId("value");
        title.getStyleClass().add("rb-pane-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox header = new HBox(8, title, gap, switcher());
        header.getStyleClass().add("rb-pane-header");
        setTop(header);
        model.column().subscribe(_ -> show());
        model.detail().subscribe(_ -> show());
        times.subscribe(this::show);
    }

    public ObjectProperty<TimeFormat> times() {
        return times;
    }

    private HBox switcher() {
        HBox buttons = new HBox();
        buttons.getStyleClass().add("rb-switcher");
        for (Page each : Page.values()) {
            ToggleButton button = new ToggleButton(Text.of("value.page." + each.name()));
            button.setToggleGroup(pages);
            button.setSelected(each == page);
            button.setOnAction(
                    _ -> {
                        button.setSelected(true);
                        page = each;
                        show();
                    });
            buttons.getChildren().add(button);
        }
        return buttons;
    }

    private void show() {
        Optional<DiffRow> row = model.column().get();
        title.setText(
                row.map(r -> r.column().name() + "  " + r.column().type().sql())
                        .orElse(Text.of("value.title")));
        if (page == Page.EVIDENCE) {
            setCenter(model.detail().get().<Node>map(this::evidence).orElseGet(Region::new));
        } else {
            setCenter(row.<Node>map(this::values).orElseGet(Region::new));
        }
    }

    private Node values(DiffRow row) {
        // A dump of bytes needs the whole width; text is compared side by side.
        Pane box = page == Page.HEX ? new VBox(4) : new HBox(10);
        box.getStyleClass().add("rb-value-box");
        row.beforeValue().ifPresent(value -> add(box, Text.of("diff.old"), value, row.before()));
        row.afterValue().ifPresent(value -> add(box, Text.of("diff.new"), value, row.after()));
        ScrollPane scroll = new ScrollPane(box);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("rb-plain-scroll");
        return scroll;
    }

    private void add(Pane box, String side, ColumnValue value, ShownValue shown) {
        Label label = new Label(side);
        label.getStyleClass().add("rb-side-label");
        if (shown.filledFrom() > 0) {
            label.setText(side + " · " + Text.of("diff.filled", Long.toString(shown.filledFrom())));
        }
        VBox one = new VBox(4, label, area(Inspection.show(value, mode())));
        one.setPrefWidth(0);
        VBox.setVgrow(one, Priority.ALWAYS);
        HBox.setHgrow(one, Priority.ALWAYS);
        box.getChildren().add(one);
    }

    private Inspection.Mode mode() {
        return switch (page) {
            case JSON -> Inspection.Mode.JSON;
            case HEX -> Inspection.Mode.HEX;
            case TEXT, EVIDENCE -> Inspection.Mode.TEXT;
        };
    }

    private static TextArea area(String text) {
        TextArea area = new TextArea(text);
        area.setEditable(false);
        area.setWrapText(true);
        area.setPrefRowCount(2);
        area.setMinHeight(36);
        area.getStyleClass().add("rb-code");
        VBox.setVgrow(area, Priority.ALWAYS);
        return area;
    }

    private Node evidence(ChangeDetail detail) {
        GridPane grid = new GridPane(14, 5);
        grid.getStyleClass().add("rb-facts");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(90);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(List.of(names, values));
        int line = 0;
        for (Facts fact : Facts.of(detail.change(), times.get())) {
            grid.addRow(line++, name(fact.name()), value(fact.value()));
        }
        Optional<String> sql = detail.change().statement();
        grid.addRow(
                line++,
                name(Text.of("fact.statement")),
                value(sql.orElse(Text.of("fact.statement.none"))));
        if (detail.change().rawBefore().length() + detail.change().rawAfter().length() > 0) {
            addBytes(grid, line, detail);
        }
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("rb-plain-scroll");
        return scroll;
    }

    private static void addBytes(GridPane grid, int line, ChangeDetail detail) {
        Label before = value(Inspection.dump(detail.change().rawBefore()));
        Label after = value(Inspection.dump(detail.change().rawAfter()));
        grid.addRow(line, name(Text.of("fact.raw.before")), before);
        grid.addRow(line + 1, name(Text.of("fact.raw.after")), after);
    }

    private static Label name(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("rb-fact-name");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label value(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("rb-fact-value");
        label.setWrapText(true);
        return label;
    }
}
