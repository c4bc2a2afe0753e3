package org.rowback.ui.patch;

import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

import org.rowback.history.revert.ModeOutcome;
import org.rowback.history.revert.RevertOptions.Mode;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

import java.util.EnumMap;
import java.util.Map;

/// How to undo: the modes, each with what it comes to, and whether later differences stay.
final class ModesView extends VBox {
    private final PatchViewModel model;
    private final Map<Mode, RadioButton> buttons = new EnumMap<>(Mode.class);
    private final Map<Mode, Label> sums = new EnumMap<>(Mode.class);

    ModesView(PatchViewModel model) {
        this.model = model;
        getStyleClass().add("rb-modes");
        setId("patch-modes");
        Label title = new Label(Text.of("patch.modes"));
        title.getStyleClass().add("rb-section");
        getChildren().add(title);
        ToggleGroup group = new ToggleGroup();
        for (Mode mode : Mode.values()) {
            getChildren().add(mode(mode, group));
        }
        CheckBox differences = new CheckBox(Text.of("patch.differences"));
        differences.setId("patch-differences");
        differences.setTooltip(hint(Text.of("patch.differences.hint")));
        differences.selectedProperty().bindBidirectional(model.differences());
        getChildren().add(differences);
        model.mode().subscribe(mode -> button(mode).setSelected(true));
        model.checks().outcomes().subscribe(_ -> show());
        model.preview().subscribe(_ -> show());
    }

    private VBox mode(Mode mode, ToggleGroup group) {
        RadioButton button = new RadioButton(Text.of("patch.mode." + mode.name()));
        button.setId("patch-mode-" + mode.word());
        button.setToggleGroup(group);
        button.setTooltip(hint(Text.of("patch.mode.hint." + mode.name())));
        button.setOnAction(_ -> model.mode().set(mode));
        Label sum = new Label();
        sum.setWrapText(true);
        sum.getStyleClass().add("rb-mode-sum");
        buttons.put(mode, button);
        sums.put(mode, sum);
        return new VBox(button, sum);
    }

    private RadioButton button(Mode mode) {
        RadioButton button = buttons.get(mode);
        if (button == null) {
            throw new IllegalStateException("no button for " + mode);
        }
        return button;
    }

    private static Tooltip hint(String text) {
        Tooltip hint = new Tooltip(text);
        hint.setWrapText(true);
        hint.setMaxWidth(380);
        return hint;
    }

    private void show() {
        boolean nothing = model.preview().get() instanceof PatchViewModel.Preview.Nothing;
        Map<Mode, ModeOutcome> outcomes = model.checks().outcomes().get();
        sums.forEach(
                (mode, label) -> {
                    ModeOutcome outcome = outcomes.get(mode);
                    label.setText(
                            outcome != null
                                    ? describe(outcome)
                                    : nothing ? "" : Text.of("patch.mode.counting"));
                    label.setVisible(!label.getText().isEmpty());
                    label.setManaged(label.isVisible());
                });
    }

    /// What a mode comes to: how much it undoes, what it leaves and what it costs.
    static String describe(ModeOutcome outcome) {
        if (outcome.refusal().isPresent()) {
            return Text.of("patch.mode.refused", Figures.count(outcome.open(), "row"));
        }
        StringBuilder text = new StringBuilder(Figures.count(outcome.statements(), "row"));
        text.append(' ').append(Text.of("patch.mode.undone"));
        if (outcome.leftOut() > 0) {
            text.append(" · ").append(Text.of("patch.mode.left", Figures.count(outcome.leftOut())));
        }
        if (outcome.dependants() > 0) {
            text.append(" · ")
                    .append(
                            Text.of(
                                    "patch.mode.lost",
                                    Figures.count(outcome.dependants(), "good change")));
        }
        if (outcome.split() > 0) {
            text.append(" · ")
                    .append(
                            Text.of(
                                    "patch.mode.split",
                                    Figures.count(outcome.split(), "transaction")));
        }
        return text.toString();
    }
}
