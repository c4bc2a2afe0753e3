package org.rowback.ui.patch;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.rowback.history.revert.PlannedCell;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.simulation.StatementOutcome;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

import java.util.List;
import java.util.Optional;

/// What can be decided of the row that is looked at, alone or with all that are like it, and why it is as it is.
final class RowChoices extends VBox {
    /// So many rows are decided at once at most.
    private static final int MOST_ALIKE = 100_000;

    private final PatchViewModel model;
    private final Label reason = new Label();
    private final Label tried = new Label();
    private final FlowPane buttons = new FlowPane(6, 6);
    private final CheckBox all = new CheckBox();
    private final ColumnChoices column;
    private @Nullable PlannedRow row;
    private @Nullable PlannedCell cell;

    RowChoices(PatchViewModel model) {
        this.model = model;
        this.column = new ColumnChoices(model.decisions());
        getStyleClass().add("rb-row-choices");
        setId("row-choices");
        for (Label label : List.of(reason, tried)) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        tried.getStyleClass().add("rb-muted");
        buttons.setAlignment(Pos.CENTER_LEFT);
        all.setId("row-alike");
        all.setOnAction(_ -> showChoices());
        getChildren().addAll(reason, tried, buttons, column);
        model.checks().dryRun().subscribe(_ -> show());
        show(null);
    }

    void show(@Nullable PlannedRow shown) {
        row = shown;
        cell = null;
        all.setSelected(false);
        show();
    }

    /// Shows what can be decided of a column of the row.
    void look(@Nullable PlannedCell looked) {
        cell = looked;
        showChoices();
    }

    private void show() {
        PlannedRow shown = row;
        setVisible(shown != null);
        setManaged(shown != null);
        if (shown != null) {
            reason.setText(
                    shown.waiver().isEmpty()
                            ? shown.reason()
                            : Text.of("row.waived", shown.waiver()));
            tried.setText(tried(shown).orElse(""));
            tried.setVisible(!tried.getText().isEmpty());
            tried.setManaged(tried.isVisible());
        }
        showChoices();
    }

    private void showChoices() {
        buttons.getChildren().clear();
        PlannedRow shown = row;
        if (shown == null || !(model.preview().get() instanceof PatchViewModel.Preview.Ready now)) {
            column.show(List.of(), null);
            return;
        }
        List<PlannedRow> alike = alike(now.plan(), shown);
        List<PlannedRow> meant = all.isSelected() ? alike : List.of(shown);
        RowDecisions decisions = model.decisions();
        offer("row.keep", () -> decisions.keep(meant, ""));
        offer("row.revert", () -> decisions.revert(meant, ""));
        if (shown.isDecided()) {
            offer("row.takeback", () -> decisions.takeBack(meant, ""));
        }
        offer("row.out", () -> decisions.takeOut(meant));
        if (alike.size() > 1) {
            all.setText(
                    Text.of(
                            "row.alike",
                            Figures.count(alike.size()),
                            shown.state().label(),
                            shown.table().table()));
            buttons.getChildren().add(all);
        }
        column.show(meant, cell);
    }

    private Optional<String> tried(PlannedRow shown) {
        return model.checks()
                .dryRun()
                .get()
                .flatMap(run -> run.of(shown.number()))
                .map(RowChoices::describe);
    }

    /// What a dry run of a row's statement came to.
    static String describe(StatementOutcome outcome) {
        String verdict = Text.of("dryrun.verdict", outcome.verdict().label());
        if (!outcome.problems().isEmpty()) {
            return verdict + ": " + String.join("; ", outcome.problems());
        }
        return outcome.isDecided()
                ? verdict
                : verdict + "; " + Text.of("dryrun.open", String.join("; ", outcome.questions()));
    }

    /// Rows of the same table in the same state, settled in the same way, of which the same can be decided.
    private static List<PlannedRow> alike(RevertPlan plan, PlannedRow shown) {
        return plan.rows().stream()
                .filter(
                        other ->
                                other.table().equals(shown.table())
                                        && other.state() == shown.state()
                                        && other.resolution() == shown.resolution())
                .limit(MOST_ALIKE)
                .toList();
    }

    private void offer(String key, Runnable what) {
        Button button = new Button(Text.of(key));
        button.setId(key.replace('.', '-'));
        button.setOnAction(_ -> what.run());
        buttons.getChildren().add(button);
    }
}
