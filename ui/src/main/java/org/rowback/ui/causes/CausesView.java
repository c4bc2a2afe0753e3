package org.rowback.ui.causes;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

import org.kordamp.ikonli.material2.Material2OutlinedMZ;
import org.rowback.history.ties.Strength;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;
import org.rowback.ui.theme.Icons;
import org.rowback.ui.theme.Palette;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/// The page of causes: what was asked and how at the top, the graph, what is selected of it, and the same as a table.
public final class CausesView extends BorderPane {
    private final CausesViewModel model;
    private final CauseGraphView graph;
    private final TieTable ties;
    private final Label title = new Label();
    private final Label note = new Label();
    private final Label empty = new Label();
    private final Label text = new Label();
    private final ProgressBar progress = new ProgressBar(-1);
    private final Button stop = new Button(Text.of("causes.stop"));
    private final Button show = new Button(Text.of("history.show"));
    private final AddButton addSelected;
    private final AddButton addFollowing;
    private final Map<Strength, ToggleButton> strengths = new EnumMap<>(Strength.class);

    /// @param toChange shows a change in the explorer
    /// @param toHistory shows the history of a change's row
    public CausesView(
            CausesViewModel model,
            ReadOnlyObjectProperty<Palette> palette,
            LongConsumer toChange,
            LongConsumer toHistory) {
        this.model = model;
        getStyleClass().add("rb-causes");
        setId("causes");
        graph = new CauseGraphView(model, palette, toHistory);
        ties = new TieTable(model, toChange);
        addSelected = new AddButton("causes-add", model::add);
        addFollowing = new AddButton("causes-add-following", model::add);
        show.setOnAction(_ -> toChange.accept(model.selectedChange()));
        setTop(new VBox(header(), choices()));
        empty.getStyleClass().add("rb-empty");
        empty.setMouseTransparent(true);
        empty.setWrapText(true);
        StackPane picture = new StackPane(graph, empty);
        VBox.setVgrow(picture, Priority.ALWAYS);
        SplitPane split = new SplitPane(new VBox(picture, selection()), ties);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.74);
        setCenter(split);
        model.state().subscribe(_ -> settle());
        model.note().subscribe(_ -> settle());
        model.layout().subscribe(_ -> settle());
        model.selected().subscribe(_ -> choose());
        model.patch().basket().subscribe(_ -> choose());
        model.times().subscribe(_ -> choose());
    }

    private Node header() {
        title.getStyleClass().add("rb-page-title");
        title.setMinWidth(120);
        note.getStyleClass().add("rb-warning-text");
        note.setId("causes-note");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        progress.setPrefWidth(110);
        stop.setOnAction(_ -> model.cancel());
        show.setMinWidth(Region.USE_PREF_SIZE);
        HBox line =
                new HBox(
                        12,
                        title,
                        note,
                        gap,
                        progress,
                        stop,
                        Icons.button(
                                Material2OutlinedMZ.ZOOM_OUT_MAP,
                                Text.of("causes.fit") + "   F",
                                graph::fitAll),
                        show);
        line.getStyleClass().add("rb-page-header");
        return line;
    }

    private Node choices() {
        Node sides =
                switcher(
                        List.of(Side.values()),
                        side -> Text.of("causes.side." + side.name()),
                        model.side().get(),
                        side -> model.side().set(side));
        List<Integer> steps = new ArrayList<>();
        for (int i = 1; i <= CausesViewModel.DEEPEST; i++) {
            steps.add(i);
        }
        Node depths =
                switcher(
                        steps,
                        String::valueOf,
                        model.depth().get(),
                        depth -> model.depth().set(depth));
        Node scope =
                switcher(
                        List.of(false, true),
                        all -> Text.of(all ? "causes.whole" : "causes.change"),
                        model.whole().get(),
                        all -> model.whole().set(all));
        HBox shown = new HBox();
        shown.getStyleClass().add("rb-switcher");
        for (Strength strength : Strength.values()) {
            ToggleButton button = new ToggleButton();
            button.setGraphic(sample(strength));
            button.setSelected(true);
            button.setId("causes-" + strength.name().toLowerCase(java.util.Locale.ROOT));
            button.setTooltip(new Tooltip(Text.of("causes.strength." + strength.name())));
            button.setOnAction(_ -> model.toggle(strength));
            strengths.put(strength, button);
            shown.getChildren().add(button);
        }
        FlowPane line =
                new FlowPane(
                        14,
                        2,
                        scope,
                        sides,
                        new HBox(4, label("causes.depth"), depths),
                        new HBox(4, label("causes.ties"), shown));
        line.getStyleClass().add("rb-choices");
        return line;
    }

    private static Label label(String key) {
        Label label = new Label(Text.of(key));
        label.getStyleClass().add("rb-muted");
        label.setMinHeight(24);
        label.setAlignment(Pos.CENTER_LEFT);
        return label;
    }

    /// A stroke as the graph draws ties of a strength.
    private static Node sample(Strength strength) {
        Line line = new Line(0, 0, 24, 0);
        line.getStyleClass().addAll("rb-tie", TieTable.style(strength));
        double[] dashes =
                switch (strength) {
                    case PROVEN -> new double[0];
                    case DERIVED -> CausePainter.DASHES;
                    case GUESS -> CausePainter.DOTS;
                };
        for (double dash : dashes) {
            line.getStrokeDashArray().add(dash);
        }
        return line;
    }

    private static <T> Node switcher(
            List<T> values, Function<T, String> name, T now, Consumer<T> taken) {
        HBox box = new HBox();
        box.getStyleClass().add("rb-switcher");
        javafx.scene.control.ToggleGroup group = new javafx.scene.control.ToggleGroup();
        for (T value : values) {
            ToggleButton button = new ToggleButton(name.apply(value));
            button.setToggleGroup(group);
            button.setSelected(value.equals(now));
            button.setOnAction(
                    _ -> {
                        button.setSelected(true);
                        taken.accept(value);
                    });
            box.getChildren().add(button);
        }
        return box;
    }

    private Node selection() {
        text.setWrapText(true);
        text.setId("causes-text");
        text.getStyleClass().add("rb-cause-text");
        text.setMinHeight(0);
        text.setMaxHeight(76);
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        VBox buttons = new VBox(6, addSelected, addFollowing);
        buttons.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(14, text, buttons);
        line.getStyleClass().add("rb-cause-selection");
        line.setMinHeight(88);
        line.setMaxHeight(88);
        return line;
    }

    private void settle() {
        title.setText(model.title().get().isEmpty() ? Text.of("page.CAUSES") : model.title().get());
        note.setText(model.note().get());
        note.setTooltip(note.getText().isEmpty() ? null : new Tooltip(note.getText()));
        boolean asking = model.state().get() instanceof CausesViewModel.State.Asking;
        progress.setVisible(asking);
        progress.setManaged(asking);
        stop.setVisible(asking);
        stop.setManaged(asking);
        if (model.state().get() instanceof CausesViewModel.State.Asking now) {
            progress.setProgress(now.progress().fraction());
        }
        empty.setText(model.size() == 0 && !asking ? emptyText() : "");
        strengths.forEach(
                (strength, button) ->
                        button.setText(
                                strength.label() + "  " + Figures.count(model.count(strength))));
        choose();
    }

    private String emptyText() {
        return model.note().get().isEmpty() ? Text.of("causes.empty") : model.note().get();
    }

    private void choose() {
        text.setText(model.selectionText());
        text.setTooltip(text.getText().isEmpty() ? null : new Tooltip(text.getText()));
        show.setDisable(model.selectedChange() == 0);
        addSelected.offer(model.selection(), "causes.add", "causes.add.hint");
        addFollowing.offer(
                model.consequences(), "causes.add.following", "causes.add.following.hint");
    }

    /// What F6 goes through.
    public List<Node> panes() {
        return List.of(graph, ties);
    }

    public void focusGraph() {
        // A split pane takes its parts in once it is styled: before, they cannot have the focus.
        applyCss();
        graph.requestFocus();
    }

    /// A button that says how many changes it puts into the patch, or why none.
    private static final class AddButton extends StackPane {
        private final Button button = new Button();
        private final Tooltip hint = new Tooltip();
        private Addition offered = Addition.NONE;

        AddButton(String id, Consumer<Addition> add) {
            button.setId(id);
            button.setMaxWidth(Double.MAX_VALUE);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(_ -> add.accept(offered));
            hint.setWrapText(true);
            hint.setMaxWidth(420);
            Tooltip.install(this, hint);
            getChildren().add(button);
        }

        void offer(Addition addition, String key, String hintKey) {
            offered = addition;
            button.setText(Text.of(key, Figures.count(addition.size(), "change")));
            button.setDisable(!addition.blocked().isEmpty());
            hint.setText(addition.blocked().isEmpty() ? Text.of(hintKey) : addition.blocked());
        }
    }
}
