package org.rowback.ui.shell;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.rowback.ui.explorer.ExplorerView;
import org.rowback.ui.explorer.ExplorerViewModel;
import org.rowback.ui.start.StartViewModel;
import org.rowback.ui.text.Text;

import java.util.ArrayList;
import java.util.List;

/// An open case on screen: rail, top line, the page in use, status line.
final class Workbench extends BorderPane {
    private final ExplorerViewModel explorer;
    private final ExplorerView explorerView;
    private final Rail rail;
    private final StatusBar status;
    private final ReadOnlyObjectWrapper<Page> page = new ReadOnlyObjectWrapper<>(Page.EXPLORER);

    Workbench(WindowContext context, StartViewModel.Opened opened) {
        getStyleClass().add("rb-workbench");
        explorer = new ExplorerViewModel(opened.opened(), context.tasks());
        explorer.times().bind(context.times());
        explorerView = new ExplorerView(explorer, context.theme().palette());
        rail = new Rail(this::go);
        rail.tool(Material2OutlinedAL.HOME, Text.of("tool.start"), context::showStart);
        rail.tool(Material2OutlinedAL.BRIGHTNESS_4, Text.of("tool.theme"), context::toggleTheme);
        rail.tool(Material2OutlinedAL.HELP_OUTLINE, Text.of("tool.keys"), context::showKeys);
        status = new StatusBar(explorer, explorerView::toggleDrawer);
        setLeft(rail);
        setTop(topLine());
        setBottom(status);
        go(Page.EXPLORER);
        explorer.refresh();
        opened.brush().ifPresent(explorer::brush);
    }

    private Node topLine() {
        Label name =
                new Label(
                        String.valueOf(explorer.opened().file().getFileName())
                                .replace(".rowback", ""));
        name.getStyleClass().add("rb-case-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(12, name);
        line.getStyleClass().add("rb-top");
        return line;
    }

    ReadOnlyObjectProperty<Page> page() {
        return page.getReadOnlyProperty();
    }

    /// Shows a page.
    void go(Page wanted) {
        page.set(wanted);
        rail.select(wanted);
        setCenter(content(wanted));
    }

    private Node content(Page wanted) {
        return switch (wanted) {
            case EXPLORER -> explorerView;
        };
    }

    ExplorerViewModel explorer() {
        return explorer;
    }

    void toggleDrawer() {
        explorerView.toggleDrawer();
    }

    /// What can be done here, for keys and palette.
    List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        for (Page each : Page.values()) {
            actions.add(
                    Action.of(
                            Text.of("group.go"),
                            each.title(),
                            "Shortcut+" + (each.ordinal() + 1),
                            () -> go(each)));
        }
        return actions;
    }

    void close() {
        explorer.opened().close();
    }
}
