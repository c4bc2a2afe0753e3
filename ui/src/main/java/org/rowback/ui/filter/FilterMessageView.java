package org.rowback.ui.filter;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import org.rowback.history.filter.Note;
import org.rowback.ui.text.Text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The line under the filter bar: what is wrong and how to mend it, or what the filter comes to.
public final class FilterMessageView extends HBox {
    private final FilterViewModel model;
    private final ObservableValue<String> cost;
    private final Label message = new Label();

    /// @param cost hits, undecidable changes and time, in words
    public FilterMessageView(FilterViewModel model, ObservableValue<String> cost) {
        this.model = model;
        this.cost = cost;
        getStyleClass().add("rb-filter-message");
        setAlignment(Pos.CENTER_LEFT);
        message.setId("filter-message");
        model.rested().subscribe(_ -> show());
        model.state().subscribe(_ -> show());
        cost.addListener((_, _, _) -> show());
        show();
    }

    private void show() {
        List<javafx.scene.Node> parts = new ArrayList<>();
        message.getStyleClass().setAll("label");
        parts.add(message);
        if (model.rested().get() instanceof FilterState.Invalid wrong
                && wrong.text().strip().equals(model.text().get().strip())) {
            message.setText(wrong.message());
            message.getStyleClass().add("rb-wrong-text");
            wrong.fixes().forEach(fix -> parts.add(link(fix)));
        } else {
            message.setText(cost.getValue());
            if (model.rested().get() instanceof FilterState.Valid valid
                    && valid.text().equals(model.text().get())) {
                valid.filter().notes().forEach(note -> parts.add(note(note)));
            }
        }
        getChildren().setAll(parts);
    }

    private Hyperlink link(FilterState.Fix fix) {
        Hyperlink link = new Hyperlink(Text.of("filter.fix", fix.label()));
        link.setOnAction(_ -> model.use(fix.text()));
        return link;
    }

    private static Label note(Note note) {
        Label label = new Label("·  " + note.text());
        label.getStyleClass()
                .add(note.kind() == Note.Kind.WARNING ? "rb-warning-text" : "rb-muted");
        return label;
    }

    /// The line as text, for screen readers and tests.
    public String text() {
        return getChildren().stream()
                .map(
                        node ->
                                node instanceof javafx.scene.control.Labeled labeled
                                        ? labeled.getText()
                                        : "")
                .collect(Collectors.joining(" "));
    }
}
