package org.rowback.ui.shell;

import javafx.beans.binding.Bindings;
import javafx.scene.Node;

import org.rowback.ui.explorer.ExplorerView;
import org.rowback.ui.filter.FilterBarView;
import org.rowback.ui.patch.PatchViewModel;
import org.rowback.ui.text.Text;

import java.util.ArrayList;
import java.util.List;

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
        actions.add(Action.shown(group, Text.of("key.history"), "Enter"));
        actions.add(Action.of(group, Text.of("key.goto"), "Shortcut+G", workbench::goTo));
    }

    private static void timeline(List<Action> actions) {
        String group = Text.of("group.timeline");
        actions.add(Action.shown(group, Text.of("key.brush"), Text.of("key.brush.how")));
        actions.add(Action.shown(group, Text.of("key.zoom"), Text.of("key.zoom.how")));
        actions.add(Action.shown(group, Text.of("key.pan"), "A D"));
        actions.add(Action.shown(group, Text.of("key.fit"), "F"));
        actions.add(Action.shown(group, Text.of("key.brushview"), "R"));
        actions.add(Action.shown(group, Text.of("key.all"), "Home"));
    }

    private void patch(List<Action> actions) {
        String group = Text.of("page.PATCH");
        PatchViewModel patch = model.patch();
        actions.add(Action.shown(group, Text.of("key.stage"), "Space"));
        actions.add(Action.of(group, Text.of("key.stageall"), "Ctrl+SPACE", model::stageAll));
        actions.add(Action.of(group, Text.of("key.undo"), "Shortcut+Z", patch::undo));
        actions.add(Action.of(group, Text.of("key.redo"), "Shortcut+Shift+Z", patch::redo));
        actions.add(
                Action.of(group, Text.of("export.title"), "Shortcut+E", workbench::export)
                        .unless(
                                Bindings.createStringBinding(
                                        () -> patch.blocked().orElse(""), patch.preview())));
    }

    private void editFilter() {
        model.go(Page.EXPLORER);
        filter.edit();
    }

    private void nextPane() {
        List<Node> panes = new ArrayList<>(explorer.panes());
        int now = -1;
        for (int i = 0; i < panes.size(); i++) {
            if (panes.get(i).isFocused()) {
                now = i;
            }
        }
        panes.get((now + 1) % panes.size()).requestFocus();
    }
}
