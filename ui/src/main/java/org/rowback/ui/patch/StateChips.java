package org.rowback.ui.patch;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RowState;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

import java.util.Optional;

/// The rows of a plan by state, a chip each; a click shows the rows of that state alone, another click all.
final class StateChips {
    private StateChips() {}

    /// Adds the chips to a line.
    static void show(PatchViewModel model, RevertPlan plan, HBox line) {
        plan.counts().forEach((state, count) -> line.getChildren().add(chip(model, state, count)));
        if (plan.open() > 0) {
            Label open = new Label(Text.of("patch.open", Figures.count(plan.open())));
            open.setId("rows-open");
            open.getStyleClass().addAll("rb-chip", "rb-open");
            open.setTooltip(new Tooltip(Text.of("patch.open.hint")));
            line.getChildren().add(open);
        }
        int decided = plan.options().decisions().all().size();
        if (decided > 0) {
            Label chip = new Label(Text.of("patch.decided", Figures.count(decided, "decision")));
            chip.setId("rows-decided");
            chip.getStyleClass().addAll("rb-chip", "rb-chip-outlined");
            line.getChildren().add(chip);
        }
    }

    private static Label chip(PatchViewModel model, RowState state, long count) {
        Label chip = new Label(Figures.count(count) + " " + state.label());
        chip.setId("state-" + style(state));
        chip.getStyleClass().addAll("rb-chip", "rb-chip-choice", style(state));
        boolean chosen = model.shown().get().filter(state::equals).isPresent();
        if (chosen) {
            chip.getStyleClass().add("rb-chip-chosen");
        }
        chip.setTooltip(new Tooltip(Text.of(chosen ? "patch.shown.all" : "patch.shown.only")));
        chip.setOnMouseClicked(
                _ -> model.shown().set(chosen ? Optional.empty() : Optional.of(state)));
        return chip;
    }

    /// `rb-state-conflict-by-value`.
    static String style(RowState state) {
        return "rb-state-" + state.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /// Whether a row is among those that are shown.
    static boolean isShown(PatchViewModel model, PlannedRow row) {
        return model.shown().get().filter(state -> state != row.state()).isEmpty();
    }
}
