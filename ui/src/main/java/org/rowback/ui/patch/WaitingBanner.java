package org.rowback.ui.patch;

import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Says which patches wait since before the newest logs were imported; one click leads to what differs.
final class WaitingBanner extends VBox {
    private final Consumer<Path> review;

    /// @param review shows a patch's folder and what differs
    WaitingBanner(WaitingPatches patches, Consumer<Path> review) {
        this.review = review;
        setId("waiting-patches");
        patches.outdated().subscribe(this::show);
    }

    private void show(List<WaitingPatches.Waiting> waiting) {
        setVisible(!waiting.isEmpty());
        setManaged(isVisible());
        getChildren().setAll(waiting.stream().map(this::line).toList());
    }

    private HBox line(WaitingPatches.Waiting waiting) {
        Label said =
                new Label(
                        Text.of(
                                "review.waiting",
                                Figures.count(waiting.changes(), "change"),
                                waiting.id(),
                                waiting.directory()));
        said.setWrapText(true);
        said.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(said, Priority.ALWAYS);
        Hyperlink show = new Hyperlink(Text.of("review.waiting.show"));
        show.setId("waiting-" + waiting.id());
        show.setMinWidth(USE_PREF_SIZE);
        show.setOnAction(_ -> review.accept(waiting.directory()));
        HBox line = new HBox(said, show);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("rb-banner");
        return line;
    }
}
