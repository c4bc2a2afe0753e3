package org.rowback.ui.filter;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import org.rowback.history.filter.Note;
import org.rowback.ui.search.Tally;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The line under the filter bar: what is wrong and how to mend it, or what the filter comes to.
public final class FilterMessageView extends HBox {
    private final FilterViewModel model;
    private final ObservableValue<String> cost;
    private final ObservableValue<Optional<Tally>> tally;
    private final Label message = new Label();

    /// @param cost hits, what the search went by and time, in words
    /// @param tally the same as figures; empty while counting
    public FilterMessageView(
            FilterViewModel model,
            ObservableValue<String> cost,
            ObservableValue<Optional<Tally>> tally) {
        this.model = model;
        this.cost = cost;
        this.tally = tally;
        getStyleClass().add("rb-filter-message");
        setAlignment(Pos.CENTER_LEFT);
        message.setId("filter-message");
        model.rested().subscribe(_ -> show());
        model.state().subscribe(_ -> show());
        cost.addListener((_, _, _) -> show());
        tally.addListener((_, _, _) -> show());
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
            tally.getValue().filter(t -> t.undecidable() > 0).ifPresent(t -> parts.add(doubt(t)));
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

    /// Changes that the log leaves undecidable: a click asks for them too.
    private Hyperlink doubt(Tally counted) {
        Hyperlink link =
                new Hyperlink(Text.of("search.undecidable", Figures.count(counted.undecidable())));
        link.setId("undecidable");
        link.getStyleClass().add("rb-warning-text");
        link.setTooltip(new Tooltip(Text.of("search.undecidable.show")));
        link.setOnAction(_ -> model.use("maybe(" + model.applied().get().text() + ")"));
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
