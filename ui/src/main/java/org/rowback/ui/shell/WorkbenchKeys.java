package org.rowback.ui.shell;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

import org.rowback.ui.cells.CellSubject;
import org.rowback.ui.cells.CopyForm;
import org.rowback.ui.cells.FilterVerb;
import org.rowback.ui.explorer.ExplorerView;
import org.rowback.ui.filter.FilterBarView;
import org.rowback.ui.filter.FilterViewModel;
import org.rowback.ui.patch.PatchViewModel;
import org.rowback.ui.text.Text;
import org.rowback.ui.timeline.TimelineViewModel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What can be done in an open case, and by which keys.
final class WorkbenchKeys {
    private final Workbench workbench;
    private final WorkbenchViewModel model;
    private final ExplorerView explorer;
    private final FilterBarView filter;

    WorkbenchKeys(
            Workbench workbench,
            WorkbenchViewModel model,
            ExplorerView explorer,
            FilterBarView filter) {
        this.workbench = workbench;
        this.model = model;
        this.explorer = explorer;
        this.filter = filter;
    }

    List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        go(actions);
        find(actions);
        timeline(actions);
        patch(actions);
        return actions;
    }

    private void go(List<Action> actions) {
        String group = Text.of("group.go");
        for (Page each : Page.values()) {
            actions.add(
                    Action.of(
                            group,
                            each.title(),
                            "Shortcut+" + (each.ordinal() + 1),
                            () -> model.go(each)));
        }
        actions.add(Action.of(group, Text.of("tool.back"), "Alt+LEFT", model::back));
        actions.add(Action.of(group, Text.of("tool.forward"), "Alt+RIGHT", model::forward));
        actions.add(Action.of(group, Text.of("key.pane"), "F6", this::nextPane));
        actions.add(Action.of(group, Text.of("key.drawer"), "Q", explorer::toggleDrawer));
    }

    private void find(List<Action> actions) {
        String group = Text.of("group.list");
        actions.add(Action.of(group, Text.of("filter.name"), "SLASH", this::editFilter));
        actions.add(Action.shown(group, Text.of("key.move"), "↑ ↓  PgUp PgDn  Home End"));
        actions.add(Action.shown(group, Text.of("key.cell"), "← →"));
        actions.add(Action.inPane(group, Text.of("key.history"), "Enter", model::openRowHistory));
        actions.add(Action.of(group, Text.of("key.causes"), "C", model::openCauses));
        actions.add(
                Action.typed(group, Text.of("key.filterin"), "&", () -> filterBy(FilterVerb.AND)));
        actions.add(
                Action.typed(group, Text.of("key.filterout"), "-", () -> filterBy(FilterVerb.NOT)));
        actions.add(
                Action.of(
                        group,
                        Text.of("key.filterclear"),
                        "Shift+ESC",
                        () -> model.explorer().filter().use("")));
        actions.add(
                Action.of(group, Text.of("key.context"), "Z", () -> widen(1)).unless(noFilter()));
        actions.add(
                Action.of(group, Text.of("key.contextless"), "Shift+Z", () -> widen(-1))
                        .unless(noFilter()));
        actions.add(Action.of(group, Text.of("key.copy"), "Shortcut+C", () -> copy(CopyForm.CELL)));
        actions.add(Action.of(group, Text.of("key.copyas"), "Shortcut+Shift+C", workbench::copyAs));
        actions.add(Action.inPane(group, Text.of("key.copyview"), "", workbench::copyView));
        actions.add(Action.of(group, Text.of("key.goto"), "Shortcut+G", workbench::goTo));
    }

    private void timeline(List<Action> actions) {
        String group = Text.of("group.timeline");
        actions.add(Action.shown(group, Text.of("key.brush"), Text.of("key.brush.how")));
        actions.add(Action.shown(group, Text.of("key.zoom"), Text.of("key.zoom.how")));
        actions.add(Action.shown(group, Text.of("key.pan"), "A D"));
        TimelineViewModel timeline = model.explorer().timeline();
        actions.add(Action.inPane(group, Text.of("key.fit"), "F", timeline::showBrush));
        actions.add(Action.inPane(group, Text.of("key.brushview"), "R", timeline::brushView));
        actions.add(Action.inPane(group, Text.of("key.all"), "Home", timeline::showAll));
        actions.add(
                Action.inPane(
                        group,
                        Text.of("key.unbrush"),
                        "Esc",
                        () -> timeline.brush().set(Optional.empty())));
    }

    private void patch(List<Action> actions) {
        String group = Text.of("page.PATCH");
        PatchViewModel patch = model.patch();
        actions.add(Action.inPane(group, Text.of("key.stage"), "Space", model::stage));
        actions.add(Action.of(group, Text.of("key.stageall"), "Ctrl+SPACE", model::stageAll));
        actions.add(Action.of(group, Text.of("key.undo"), "Shortcut+Z", patch::undo));
        actions.add(Action.of(group, Text.of("key.redo"), "Shortcut+Shift+Z", patch::redo));
        actions.add(
                Action.of(group, Text.of("export.title"), "Shortcut+E", workbench::export)
                        .unless(
                                Bindings.createStringBinding(
                                        () -> patch.blocked().orElse(""), patch.preview())));
    }

    private ObservableValue<String> noFilter() {
        return model.explorer()
                .filter()
                .applied()
                .map(now -> now.filter().isEmpty() ? Text.of("key.context.none") : "");
    }

    private void widen(int by) {
        model.go(Page.EXPLORER);
        model.explorer().widen(by);
    }

    /// Filters by the cell that the user is at.
    private void filterBy(FilterVerb verb) {
        if (model.page().get() == Page.EXPLORER) {
            FilterViewModel bar = model.explorer().filter();
            explorer.cell()
                    .flatMap(CellSubject::term)
                    .ifPresent(term -> bar.use(verb.on(bar.applied().get().text(), term)));
        }
    }

    private void copy(CopyForm form) {
        if (model.page().get() == Page.EXPLORER) {
            explorer.cell().ifPresent(cell -> model.copies().copy(cell, form));
        }
    }

    private void editFilter() {
        model.go(Page.EXPLORER);
        filter.edit();
    }

    private void nextPane() {
        List<Node> panes = new ArrayList<>(workbench.panes());
        int now = -1;
        for (int i = 0; i < panes.size(); i++) {
            if (panes.get(i).isFocused()) {
                now = i;
            }
        }
        panes.get((now + 1) % panes.size()).requestFocus();
    }
}
