package org.rowback.ui.start;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;
import org.rowback.ui.fx.Progress;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;
import org.rowback.ui.theme.Icons;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// The start screen: what one can open on the left, where to drop evidence on the right.
public final class StartView extends BorderPane {
    /// What the start screen asks of the window.
    ///
    /// @param open asks for a case file
    /// @param create asks for the name of a new one
    /// @param evidence asks for evidence to import
    /// @param review shows the review of a patch, without a case
    public record Choosers(Runnable open, Runnable create, Runnable evidence, Runnable review) {}

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final StartViewModel model;
    private final VBox recent = new VBox();
    private final Label problem = new Label();
    private final Label busyText = new Label();
    private final ProgressBar busyBar = new ProgressBar();
    private final HBox busy;

    public StartView(StartViewModel model, Choosers choosers, String version) {
        this.model = model;
        getStyleClass().add("rb-start");
        setId("start");
        Button cancel = new Button(Text.of("start.cancel"));
        cancel.setOnAction(_ -> model.cancel());
        busyBar.setPrefWidth(160);
        busy = new HBox(12, busyBar, busyText, cancel);
        busy.setAlignment(Pos.CENTER_LEFT);
        problem.getStyleClass().add("rb-problem");
        problem.setWrapText(true);
        problem.setId("start-problem");
        HBox middle = new HBox(40, left(choosers), dropZone(choosers));
        middle.setAlignment(Pos.CENTER);
        middle.getStyleClass().add("rb-start-body");
        VBox all = new VBox(20, heading(version), middle, problem, busy);
        all.setMaxWidth(980);
        all.setMaxHeight(Region.USE_PREF_SIZE);
        setCenter(new StackPane(all));
        model.recent().addListener((ListChangeListener<StartViewModel.Recent>) _ -> showRecent());
        model.problem().subscribe(this::showProblem);
        model.busy().subscribe(this::showBusy);
        showRecent();
    }

    private static Node heading(String version) {
        Label name = new Label(Text.of("app.name"));
        name.getStyleClass().add("rb-start-name");
        Label claim = new Label(Text.of("start.claim"));
        claim.getStyleClass().add("rb-start-claim");
        Label number = new Label(version);
        number.getStyleClass().add("rb-muted");
        HBox top = new HBox(10, name, number);
        top.setAlignment(Pos.BASELINE_LEFT);
        return new VBox(4, top, claim);
    }

    private Node left(Choosers choosers) {
        Button open =
                big(
                        Material2OutlinedAL.FOLDER_OPEN,
                        Text.of("start.open"),
                        Text.of("start.open.hint"),
                        choosers.open());
        open.setId("start-open");
        Button create =
                big(
                        Material2OutlinedAL.ADD_BOX,
                        Text.of("start.new"),
                        Text.of("start.new.hint"),
                        choosers.create());
        create.setId("start-new");
        Button demo =
                big(
                        Material2OutlinedMZ.PLAY_CIRCLE_OUTLINE,
                        Text.of("start.demo"),
                        Text.of("start.demo.hint"),
                        model::demo);
        demo.setId("start-demo");
        Button review =
                big(
                        Material2OutlinedMZ.RATE_REVIEW,
                        Text.of("start.review"),
                        Text.of("start.review.hint"),
                        choosers.review());
        review.setId("start-review");
        Label title = new Label(Text.of("start.recent"));
        title.getStyleClass().add("rb-section");
        VBox box = new VBox(8, open, create, demo, review, title, recent);
        box.setMinWidth(400);
        box.setPrefWidth(400);
        return box;
    }

    private static Button big(Ikon ikon, String title, String hint, Runnable action) {
        Label name = new Label(title);
        name.getStyleClass().add("rb-big-name");
        Label what = new Label(hint);
        what.getStyleClass().add("rb-muted");
        HBox line = new HBox(14, Icons.icon(ikon, 24), new VBox(1, name, what));
        line.setAlignment(Pos.CENTER_LEFT);
        Button button = new Button(null, line);
        button.getStyleClass().add("rb-big");
        button.setAlignment(Pos.CENTER_LEFT);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAccessibleText(title + ". " + hint);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private Node dropZone(Choosers choosers) {
        Label title = new Label(Text.of("start.drop"));
        title.getStyleClass().add("rb-big-name");
        Label what = new Label(Text.of("start.drop.hint"));
        what.getStyleClass().add("rb-muted");
        what.setWrapText(true);
        what.setAlignment(Pos.CENTER);
        what.setStyle("-fx-text-alignment: center;");
        Hyperlink choose = new Hyperlink(Text.of("start.drop.choose"));
        choose.setOnAction(_ -> choosers.evidence().run());
        VBox zone = new VBox(10, Icons.icon(Material2OutlinedMZ.SAVE_ALT, 44), title, what, choose);
        zone.setAlignment(Pos.CENTER);
        zone.getStyleClass().add("rb-drop-zone");
        zone.setId("drop-zone");
        HBox.setHgrow(zone, Priority.ALWAYS);
        return zone;
    }

    private void showRecent() {
        recent.getChildren().setAll(model.recent().stream().map(this::line).toList());
        if (model.recent().isEmpty()) {
            Label none = new Label(Text.of("start.recent.none"));
            none.getStyleClass().add("rb-muted");
            recent.getChildren().setAll(List.of(none));
        }
    }

    private Node line(StartViewModel.Recent one) {
        String file = String.valueOf(one.recent().file().getFileName());
        Label name = new Label(file.replace(".rowback", ""));
        name.getStyleClass().add("rb-recent-name");
        Label where =
                new Label(
                        one.missing()
                                ? Text.of("start.recent.missing", one.recent().file())
                                : String.valueOf(one.recent().file().getParent()));
        where.getStyleClass().add(one.missing() ? "rb-warning-text" : "rb-muted");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label when =
                new Label(
                        DATE.format(
                                Instant.ofEpochMilli(one.recent().openedMillis())
                                        .atZone(ZoneId.systemDefault())));
        when.getStyleClass().add("rb-muted");
        Label changes = new Label(Figures.count(one.recent().changes(), "change"));
        changes.getStyleClass().add("rb-muted");
        VBox right = new VBox(when, changes);
        right.setAlignment(Pos.CENTER_RIGHT);
        right.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(10, new VBox(name, where), gap, right);
        line.setAlignment(Pos.CENTER_LEFT);
        Button button = new Button(null, line);
        button.getStyleClass().addAll("flat", "rb-recent");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAccessibleText(file + ", " + where.getText());
        button.setOnAction(_ -> model.open(one.recent().file()));
        if (!one.missing()) {
            return button;
        }
        HBox.setHgrow(button, Priority.ALWAYS);
        HBox missing =
                new HBox(
                        4,
                        button,
                        Icons.button(
                                Material2OutlinedAL.CLOSE,
                                Text.of("start.recent.forget"),
                                () -> model.forget(one.recent().file())));
        missing.setAlignment(Pos.CENTER_LEFT);
        return missing;
    }

    private void showProblem(String text) {
        problem.setText(text);
        problem.setVisible(!text.isEmpty());
        problem.setManaged(!text.isEmpty());
    }

    private void showBusy(Optional<Progress> progress) {
        busy.setVisible(progress.isPresent());
        busy.setManaged(progress.isPresent());
        progress.ifPresent(
                p -> {
                    busyText.setText(p.phase());
                    busyBar.setProgress(p.fraction());
                });
    }
}
