package org.rowback.ui.importing;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.rowback.history.model.Source;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;
import org.rowback.ui.text.TimeFormat;

import java.util.Locale;
import java.util.function.Function;

/// Import on screen: progress by source, what the case holds, what is wrong with it.
public final class ImportView extends BorderPane {
    private static final double ROW_HEIGHT = 26;
    private static final double HEADER_HEIGHT = 34;

    private final ImportViewModel model;
    private final ObjectProperty<TimeFormat> times = new SimpleObjectProperty<>(TimeFormat.UTC);
    private final VBox progress = new VBox(8);
    private final VBox problems = new VBox(6);
    private final GridPane findings = new GridPane(14, 6);
    private final Label result = new Label();

    /// @param choose asks the user for evidence
    /// @param explore shows the explorer
    public ImportView(ImportViewModel model, Runnable choose, Runnable explore) {
        this.model = model;
        getStyleClass().add("rb-import");
        setId("import");
        setTop(header(choose, explore));
        TableView<Source> sources = sources();
        sources.prefHeightProperty()
                .bind(Bindings.size(model.sources()).multiply(ROW_HEIGHT).add(HEADER_HEIGHT));
        sources.setMinHeight(120);
        sources.setMaxHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(sources, Priority.SOMETIMES);
        VBox all =
                new VBox(
                        12,
                        progress,
                        result,
                        problems,
                        section("import.sources"),
                        sources,
                        section("import.findings"),
                        findings);
        all.getStyleClass().add("rb-page-body");
        ScrollPane scroll = new ScrollPane(all);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("rb-plain-scroll");
        setCenter(scroll);
        whenever(model.running(), this::showProgress);
        whenever(model.refused(), this::showProblems);
        whenever(model.findings(), this::showFindings);
        result.textProperty().bind(model.result());
        result.visibleProperty().bind(model.result().isNotEmpty());
        result.managedProperty().bind(model.result().isNotEmpty());
        result.setId("import-result");
        times.subscribe(sources::refresh);
    }

    public ObjectProperty<TimeFormat> times() {
        return times;
    }

    private static <T> void whenever(ObservableList<T> list, Runnable show) {
        list.addListener((ListChangeListener<T>) _ -> show.run());
        show.run();
    }

    private Node header(Runnable choose, Runnable explore) {
        Label title = new Label(Text.of("page.IMPORT"));
        title.getStyleClass().add("rb-page-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button cancel = new Button(Text.of("import.cancel"));
        cancel.setId("import-cancel");
        cancel.setOnAction(_ -> model.cancel());
        cancel.visibleProperty().bind(model.busy());
        cancel.managedProperty().bind(model.busy());
        Button add = new Button(Text.of("import.add"));
        add.setOnAction(_ -> choose.run());
        Button go = new Button(Text.of("import.explore"));
        go.getStyleClass().add("accent");
        go.setOnAction(_ -> explore.run());
        HBox line = new HBox(10, title, gap, cancel, add, go);
        line.getStyleClass().add("rb-page-header");
        return line;
    }

    private static Label section(String key) {
        Label label = new Label(Text.of(key));
        label.getStyleClass().add("rb-section");
        return label;
    }

    private void showProgress() {
        progress.getChildren().setAll(model.running().stream().map(ImportView::line).toList());
        progress.setManaged(!model.running().isEmpty());
    }

    private static Node line(SourceProgress source) {
        Label name = new Label(source.progress().phase());
        name.getStyleClass().add("rb-recent-name");
        name.setPrefWidth(300);
        ProgressBar bar = new ProgressBar(source.fraction());
        bar.setPrefWidth(260);
        bar.getStyleClass().add("rb-progress-" + source.state().name().toLowerCase(Locale.ROOT));
        Label amount = new Label(source.amount());
        amount.getStyleClass().add("rb-fact-value");
        amount.setPrefWidth(190);
        Label pace = new Label(source.pace());
        pace.getStyleClass().add("rb-muted");
        HBox line = new HBox(14, name, bar, amount, pace);
        line.getStyleClass().add("rb-progress-line");
        return line;
    }

    private void showProblems() {
        problems.getChildren()
                .setAll(
                        model.refused().stream()
                                .map(
                                        text -> {
                                            Label label = new Label(text);
                                            label.getStyleClass().add("rb-problem");
                                            label.setWrapText(true);
                                            return label;
                                        })
                                .toList());
        problems.setManaged(!model.refused().isEmpty());
    }

    private void showFindings() {
        findings.getChildren().clear();
        if (model.findings().isEmpty()) {
            Label none = new Label(Text.of("drawer.findings.empty"));
            none.getStyleClass().add("rb-muted");
            findings.addRow(0, none);
        }
        int row = 0;
        for (ImportViewModel.FindingCount finding : model.findings()) {
            String severity = finding.kind().severity().name().toLowerCase(Locale.ROOT);
            Label count = new Label(Figures.count(finding.count()) + " ×");
            count.getStyleClass().add("rb-fact-value");
            Label kind =
                    new Label(finding.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
            kind.getStyleClass().add("rb-severity-" + severity);
            kind.setMinWidth(Region.USE_PREF_SIZE);
            Label meaning = new Label(finding.kind().meaning());
            meaning.getStyleClass().add("rb-muted");
            meaning.setWrapText(true);
            findings.addRow(row++, count, kind, meaning);
        }
    }

    private TableView<Source> sources() {
        TableView<Source> table = new TableView<>(model.sources());
        table.setId("sources");
        table.setFixedCellSize(ROW_HEIGHT);
        table.getStyleClass().addAll("dense", "rb-dense", "rb-framed");
        Label nothing = new Label(Text.of("import.sources.empty"));
        nothing.getStyleClass().add("rb-empty");
        table.setPlaceholder(nothing);
        column(table, "import.source", 190, Source::name, "rb-plain");
        column(table, "import.server", 140, Source::server, "rb-plain");
        column(table, "import.from", 150, s -> when(s.firstTimeMicros()), "rb-mono");
        column(table, "import.to", 150, s -> when(s.lastTimeMicros()), "rb-mono");
        column(table, "import.events", 90, s -> Figures.count(s.eventsRead()), "rb-number");
        column(table, "import.aside", 80, s -> Figures.count(s.eventsSetAside()), "rb-number");
        column(table, "import.bytes", 90, s -> Figures.bytes(s.contentBytes()), "rb-number");
        column(table, "import.state", 100, ImportView::state, "rb-plain");
        column(table, "import.sha", 150, Source::sha256, "rb-mono");
        return table;
    }

    private static String state(Source source) {
        return Text.of(source.complete() ? "import.state.whole" : "import.state.part");
    }

    private String when(long micros) {
        return micros == 0
                ? ""
                : times.get().date(micros) + " " + times.get().timeOfDay(micros, false);
    }

    private static void column(
            TableView<Source> table,
            String titleKey,
            double width,
            Function<Source, String> text,
            String style) {
        TableColumn<Source, String> column = new TableColumn<>(Text.of(titleKey));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(text.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.getStyleClass().add(style);
        table.getColumns().add(column);
    }
}
