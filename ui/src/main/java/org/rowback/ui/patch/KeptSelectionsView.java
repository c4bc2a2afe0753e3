package org.rowback.ui.patch;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.rowback.history.revert.SavedSelection;
import org.rowback.ui.text.Text;

/// The selections that the case keeps by name: one click puts one into the patch.
final class KeptSelectionsView extends VBox {
    private final PatchViewModel model;
    private final TextField name = new TextField();
    private final VBox kept = new VBox(2);
    private final HBox keeping;

    KeptSelectionsView(PatchViewModel model) {
        super(4);
        this.model = model;
        setId("kept-selections");
        name.setId("keep-name");
        name.setPromptText(Text.of("kept.prompt"));
        name.setOnAction(_ -> keep());
        Button button = new Button(Text.of("kept.keep"));
        button.setId("keep");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> keep());
        button.disableProperty().bind(name.textProperty().map(String::isBlank));
        HBox.setHgrow(name, Priority.ALWAYS);
        keeping = new HBox(6, name, button);
        keeping.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(kept, keeping);
        model.kept().all().subscribe(_ -> show());
        model.basket().subscribe(_ -> show());
    }

    private void keep() {
        model.kept().keep(name.getText(), model.basket().get());
        name.clear();
    }

    private void show() {
        boolean some = !model.basket().get().isEmpty();
        keeping.setVisible(some);
        keeping.setManaged(some);
        kept.getChildren().clear();
        if (!model.kept().all().get().isEmpty()) {
            Label title = new Label(Text.of("kept.title"));
            title.getStyleClass().add("rb-section");
            kept.getChildren().add(title);
        }
        for (SavedSelection each : model.kept().all().get()) {
            Hyperlink link = new Hyperlink(each.name());
            link.setTooltip(new Tooltip(each.text()));
            link.setOnAction(_ -> model.kept().take(each));
            kept.getChildren().add(link);
        }
    }
}
