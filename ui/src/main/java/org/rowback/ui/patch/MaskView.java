package org.rowback.ui.patch;

import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.rowback.history.model.TableName;
import org.rowback.ui.text.Text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which columns reviewers do not see: a box for each that the patch touches, by table, and what a masked value reads.
final class MaskView extends VBox {
    private static final double WRAPPED_AT = 560;

    private final MaskViewModel model;
    private final VBox tables = new VBox(4);

    MaskView(MaskViewModel model) {
        super(6);
        this.model = model;
        setId("mask");
        Label title = new Label(Text.of("mask.title"));
        title.getStyleClass().add("rb-section");
        Label said = new Label();
        said.setId("mask-said");
        said.getStyleClass().add("rb-muted");
        said.setWrapText(true);
        said.setMinHeight(Region.USE_PREF_SIZE);
        said.textProperty().bind(model.said());
        ScrollPane scroll = new ScrollPane(tables);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("rb-plain-scroll", "rb-mask-columns");
        scroll.setMaxHeight(150);
        getChildren().addAll(title, scroll, said);
        model.columns().subscribe(this::show);
    }

    private void show(List<MaskViewModel.Maskable> columns) {
        Map<TableName, FlowPane> lines = new LinkedHashMap<>();
        for (MaskViewModel.Maskable column : columns) {
            lines.computeIfAbsent(column.table(), MaskView::line).getChildren().add(box(column));
        }
        tables.getChildren().setAll(lines.values());
    }

    private static FlowPane line(TableName table) {
        Label name = new Label(table.toString());
        name.getStyleClass().add("rb-recent-name");
        FlowPane line = new FlowPane(14, 4, name);
        line.setPrefWrapLength(WRAPPED_AT);
        return line;
    }

    private CheckBox box(MaskViewModel.Maskable column) {
        CheckBox box = new CheckBox(column.column());
        box.setId("mask-" + column.name().replaceAll("\\W", "-"));
        box.setMnemonicParsing(false);
        box.setSelected(model.masked().get().contains(column.name()));
        box.setOnAction(_ -> model.hide(column.name(), box.isSelected()));
        return box;
    }
}
