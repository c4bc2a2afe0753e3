package org.rowback.ui.patch;

import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// Choices of which one holds, each with what it comes to.
final class ChoiceList<E> extends VBox {
    private record Choice(RadioButton button, Label sum) {}

    private final ToggleGroup group = new ToggleGroup();
    private final Map<E, Choice> choices = new LinkedHashMap<>();

    ChoiceList() {
        getStyleClass().add("rb-choice-list");
    }

    /// Adds a choice at the end.
    ///
    /// @param hint what it means, in full
    void add(E value, String id, String text, String hint, Consumer<E> chosen) {
        RadioButton button = new RadioButton(text);
        button.setId(id);
        button.setToggleGroup(group);
        button.setTooltip(hint(hint));
        button.setOnAction(_ -> chosen.accept(value));
        Label sum = new Label();
        sum.setWrapText(true);
        sum.getStyleClass().add("rb-mode-sum");
        choices.put(value, new Choice(button, sum));
        getChildren().add(new VBox(button, sum));
    }

    void select(E value) {
        Choice choice = choices.get(value);
        if (choice == null) {
            throw new IllegalStateException("no button for " + value);
        }
        choice.button().setSelected(true);
    }

    /// Says of each choice what it comes to; nothing where that is empty.
    void say(Function<E, String> sum) {
        choices.forEach(
                (value, choice) -> {
                    choice.sum().setText(sum.apply(value));
                    choice.sum().setVisible(!choice.sum().getText().isEmpty());
                    choice.sum().setManaged(choice.sum().isVisible());
                });
    }

    static Tooltip hint(String text) {
        Tooltip hint = new Tooltip(text);
        hint.setWrapText(true);
        hint.setMaxWidth(380);
        return hint;
    }
}
