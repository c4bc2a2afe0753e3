package org.rowback.ui.review;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.rowback.ui.fx.FileDrop;
import org.rowback.ui.fx.Progress;
import org.rowback.ui.text.Text;
import org.rowback.ui.theme.Icons;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The review of a patch that waits: what it says of itself and who signed it at the left, samples of its rows and what
/// differs now at the right.
public final class ReviewView extends BorderPane {
    /// What the page asks of the window.
    ///
    /// @param choose asks for a folder, beginning at one
    /// @param writeAnew exports what was planned anew in the patch's place
    /// @param back leads back to where no case is open; empty in a case
    public record Doors(
            UnaryOperator<Path> choose, Consumer<Rebased> writeAnew, Optional<Runnable> back) {}

    private final ReviewViewModel model;
    private final Doors doors;
    private final Label where = new Label();
    private final VBox facts = new VBox(4);
    private final SplitPane both;

    public ReviewView(ReviewViewModel model, Doors doors) {
        this.model = model;
        this.doors = doors;
        getStyleClass().add("rb-review");
        setId("review");
        setTop(header());
        facts.setId("review-facts");
        VBox side = new VBox(facts, new SignOffView(model));
        side.getStyleClass().add("rb-basket");
        ScrollPane scroll = new ScrollPane(side);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("rb-plain-scroll", "rb-basket-scroll");
        Tab samples = new Tab(Text.of("review.samples"), new SamplesView(model));
        Tab difference =
                new Tab(Text.of("review.difference"), new DifferenceView(model, doors.writeAnew()));
        TabPane tabs = new TabPane(samples, difference);
        tabs.setId("review-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getStyleClass().addAll("dense", "rb-drawer");
        both = new SplitPane(scroll, tabs);
        both.setDividerPositions(0.27);
        SplitPane.setResizableWithParent(scroll, false);
        FileDrop.accept(this, this, files -> model.open(files.getFirst()));
        model.difference()
                .subscribe(
                        (_, now) -> {
                            if (now instanceof ReviewViewModel.Difference.Known(Rebased rebased)
                                    && !rebased.difference().isEmpty()) {
                                tabs.getSelectionModel().select(difference);
                            }
                        });
        model.state().subscribe((_, _) -> tabs.getSelectionModel().select(samples));
        model.state().subscribe(this::show);
    }

    private Node header() {
        Label title = new Label(Text.of("page.REVIEW"));
        title.getStyleClass().add("rb-page-title");
        where.getStyleClass().add("rb-muted");
        HBox.setHgrow(where, Priority.ALWAYS);
        where.setMaxWidth(Double.MAX_VALUE);
        Button open = new Button(Text.of("review.open"));
        open.setId("review-open");
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setOnAction(_ -> choose());
        HBox line = new HBox(12, title, where, open);
        doors.back()
                .ifPresent(
                        back ->
                                line.getChildren()
                                        .addFirst(
                                                Icons.button(
                                                        Material2OutlinedAL.HOME,
                                                        Text.of("tool.start"),
                                                        back)));
        line.getStyleClass().add("rb-page-header");
        return line;
    }

    private void choose() {
        Path begin =
                model.bundle().map(b -> b.patch().directory()).orElse(Path.of("").toAbsolutePath());
        Path chosen = doors.choose().apply(begin);
        if (!chosen.equals(begin)) {
            model.open(chosen);
        }
    }

    private void show(ReviewViewModel.State state) {
        where.setText("");
        switch (state) {
            case ReviewViewModel.State.Nothing _ -> setCenter(dropZone(""));
            case ReviewViewModel.State.Failed failed -> setCenter(dropZone(failed.message()));
            case ReviewViewModel.State.Reading reading -> setCenter(busy(reading.progress()));
            case ReviewViewModel.State.Opened opened -> {
                Path directory = opened.bundle().patch().directory();
                where.setText(String.valueOf(directory.getFileName()));
                where.setTooltip(new Tooltip(directory.toString()));
                BundleFacts.show(opened.bundle(), facts);
                setCenter(both);
            }
        }
    }

    private Node busy(Progress progress) {
        ProgressBar bar = new ProgressBar(progress.fraction());
        bar.setPrefWidth(240);
        Button stop = new Button(Text.of("start.cancel"));
        stop.setOnAction(_ -> model.cancel());
        HBox line = new HBox(12, bar, stop);
        line.setAlignment(Pos.CENTER);
        return line;
    }

    private Node dropZone(String problem) {
        Label title = new Label(Text.of("review.empty"));
        title.getStyleClass().add("rb-big-name");
        Label what = new Label(Text.of("review.empty.hint"));
        what.getStyleClass().add("rb-muted");
        what.setWrapText(true);
        what.setMinHeight(Region.USE_PREF_SIZE);
        Button open = new Button(Text.of("review.open"));
        open.getStyleClass().add("accent");
        open.setOnAction(_ -> choose());
        VBox zone = new VBox(12, title, what, open);
        zone.setMaxSize(560, Region.USE_PREF_SIZE);
        zone.setAlignment(Pos.CENTER_LEFT);
        zone.getStyleClass().add("rb-drop-zone");
        if (!problem.isEmpty()) {
            Label label = new Label(problem);
            label.setId("review-problem");
            label.getStyleClass().add("rb-problem");
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
            zone.getChildren().add(label);
        }
        StackPane middle = new StackPane(zone);
        middle.getStyleClass().add("rb-page-body");
        return middle;
    }
}
