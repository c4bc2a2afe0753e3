package org.rowback.ui.patch;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
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
    private @Nullable PlannedRow row;

    RowChoices(PatchViewModel model) {
        this.model = model;
        getStyleClass().add("rb-row-choices");
        setId("row-choices");
        for (Label label : List.of(reason, tried)) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        tried.getStyleClass().add("rb-muted");
        buttons.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(reason, tried, buttons);
        model.checks().dryRun().subscribe(_ -> show());
        show(null);
    }

    void show(@Nullable PlannedRow shown) {
        row = shown;
        show();
    }

    private void show() {
        PlannedRow shown = row;
        buttons.getChildren().clear();
        setVisible(shown != null);
        setManaged(shown != null);
        if (shown == null || !(model.preview().get() instanceof PatchViewModel.Preview.Ready now)) {
            return;
        }
        reason.setText(
                shown.waiver().isEmpty() ? shown.reason() : Text.of("row.waived", shown.waiver()));
        tried.setText(tried(shown).orElse(""));
        tried.setVisible(!tried.getText().isEmpty());
        tried.setManaged(tried.isVisible());
        List<PlannedRow> alike = alike(now.plan(), shown);
        if (!shown.waiver().isEmpty()) {
            offer("row.unwaive", "row.unwaive.all", shown, alike, model::unwaive);
        } else if (shown.isOpen()) {
            offer("row.waive", "row.waive.all", shown, alike, model::waive);
        }
        offer("row.out", "row.out.all", shown, alike, model::takeOut);
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

    /// Rows of the same table in the same state, of which the same can be decided.
    private static List<PlannedRow> alike(RevertPlan plan, PlannedRow shown) {
        return plan.rows().stream()
                .filter(
                        other ->
                                other.table().equals(shown.table())
                                        && other.state() == shown.state()
                                        && other.waiver().isEmpty() == shown.waiver().isEmpty())
                .limit(MOST_ALIKE)
                .toList();
    }

    private interface Decision {
        void on(List<PlannedRow> rows);
    }

    private void offer(
            String oneKey, String allKey, PlannedRow one, List<PlannedRow> alike, Decision what) {
        Button button = new Button(Text.of(oneKey));
        button.setId(oneKey.replace('.', '-'));
        button.setOnAction(_ -> what.on(List.of(one)));
        buttons.getChildren().add(button);
        if (alike.size() > 1) {
            Button all =
                    new Button(
                            Text.of(
                                    allKey,
                                    Figures.count(alike.size()),
                                    one.state().label(),
                                    one.table().table()));
            all.setId(allKey.replace('.', '-'));
            all.setOnAction(_ -> what.on(alike));
            buttons.getChildren().add(all);
        }
    }
}
