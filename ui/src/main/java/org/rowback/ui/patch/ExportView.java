package org.rowback.ui.patch;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.rowback.history.revert.RevertPlan;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// The export dialog: what will be written, where, and what came of it.
public final class ExportView extends VBox {
    /// What the dialog asks of the window.
    ///
    /// @param choose asks for a folder, beginning at one
    /// @param openFolder shows a folder in the system's file manager
    /// @param close closes the dialog
    public record Doors(
            java.util.function.UnaryOperator<Path> choose,
            Consumer<Path> openFolder,
            Runnable close) {}

    private final ExportViewModel model;
    private final Doors doors;
    private final TextField folder = new TextField();
    private final VBox outcome = new VBox(8);
    private final Button write = new Button(Text.of("export.write"));
    private final Button close = new Button(Text.of("export.close"));

    public ExportView(ExportViewModel model, Doors doors) {
        this.model = model;
        this.doors = doors;
        getStyleClass().add("rb-card");
        setId("export");
        setMaxSize(640, Region.USE_PREF_SIZE);
        Label title = new Label(Text.of("export.title"));
        title.getStyleClass().add("rb-card-title");
        write.setId("export-write");
        write.setDefaultButton(true);
        write.getStyleClass().add("accent");
        write.setOnAction(_ -> model.write());
        close.setCancelButton(true);
        close.setOnAction(_ -> doors.close().run());
        HBox buttons = new HBox(8, close, write);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren()
                .addAll(
                        title,
                        summary(model.plan()),
                        where(),
                        files(),
                        new MaskView(model.mask()),
                        outcome,
                        buttons);
        model.state().subscribe(this::show);
    }

    private static Node summary(RevertPlan plan) {
        Label what =
                new Label(
                        Text.of(
                                "export.summary",
                                Figures.count(plan.statementCount(), "statement"),
                                Figures.count(plan.selected(), "change"),
                                plan.description()));
        what.setWrapText(true);
        Label mode = new Label(Text.of("patch.mode.hint." + plan.options().mode().name()));
        mode.getStyleClass().add("rb-muted");
        mode.setWrapText(true);
        Label never = new Label(Text.of("export.never"));
        never.getStyleClass().add("rb-muted");
        never.setWrapText(true);
        return new VBox(4, what, mode, never);
    }

    private Node where() {
        folder.setId("export-folder");
        folder.setText(model.folder().get().toString());
        folder.getStyleClass().add("rb-mono");
        HBox.setHgrow(folder, Priority.ALWAYS);
        folder.textProperty()
                .addListener(
                        (_, _, text) -> path(text).ifPresent(path -> model.folder().set(path)));
        Button choose = new Button(Text.of("export.choose"));
        choose.setOnAction(
                _ -> folder.setText(doors.choose().apply(model.folder().get()).toString()));
        HBox line = new HBox(8, named("export.folder"), folder, choose);
        line.setAlignment(Pos.CENTER_LEFT);
        TextField by = new TextField();
        by.setId("export-by");
        by.textProperty().bindBidirectional(model.by());
        HBox planner = new HBox(8, named("export.by"), by);
        planner.setAlignment(Pos.CENTER_LEFT);
        return new VBox(8, line, planner);
    }

    private static Label named(String key) {
        Label label = new Label(Text.of(key));
        label.setMinWidth(76);
        return label;
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip()));
        } catch (InvalidPathException notOne) {
            return Optional.empty();
        }
    }

    private Node files() {
        GridPane grid = new GridPane(16, 3);
        grid.getStyleClass().add("rb-file-list");
        int row = 0;
        for (String file : model.files()) {
            Label name = new Label(file);
            name.getStyleClass().add("rb-fact-value");
            Label what = new Label(Text.of("export.file." + file));
            what.getStyleClass().add("rb-muted");
            grid.addRow(row++, name, what);
        }
        return grid;
    }

    private void show(ExportViewModel.State state) {
        outcome.getChildren().clear();
        boolean asking = !(state instanceof ExportViewModel.State.Writing);
        write.setDisable(!asking || model.blocked().isPresent());
        switch (state) {
            case ExportViewModel.State.Asking _ ->
                    model.blocked().ifPresent(reason -> problem(reason));
            case ExportViewModel.State.Writing writing -> {
                ProgressBar bar = new ProgressBar(writing.progress().fraction());
                bar.setMaxWidth(Double.MAX_VALUE);
                Button stop = new Button(Text.of("start.cancel"));
                stop.setOnAction(_ -> model.cancel());
                HBox.setHgrow(bar, Priority.ALWAYS);
                outcome.getChildren().add(new HBox(10, bar, stop));
            }
            case ExportViewModel.State.Failed failed -> problem(failed.message());
            case ExportViewModel.State.Written written -> done(written);
        }
        outcome.setManaged(!outcome.getChildren().isEmpty());
    }

    private void done(ExportViewModel.State.Written written) {
        Label text =
                new Label(
                        Text.of(
                                "export.done",
                                Figures.count(written.summary().statements(), "statement"),
                                written.summary().directory()));
        text.getStyleClass().add("rb-success");
        text.setWrapText(true);
        text.setId("export-done");
        Button open = new Button(Text.of("export.open"));
        open.setOnAction(_ -> doors.openFolder().accept(written.summary().directory()));
        outcome.getChildren().addAll(text, open);
        write.setVisible(false);
        write.setManaged(false);
        close.setText(Text.of("export.finish"));
    }

    private void problem(String message) {
        Label label = new Label(message);
        label.getStyleClass().add("rb-problem");
        label.setWrapText(true);
        outcome.getChildren().add(label);
    }
}
