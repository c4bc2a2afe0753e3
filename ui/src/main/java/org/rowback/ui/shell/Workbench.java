package org.rowback.ui.shell;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.rowback.ui.causes.CausesView;
import org.rowback.ui.cells.CellMenu;
import org.rowback.ui.explorer.ExplorerView;
import org.rowback.ui.filter.FilterBarView;
import org.rowback.ui.filter.FilterMessageView;
import org.rowback.ui.importing.ImportView;
import org.rowback.ui.jump.GoToView;
import org.rowback.ui.jump.GoToViewModel;
import org.rowback.ui.patch.PatchView;
import org.rowback.ui.patch.SqlView;
import org.rowback.ui.review.ReviewView;
import org.rowback.ui.rowhistory.RowHistoryView;
import org.rowback.ui.start.StartViewModel;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;
import org.rowback.ui.theme.Icons;
import org.rowback.ui.zone.ZoneChip;

import java.util.List;
import java.util.Optional;

/// An open case on screen: rail, filter bar, the page in use, status line.
final class Workbench extends BorderPane {
    private static final int PATCH_TAB = 3;

    private final WindowContext context;
    private final WorkbenchViewModel model;
    private final ExplorerView explorer;
    private final RowHistoryView rowHistory;
    private final CausesView causes;
    private final Exports exports;
    private final PatchView patch;
    private final ReviewView review;
    private final ImportView importing;
    private final FilterBarView filter;
    private final BorderPane explorerPage;
    private final Rail rail;
    private final WorkbenchKeys keys;
    private final CaseMemory memory;

    Workbench(WindowContext context, StartViewModel.Opened opened) {
        this.context = context;
        getStyleClass().add("rb-workbench");
        model =
                new WorkbenchViewModel(
                        context.services(),
                        opened,
                        context.memory().settings().view(opened.opened().file()),
                        context::copy,
                        context.tasks(),
                        context.delay(),
                        context.times());
        explorer = new ExplorerView(model.explorer(), context.theme().palette());
        rowHistory = new RowHistoryView(model.rowHistory(), model::openChange);
        causes =
                new CausesView(
                        model.causes(),
                        context.theme().palette(),
                        model::openChange,
                        model::openRowHistory);
        exports = new Exports(context, model);
        patch =
                new PatchView(
                        model.patch(),
                        new PatchView.Doors(
                                this::export,
                                model::openChange,
                                () -> context.chooseFile(Text.of("probes.choose")),
                                model::openReview));
        review =
                new ReviewView(
                        model.review(),
                        new ReviewView.Doors(
                                context::chooseFolder, exports::anew, Optional.empty()));
        importing =
                new ImportView(
                        model.importing(),
                        () -> model.importing().add(context.chooseEvidence()),
                        () -> model.go(Page.EXPLORER));
        importing.times().bind(context.times());
        filter = new FilterBarView(model.explorer().filter());
        rail = rail();
        StatusBar status =
                new StatusBar(
                        model.explorer(),
                        () -> explorer.openDrawer(2),
                        new ZoneChip(context.times(), context::chooseZone));
        model.patch().said().subscribe(status::say);
        explorerPage = new BorderPane(explorer);
        explorerPage.setTop(
                new VBox(
                        topLine(),
                        new FilterMessageView(
                                model.explorer().filter(),
                                model.explorer().cost(),
                                model.explorer().tally())));
        keys = new WorkbenchKeys(this, model, explorer, filter);
        setLeft(rail);
        setBottom(status);
        CellMenu menu = new CellMenu(model.explorer().filter(), model.copies());
        explorer.onMenu(menu::show);
        connectPatch();
        memory =
                new CaseMemory(
                        context.memory(),
                        context.stage(),
                        context.delay(),
                        model.explorer(),
                        explorer);
        model.page().subscribe(this::show);
    }

    private Rail rail() {
        Rail built = new Rail(model::go);
        built.tool(Material2OutlinedAL.HOME, Text.of("tool.start"), context::showStart);
        built.tool(Material2OutlinedAL.BRIGHTNESS_4, Text.of("tool.theme"), context::toggleTheme);
        built.tool(
                Material2OutlinedAL.HELP_OUTLINE, Text.of("tool.keys") + "   ?", context::showKeys);
        return built;
    }

    private Node topLine() {
        Label name =
                new Label(
                        String.valueOf(model.explorer().opened().file().getFileName())
                                .replace(".rowback", ""));
        name.getStyleClass().add("rb-case-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(filter, Priority.ALWAYS);
        HBox line =
                new HBox(
                        8,
                        Icons.button(
                                Material2OutlinedAL.ARROW_BACK,
                                Text.of("tool.back") + "   Alt+←",
                                model::back),
                        Icons.button(
                                Material2OutlinedAL.ARROW_FORWARD,
                                Text.of("tool.forward") + "   Alt+→",
                                model::forward),
                        name,
                        filter);
        line.getStyleClass().add("rb-top");
        return line;
    }

    private void connectPatch() {
        Tab tab = explorer.addToDrawer(Text.of("page.PATCH"), new SqlView(model.patch()));
        explorer.list().markStaged(id -> model.patch().basket().get().contains(id));
        explorer.list().onOpen(model::openRowHistory);
        explorer.list().onStage(model::stage);
        model.patch()
                .basket()
                .subscribe(
                        (before, basket) -> {
                            explorer.list().refreshMarks();
                            rail.badge(Page.PATCH, badge(basket.size()));
                            tab.setText(
                                    Text.of("page.PATCH")
                                            + (basket.isEmpty()
                                                    ? ""
                                                    : "  " + Figures.count(basket.size())));
                            if (before.isEmpty()
                                    && !basket.isEmpty()
                                    && !model.patch().isRestoring()) {
                                explorer.openDrawer(PATCH_TAB);
                            }
                        });
    }

    private static String badge(long size) {
        if (size == 0) {
            return "";
        }
        return size > 999 ? "999+" : Long.toString(size);
    }

    WorkbenchViewModel model() {
        return model;
    }

    ExplorerView explorer() {
        return explorer;
    }

    /// What F6 goes through on the page in use.
    List<? extends Node> panes() {
        return model.page().get() == Page.CAUSES ? causes.panes() : explorer.panes();
    }

    private void show(Page page) {
        rail.select(page);
        setCenter(
                switch (page) {
                    case EXPLORER -> explorerPage;
                    case HISTORY -> rowHistory;
                    case CAUSES -> causes;
                    case PATCH -> patch;
                    case REVIEW -> review;
                    case IMPORT -> importing;
                });
        switch (page) {
            case EXPLORER -> explorer.list().focusList();
            case HISTORY -> rowHistory.focusVersions();
            case CAUSES -> causes.focusGraph();
            case PATCH, REVIEW, IMPORT -> {}
        }
    }

    /// Opens the export dialog, where there is something to export.
    void export() {
        exports.patch();
    }

    /// Opens the "Go to" dialog.
    void goTo() {
        GoToView dialog =
                new GoToView(
                        new GoToViewModel(
                                model.explorer().opened().history(),
                                context.times().getValue().zone(),
                                context.tasks(),
                                found -> {
                                    context.closeDialog();
                                    model.arrive(found);
                                }));
        context.show(dialog);
        dialog.requestFocus();
    }

    /// Asks in which form to copy the cell that the user is at, and its change.
    void copyAs() {
        explorer.cell()
                .ifPresent(
                        cell ->
                                context.show(
                                        Pickers.copyForms(
                                                form -> {
                                                    context.closeDialog();
                                                    model.copies().copy(cell, form);
                                                })));
    }

    /// Copies the command that lists what the explorer lists.
    void copyView() {
        model.copies()
                .copyView(model.explorer().where(), context.times().getValue().zone().getId());
    }

    /// What can be done here, for keys and their page.
    List<Action> actions() {
        return keys.actions();
    }

    /// Remembers how the case was looked at, and closes it on a worker, after all that was decided is written.
    void close(Runnable then) {
        memory.leave();
        model.close(then);
    }
}
