package org.rowback.ui.patch;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.rowback.ui.diff.DenseTable;
import org.rowback.ui.fx.FileDrop;
import org.rowback.ui.text.Text;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// Where the preflight's result is brought back to: a file chosen or dropped, then what is not as planned.
final class ProbesView extends BorderPane {
    private final ProbesViewModel model;
    private final Supplier<Optional<Path>> choose;
    private final TableView<Drift> drifts = new TableView<>();
    private final Label why = new Label();

    /// @param choose asks for the file
    ProbesView(ProbesViewModel model, Supplier<Optional<Path>> choose) {
        this.model = model;
        this.choose = choose;
        setId("probes");
        getStyleClass().add("rb-probes");
        drifts.setId("drifts");
        DenseTable.style(drifts, "probes.none");
        DenseTable.text(drifts, "probes.row", 124, Drift::row, "rb-plain");
        DenseTable.text(drifts, "probes.now", 112, Drift::state, "rb-plain");
        DenseTable.text(drifts, "probes.column", 122, Drift::column, "rb-plain");
        DenseTable.value(drifts, "probes.planned", Drift::planned);
        DenseTable.value(drifts, "probes.found", Drift::found);
        why.getStyleClass().add("rb-sample-reason");
        why.setWrapText(true);
        why.setMinHeight(Region.USE_PREF_SIZE);
        why.setMaxWidth(Double.MAX_VALUE);
        drifts.getSelectionModel()
                .selectedItemProperty()
                .subscribe(drift -> why.setText(drift == null ? "" : drift.reason()));
        FileDrop.accept(this, this, files -> model.bring(files.getFirst()));
        model.state().subscribe(this::show);
        model.drifts()
                .subscribe(
                        now -> {
                            drifts.getItems().setAll(now);
                            drifts.getSelectionModel().selectFirst();
                        });
    }

    private void show(ProbesViewModel.State state) {
        switch (state) {
            case ProbesViewModel.State.Nothing _ -> offer("");
            case ProbesViewModel.State.Failed failed -> offer(failed.message());
            case ProbesViewModel.State.Reading reading -> {
                setTop(null);
                setCenter(empty(Text.of("probes.reading", reading.file())));
            }
            case ProbesViewModel.State.Brought brought -> {
                setTop(line(brought));
                setCenter(brought.applies() ? new BorderPane(drifts, null, null, why, null) : null);
            }
        }
    }

    private void offer(String problem) {
        Label what = new Label(Text.of("probes.what"));
        what.getStyleClass().add("rb-muted");
        Label how = new Label(Text.of("probes.how"));
        how.getStyleClass().add("rb-fact-value");
        for (Label label : new Label[] {what, how}) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        VBox zone = new VBox(8, what, how, button("probes.choose", this::ask));
        zone.setAlignment(Pos.CENTER_LEFT);
        zone.setMaxHeight(Region.USE_PREF_SIZE);
        zone.getStyleClass().addAll("rb-drop-zone", "rb-small-zone");
        VBox all = new VBox(10, zone);
        if (!problem.isEmpty()) {
            Label label = new Label(problem);
            label.setId("probes-problem");
            label.getStyleClass().add("rb-problem");
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
            all.getChildren().add(label);
        }
        setTop(null);
        setCenter(all);
    }

    private Node line(ProbesViewModel.State.Brought brought) {
        Label said = new Label(brought.said());
        said.setId("probes-said");
        said.setWrapText(true);
        said.setMinHeight(Region.USE_PREF_SIZE);
        said.getStyleClass().add(brought.applies() ? "rb-muted" : "rb-warning-text");
        HBox.setHgrow(said, Priority.ALWAYS);
        said.setMaxWidth(Double.MAX_VALUE);
        HBox line =
                new HBox(
                        8,
                        said,
                        button("probes.again", this::ask),
                        button("probes.forget", model::forget));
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void ask() {
        choose.get().ifPresent(model::bring);
    }

    private static Button button(String key, Runnable action) {
        Button button = new Button(Text.of(key));
        button.setId(key.replace('.', '-'));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static Label empty(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add("rb-empty");
        return label;
    }
}
