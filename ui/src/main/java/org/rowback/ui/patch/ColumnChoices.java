package org.rowback.ui.patch;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.revert.PlannedCell;
import org.rowback.history.revert.PlannedRow;
import org.rowback.ui.diff.ShownValue;
import org.rowback.ui.text.Text;

import java.util.List;
import java.util.Optional;

/// What can be decided of one column: keep what is there, put back what was, or a value of the user's own.
final class ColumnChoices extends VBox {
    private static final int LONGEST = 120;

    private final RowDecisions decisions;
    private final FlowPane line = new FlowPane(6, 6);
    private final TextField value = new TextField();
    private final Label problem = new Label();
    private final Label values = new Label();
    private List<PlannedRow> rows = List.of();
    private String column = "";

    ColumnChoices(RowDecisions decisions) {
        super(4);
        this.decisions = decisions;
        setId("column-choices");
        line.setAlignment(Pos.CENTER_LEFT);
        value.setId("column-own-value");
        value.setPrefColumnCount(26);
        value.getStyleClass().add("rb-mono");
        value.setPromptText(Text.of("column.own.prompt"));
        value.setOnAction(_ -> own(Optional.of(value.getText())));
        value.textProperty().subscribe(_ -> say(""));
        problem.getStyleClass().add("rb-problem");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        values.getStyleClass().add("rb-muted");
        values.setWrapText(true);
        values.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(values, line, problem);
        show(List.of(), null);
    }

    /// @param meant of which rows the column is
    void show(List<PlannedRow> meant, @Nullable PlannedCell cell) {
        boolean other = cell == null || !column.equals(cell.column());
        rows = meant;
        setVisible(cell != null && !meant.isEmpty());
        setManaged(isVisible());
        line.getChildren().clear();
        say("");
        if (cell == null || meant.isEmpty()) {
            column = "";
            return;
        }
        column = cell.column();
        if (other) {
            value.setText(cell.target() instanceof Datum d ? d.text() : "");
        }
        values.setText(
                Text.of(
                        cell.reason().isEmpty() ? "column.values" : "column.values.why",
                        shown(cell.before()),
                        shown(cell.bad()),
                        shown(cell.head()),
                        cell.reason()));
        Label name = new Label(column);
        name.getStyleClass().add("rb-mono");
        line.getChildren().add(name);
        offer("column.keep", () -> decisions.keep(rows, column));
        offer("column.revert", () -> decisions.revert(rows, column));
        line.getChildren().add(value);
        offer("column.own", () -> own(Optional.of(value.getText())));
        offer("column.null", () -> own(Optional.empty()));
        if (cell.decided()) {
            offer("column.takeback", () -> decisions.takeBack(rows, column));
        }
    }

    private static String shown(ColumnValue value) {
        String text = value instanceof Datum d ? d.text() : ShownValue.of(value, 0).label();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private void own(Optional<String> text) {
        if (!rows.isEmpty() && !column.isEmpty()) {
            Optional<String> misfit = decisions.misfit(rows.getFirst(), column, text);
            say(misfit.orElse(""));
            if (misfit.isEmpty()) {
                decisions.own(rows, column, text);
            }
        }
    }

    private void say(String text) {
        problem.setText(text);
        problem.setVisible(!text.isEmpty());
        problem.setManaged(!text.isEmpty());
    }

    private void offer(String key, Runnable what) {
        Button button = new Button(Text.of(key));
        button.setId(key.replace('.', '-'));
        button.setOnAction(_ -> what.run());
        line.getChildren().add(button);
    }
}
