package org.rowback.ui.review;

import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.rowback.history.revert.PlanDifference;
import org.rowback.history.revert.PlanDifference.RowDifference;
import org.rowback.ui.diff.DenseTable;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

import java.util.Optional;
import java.util.function.Consumer;

/// What would be planned otherwise now than when the patch was written, row by row.
final class DifferenceView extends BorderPane {
    private final ReviewViewModel model;
    private final Consumer<Rebased> writeAnew;
    private final TableView<RowDifference> rows = new TableView<>();

    /// @param writeAnew exports what was planned anew
    DifferenceView(ReviewViewModel model, Consumer<Rebased> writeAnew) {
        this.model = model;
        this.writeAnew = writeAnew;
        rows.setId("differences");
        DenseTable.style(rows, "review.same");
        DenseTable.text(rows, "changes.table", 180, RowDifference::table, "rb-plain");
        DenseTable.text(rows, "changes.key", 130, RowDifference::key, "rb-mono");
        DenseTable.text(rows, "review.then", 180, row -> state(row.before()), "rb-plain");
        DenseTable.text(rows, "review.now", 180, row -> state(row.after()), "rb-plain");
        DenseTable.text(rows, "review.what", 200, DifferenceView::what, "rb-muted-cell");
        model.difference().subscribe(_ -> show());
        model.state().subscribe(_ -> show());
    }

    private static String state(String label) {
        return label.isEmpty() ? Text.of("review.notplanned") : label;
    }

    private static String what(RowDifference row) {
        if (row.before().isEmpty()) {
            return Text.of("review.what.new");
        }
        if (row.after().isEmpty()) {
            return Text.of("review.what.gone");
        }
        return Text.of(
                row.before().equals(row.after()) ? "review.what.values" : "review.what.state");
    }

    private void show() {
        switch (model.difference().get()) {
            case ReviewViewModel.Difference.Unknown _ ->
                    say(
                            model.notComparable().orElse(Text.of("review.unknown")),
                            "rb-empty",
                            model.notComparable().isEmpty());
            case ReviewViewModel.Difference.Failed failed ->
                    say(failed.message(), "rb-problem", model.notComparable().isEmpty());
            case ReviewViewModel.Difference.Comparing comparing -> {
                ProgressBar bar = new ProgressBar(comparing.progress().fraction());
                bar.setPrefWidth(240);
                Button stop = new Button(Text.of("start.cancel"));
                stop.setOnAction(_ -> model.cancel());
                HBox line = new HBox(12, bar, stop);
                line.setAlignment(Pos.CENTER);
                setTop(null);
                setCenter(line);
            }
            case ReviewViewModel.Difference.Known known -> {
                setTop(summary(known.rebased()));
                rows.setItems(FXCollections.observableList(known.rebased().difference().first()));
                setCenter(rows);
            }
        }
    }

    private void say(String text, String style, boolean comparable) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(520);
        label.getStyleClass().add(style);
        VBox all = new VBox(12, label);
        if (comparable) {
            Button compare = new Button(Text.of("review.compare"));
            compare.setId("review-compare");
            compare.setOnAction(_ -> model.compare());
            all.getChildren().add(compare);
        }
        all.setAlignment(Pos.CENTER);
        setTop(null);
        setCenter(all);
    }

    private Node summary(Rebased rebased) {
        PlanDifference difference = rebased.difference();
        Label said =
                new Label(
                        Text.of(
                                "review.summary",
                                model.bundle().map(b -> b.patch().id()).orElse(""),
                                rebased.plan().id(),
                                Figures.count(difference.same(), "row"),
                                Figures.count(difference.changed()),
                                Figures.count(difference.added()),
                                Figures.count(difference.gone())));
        said.setId("review-summary");
        said.setWrapText(true);
        said.setMinHeight(Region.USE_PREF_SIZE);
        said.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(said, Priority.ALWAYS);
        Button write = new Button(Text.of("review.write"));
        write.setId("review-write");
        write.setMinWidth(Region.USE_PREF_SIZE);
        write.setOnAction(_ -> writeAnew.accept(rebased));
        StackPane holder = new StackPane(write);
        Optional<String> not = model.notWritable();
        write.setDisable(not.isPresent());
        VBox lines = new VBox(4, said);
        HBox.setHgrow(lines, Priority.ALWAYS);
        long differing = difference.changed() + difference.added() + difference.gone();
        if (differing > difference.first().size()) {
            Label more =
                    new Label(Text.of("review.first", Figures.count(difference.first().size())));
            more.getStyleClass().add("rb-muted");
            lines.getChildren().add(more);
        }
        not.ifPresent(
                reason -> {
                    Tooltip.install(holder, new Tooltip(reason));
                    Label why = new Label(reason);
                    why.setWrapText(true);
                    why.setMinHeight(Region.USE_PREF_SIZE);
                    why.getStyleClass().add("rb-warning-text");
                    lines.getChildren().add(why);
                });
        HBox line = new HBox(10, lines, holder);
        line.getStyleClass().add("rb-review-line");
        return line;
    }
}
