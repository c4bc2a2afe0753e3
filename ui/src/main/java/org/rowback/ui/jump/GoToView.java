package org.rowback.ui.jump;

import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.rowback.ui.text.Text;

/// The "Go to" dialog: one field.
public final class GoToView extends VBox {
    private final TextField field = new TextField();

    public GoToView(GoToViewModel model) {
        getStyleClass().add("rb-card");
        setId("goto");
        setMaxSize(520, Region.USE_PREF_SIZE);
        Label title = new Label(Text.of("goto.title"));
        title.getStyleClass().add("rb-card-title");
        field.setId("goto-field");
        field.setPromptText(Text.of("goto.prompt"));
        field.getStyleClass().add("rb-mono");
        field.setOnAction(_ -> model.find(field.getText()));
        Label hint = new Label(Text.of("goto.hint"));
        hint.getStyleClass().add("rb-muted");
        hint.setWrapText(true);
        Label problem = new Label();
        problem.textProperty().bind(model.problem());
        problem.getStyleClass().add("rb-problem");
        problem.setWrapText(true);
        problem.visibleProperty().bind(model.problem().isNotEmpty());
        problem.managedProperty().bind(model.problem().isNotEmpty());
        getChildren().addAll(title, field, hint, problem);
    }

    @Override
    public void requestFocus() {
        field.requestFocus();
    }
}
