package org.rowback.ui.review;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.rowback.history.patch.SignOffs.SignOff;
import org.rowback.history.revert.Ranges;
import org.rowback.ui.text.Text;

import java.util.Optional;

/// Who signed the patch off, whether that holds, and a line to sign oneself.
final class SignOffView extends VBox {
    private final ReviewViewModel model;
    private final VBox list = new VBox(8);
    private final Button sign = new Button(Text.of("signoff.do"));
    private final StackPane holder = new StackPane(sign);
    private final Tooltip why = new Tooltip();
    private final Label problem = wrapped("", "rb-problem");

    SignOffView(ReviewViewModel model) {
        super(6);
        this.model = model;
        setId("sign-offs");
        Label title = wrapped(Text.of("signoff.title"), "rb-section");
        TextField by = new TextField();
        by.setId("signoff-by");
        by.setPromptText(Text.of("signoff.by"));
        by.textProperty().bindBidirectional(model.by());
        TextField rows = new TextField();
        rows.setId("signoff-rows");
        rows.setPromptText(Text.of("signoff.rows"));
        rows.textProperty().bindBidirectional(model.rows());
        rows.setOnAction(_ -> model.signOff());
        HBox.setHgrow(by, Priority.ALWAYS);
        HBox.setHgrow(rows, Priority.ALWAYS);
        sign.setId("signoff-do");
        sign.setMinWidth(Region.USE_PREF_SIZE);
        sign.setOnAction(_ -> model.signOff());
        problem.setId("signoff-problem");
        getChildren()
                .addAll(
                        title,
                        list,
                        wrapped(Text.of("signoff.what"), "rb-muted"),
                        new HBox(6, by, rows),
                        holder,
                        problem);
        holder.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        model.signOffs().subscribe(_ -> show());
        model.difference().subscribe(_ -> show());
        model.state().subscribe(_ -> offer());
        model.by().subscribe(_ -> offer());
        model.problem().subscribe(this::say);
    }

    private void show() {
        list.getChildren().clear();
        if (model.signOffs().get().isEmpty()) {
            list.getChildren().add(wrapped(Text.of("signoff.none"), "rb-muted"));
        }
        for (SignOff each : model.signOffs().get()) {
            Label who = wrapped(each.by(), "rb-recent-name");
            String which =
                    each.rows().isEmpty()
                            ? Text.of("signoff.all")
                            : Text.of("signoff.some", Ranges.text(each.rows()));
            Label what =
                    wrapped(which + " · " + each.at().toString().replace('T', ' '), "rb-muted");
            Label standing = wrapped(model.standing(each), standingStyle(each));
            list.getChildren().add(new VBox(1, who, what, standing));
        }
    }

    private String standingStyle(SignOff each) {
        if (!(model.difference().get() instanceof ReviewViewModel.Difference.Known)) {
            return "rb-muted";
        }
        return model.isVoid(each) ? "rb-void" : "rb-holds";
    }

    private void offer() {
        Optional<String> not = model.notSignable();
        sign.setDisable(not.isPresent());
        Tooltip.uninstall(holder, why);
        not.ifPresent(
                reason -> {
                    why.setText(reason);
                    Tooltip.install(holder, why);
                });
    }

    private void say(String text) {
        problem.setText(text);
        problem.setVisible(!text.isEmpty());
        problem.setManaged(!text.isEmpty());
    }

    private static Label wrapped(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
