package org.rowback.ui.review;

import javafx.collections.FXCollections;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.jspecify.annotations.Nullable;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.patch.PatchBundle;
import org.rowback.ui.diff.DenseTable;
import org.rowback.ui.diff.ShownValue;
import org.rowback.ui.patch.SqlColours;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

import java.util.List;
import java.util.Optional;

/// Some rows of each table and state; below the columns and the statement of the one looked at.
final class SamplesView extends BorderPane {
    private final TableView<PatchBundle.Sample> samples = new TableView<>();
    private final TableView<PatchBundle.Column> columns = new TableView<>();
    private final CodeArea sql = new CodeArea();
    private final Label reason = new Label();
    private final Label shown = new Label();

    SamplesView(ReviewViewModel model) {
        samples.setId("samples");
        columns.setId("sample-columns");
        DenseTable.style(samples, "review.samples.empty");
        DenseTable.style(columns, "review.columns.empty");
        DenseTable.text(samples, "review.row", 56, s -> Integer.toString(s.number()), "rb-number");
        DenseTable.text(samples, "patch.state", 130, PatchBundle.Sample::state, "rb-plain");
        DenseTable.text(samples, "changes.table", 130, PatchBundle.Sample::table, "rb-plain");
        DenseTable.text(samples, "changes.key", 110, PatchBundle.Sample::key, "rb-mono");
        DenseTable.text(samples, "review.op", 70, PatchBundle.Sample::operation, "rb-plain");
        DenseTable.text(
                samples, "patch.settled", 110, PatchBundle.Sample::settled, "rb-muted-cell");
        DenseTable.text(samples, "review.proof", 90, SamplesView::level, "rb-plain");
        DenseTable.text(samples, "patch.reason", 300, PatchBundle.Sample::reason, "rb-plain");
        DenseTable.text(columns, "diff.column", 110, PatchBundle.Column::name, "rb-plain");
        DenseTable.value(columns, "patch.before", c -> shown(c.before()));
        DenseTable.value(columns, "patch.expected", c -> shown(c.bad()));
        DenseTable.value(columns, "patch.found", c -> shown(c.now()));
        DenseTable.value(columns, "patch.target", c -> shown(c.after()));
        DenseTable.text(columns, "patch.fate", 120, PatchBundle.Column::fate, "rb-plain");
        reason.setWrapText(true);
        reason.setMinHeight(Region.USE_PREF_SIZE);
        reason.setMaxWidth(Double.MAX_VALUE);
        reason.getStyleClass().add("rb-sample-reason");
        sql.setEditable(false);
        sql.setParagraphGraphicFactory(LineNumberFactory.get(sql));
        sql.setAccessibleText(Text.of("patch.sql"));
        sql.getStyleClass().add("rb-sql-area");
        sql.setId("sample-sql");
        BorderPane look = new BorderPane(columns);
        look.setBottom(reason);
        BorderPane text = new BorderPane(new VirtualizedScrollPane<>(sql));
        text.getStyleClass().add("rb-sql");
        SplitPane lower = new SplitPane(look, text);
        lower.setDividerPositions(0.56);
        SplitPane all = new SplitPane(new VBox(line(model), grown(samples)), lower);
        all.setOrientation(Orientation.VERTICAL);
        all.setDividerPositions(0.52);
        setCenter(all);
        samples.getSelectionModel().selectedItemProperty().subscribe(this::look);
        model.state()
                .subscribe(
                        state -> {
                            if (state instanceof ReviewViewModel.State.Opened(PatchBundle now)) {
                                show(now);
                            }
                        });
    }

    private HBox line(ReviewViewModel model) {
        shown.setId("samples-shown");
        shown.getStyleClass().add("rb-muted");
        shown.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(shown, Priority.ALWAYS);
        Button other = new Button(Text.of("review.samples.other"));
        other.setId("samples-other");
        other.setMinWidth(Region.USE_PREF_SIZE);
        other.setOnAction(_ -> model.drawAgain());
        HBox line = new HBox(8, shown, other);
        line.getStyleClass().add("rb-review-line");
        return line;
    }

    private static TableView<?> grown(TableView<?> table) {
        VBox.setVgrow(table, Priority.ALWAYS);
        return table;
    }

    private void show(PatchBundle bundle) {
        List<PatchBundle.Sample> all =
                bundle.tables().stream().flatMap(t -> t.samples().stream()).toList();
        shown.setText(
                Text.of(
                        "review.samples.shown",
                        Figures.count(all.size()),
                        Figures.count(bundle.rows(), "row")));
        samples.setItems(FXCollections.observableList(all));
        samples.getSelectionModel().selectFirst();
    }

    private void look(PatchBundle.@Nullable Sample sample) {
        columns.getItems().setAll(sample == null ? List.of() : sample.columns());
        reason.setText(
                sample == null
                        ? ""
                        : sample.proof().isEmpty()
                                ? sample.reason()
                                : sample.reason() + "\n" + Text.of("review.rests", sample.proof()));
        reason.setVisible(sample != null);
        reason.setManaged(sample != null);
        String text = sample == null ? "" : sample.sql();
        sql.replaceText(text.isEmpty() ? Text.of("review.nosql") : text);
        if (!text.isEmpty()) {
            sql.setStyleSpans(0, SqlColours.of(text));
        }
        sql.moveTo(0);
        sql.requestFollowCaret();
    }

    private static String level(PatchBundle.Sample sample) {
        int end = sample.proof().indexOf(':');
        return end < 0 ? sample.proof() : sample.proof().substring(0, end);
    }

    private static ShownValue shown(Optional<ColumnValue> value) {
        return value.map(v -> ShownValue.of(v, 0)).orElse(ShownValue.NO_ROW);
    }
}
