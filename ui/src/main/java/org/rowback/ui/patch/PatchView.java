package org.rowback.ui.patch;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RowState;
import org.rowback.history.simulation.Simulation;
import org.rowback.history.simulation.StatementOutcome.Verdict;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/// The patch's page: basket at the left; rows and their fate above, the one looked at and SQL below.
public final class PatchView extends BorderPane {
    /// What the page asks of the window.
    ///
    /// @param export opens the export dialog
    /// @param toChange shows a change in the explorer
    /// @param probeResults asks for what a preflight printed
    /// @param review shows a patch's folder and what differs now
    public record Doors(
            Runnable export,
            LongConsumer toChange,
            Supplier<Optional<Path>> probeResults,
            Consumer<Path> review) {}

    private final PatchViewModel model;
    private final Label description = new Label();
    private final HBox counts = new HBox(6);
    private final VBox basket = new VBox(4);
    private final ModesView modes;
    private final KeptSelectionsView kept;
    private final ProgressBar progress = new ProgressBar(-1);
    private final Button export = new Button(Text.of("patch.export"));
    private final StackPane exportHolder = new StackPane(export);
    private final Tooltip why = new Tooltip();

    public PatchView(PatchViewModel model, Doors doors) {
        this.model = model;
        getStyleClass().add("rb-patch");
        setId("patch");
        setTop(
                new VBox(
                        header(doors.export()),
                        new WaitingBanner(model.waiting(), doors.review())));
        PlannedRowsView right = new PlannedRowsView(model, doors.toChange(), lower(doors));
        basket.getStyleClass().add("rb-basket");
        modes = new ModesView(model);
        kept = new KeptSelectionsView(model);
        ScrollPane side = new ScrollPane(basket);
        side.setFitToWidth(true);
        side.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        side.getStyleClass().addAll("rb-plain-scroll", "rb-basket-scroll");
        SplitPane all = new SplitPane(side, right);
        all.setDividerPositions(0.22);
        SplitPane.setResizableWithParent(side, false);
        setCenter(all);
        model.basket().subscribe(_ -> show());
        model.preview().subscribe(_ -> show());
        model.shown().subscribe(_ -> show());
        model.checks().dryRun().subscribe(_ -> show());
        model.checks().problem().subscribe(_ -> show());
    }

    private Node lower(Doors doors) {
        Tab sql = new Tab(Text.of("patch.sql.tab"), new SqlView(model));
        Tab probes =
                new Tab(
                        Text.of("probes.title"),
                        new ProbesView(model.probes(), doors.probeResults()));
        probes.setId("probes-tab");
        TabPane tabs = new TabPane(sql, probes);
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getStyleClass().addAll("dense", "rb-drawer");
        tabs.setId("patch-tabs");
        model.probes()
                .state()
                .subscribe(
                        (_, now) -> {
                            if (!(now instanceof ProbesViewModel.State.Nothing)) {
                                tabs.getSelectionModel().select(probes);
                            }
                        });
        return tabs;
    }

    private Node header(Runnable toExport) {
        Label title = new Label(Text.of("page.PATCH"));
        title.getStyleClass().add("rb-page-title");
        counts.getStyleClass().add("rb-counts");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        progress.setPrefWidth(120);
        export.getStyleClass().add("accent");
        export.setId("patch-export");
        export.setOnAction(_ -> toExport.run());
        HBox line = new HBox(12, title, counts, gap, progress, exportHolder);
        line.getStyleClass().add("rb-page-header");
        return line;
    }

    private void show() {
        Optional<String> blocked = model.blocked();
        export.setDisable(blocked.isPresent());
        Tooltip.uninstall(exportHolder, why);
        blocked.ifPresent(
                reason -> {
                    why.setText(reason);
                    why.setWrapText(true);
                    why.setMaxWidth(420);
                    Tooltip.install(exportHolder, why);
                });
        boolean planning = model.preview().get() instanceof PatchViewModel.Preview.Planning;
        progress.setVisible(planning);
        if (model.preview().get() instanceof PatchViewModel.Preview.Planning now) {
            progress.setProgress(now.progress().fraction());
        }
        counts.getChildren().clear();
        basket.getChildren().clear();
        showBasket();
        basket.getChildren().addAll(kept, modes);
        if (model.preview().get() instanceof PatchViewModel.Preview.Ready ready) {
            showPlan(ready.plan());
        }
    }

    private void showBasket() {
        Basket now = model.basket().get();
        Label size = new Label(Figures.count(now.size(), "change"));
        size.getStyleClass().add("rb-basket-size");
        description.setText(now.isEmpty() ? Text.of("basket.empty") : now.description());
        description.setWrapText(true);
        description.getStyleClass().setAll("label", now.isEmpty() ? "rb-muted" : "rb-rule");
        Button undo = new Button(Text.of("basket.undo"));
        undo.setOnAction(_ -> model.undo());
        Button clear = new Button(Text.of("basket.clear"));
        clear.setOnAction(_ -> model.clear());
        clear.setDisable(now.isEmpty());
        Label title = new Label(Text.of("basket.title"));
        title.getStyleClass().add("rb-section");
        basket.getChildren().addAll(title, size, description, new HBox(6, undo, clear));
    }

    private void showPlan(RevertPlan plan) {
        StateChips.show(model, plan, counts);
        model.checks().dryRun().get().ifPresent(run -> showDryRun(run));
        Label title = new Label(Text.of("basket.tables"));
        title.getStyleClass().add("rb-section");
        basket.getChildren().add(title);
        plan.tables()
                .forEach(
                        (table, states) -> {
                            Label name = new Label(table.toString());
                            name.getStyleClass().add("rb-recent-name");
                            Label counted = new Label(describe(states));
                            counted.setWrapText(true);
                            counted.setMinHeight(Region.USE_PREF_SIZE);
                            basket.getChildren().addAll(name, counted);
                        });
        List<String> warnings = new ArrayList<>(plan.warnings());
        String problem = model.checks().problem().get();
        if (!problem.isEmpty()) {
            warnings.add(problem);
        }
        for (String warning : warnings) {
            Label label = new Label("▲ " + warning);
            label.getStyleClass().add("rb-warning-text");
            label.setWrapText(true);
            basket.getChildren().add(label);
        }
        model.blocked()
                .ifPresent(
                        reason -> {
                            Label label = new Label(reason);
                            label.getStyleClass().add("rb-problem");
                            label.setWrapText(true);
                            label.setMinHeight(Region.USE_PREF_SIZE);
                            basket.getChildren().add(label);
                        });
    }

    /// How many statements would work on the rows that the log leaves, and for how many that is not decided.
    private void showDryRun(Simulation run) {
        Map<Verdict, Long> verdicts = run.counts();
        long fails = verdicts.getOrDefault(Verdict.FAILS, 0L);
        long open = run.openStatements();
        long all = verdicts.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder text = new StringBuilder(Text.of("dryrun.chip", Figures.count(all - fails)));
        if (fails > 0) {
            text.append(" · ").append(Text.of("dryrun.chip.fail", Figures.count(fails)));
        }
        if (open > 0) {
            text.append(" · ").append(Text.of("dryrun.chip.open", Figures.count(open)));
        }
        Label chip = new Label(text.toString());
        chip.setId("dry-run");
        chip.getStyleClass().addAll("rb-chip", fails > 0 ? "rb-open" : "rb-chip-outlined");
        List<String> hints = new ArrayList<>(run.open());
        run.questions()
                .forEach((question, count) -> hints.add(Figures.count(count) + " × " + question));
        run.failures(5)
                .forEach(
                        failure ->
                                hints.add(failure.number() + ": " + RowChoices.describe(failure)));
        if (!hints.isEmpty()) {
            Tooltip hint = new Tooltip(String.join("\n", hints));
            hint.setWrapText(true);
            hint.setMaxWidth(520);
            chip.setTooltip(hint);
        }
        counts.getChildren().add(chip);
    }

    private static String describe(Map<RowState, Long> states) {
        StringBuilder text = new StringBuilder();
        states.forEach(
                (state, count) ->
                        text.append(text.isEmpty() ? "" : " · ")
                                .append(Figures.count(count))
                                .append(' ')
                                .append(state.label()));
        return text.toString();
    }
}
