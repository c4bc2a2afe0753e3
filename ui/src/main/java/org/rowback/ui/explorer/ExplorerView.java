package org.rowback.ui.explorer;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.layout.BorderPane;

import org.rowback.ui.cells.CellSubject;
import org.rowback.ui.cells.PointedCell;
import org.rowback.ui.changes.ChangeListView;
import org.rowback.ui.diff.RowDiffView;
import org.rowback.ui.diff.ValueView;
import org.rowback.ui.drawer.DrawerView;
import org.rowback.ui.settings.PaneLayout;
import org.rowback.ui.theme.Palette;
import org.rowback.ui.timeline.TimelineView;

import java.util.List;
import java.util.Optional;

/// The explorer on screen: timeline above, list beside diff and value, drawer below.
public final class ExplorerView extends BorderPane {
    private final ChangeListView list;
    private final SplitPane columns = new SplitPane();
    private final SplitPane rows = new SplitPane();
    private final SplitPane side;
    private double aboveDrawer = PaneLayout.USUAL.panes();
    private final TimelineView timeline;
    private final RowDiffView diff;
    private final ValueView value;
    private final DrawerView drawer;

    public ExplorerView(ExplorerViewModel model, ReadOnlyObjectProperty<Palette> palette) {
        getStyleClass().add("rb-explorer");
        timeline = new TimelineView(model.timeline(), palette);
        timeline.setPrefHeight(224);
        timeline.setMinHeight(120);
        list = new ChangeListView(model.changes());
        list.times().bind(model.times());
        diff = new RowDiffView(model.detail());
        value = new ValueView(model.detail());
        value.times().bind(model.times());
        drawer = new DrawerView(model.drawer(), model.filter()::add);
        drawer.times().bind(model.times());

        diff.setMinHeight(124);
        value.setMinHeight(90);
        side = new SplitPane(diff, value);
        side.setOrientation(Orientation.VERTICAL);
        side.setDividerPositions(PaneLayout.USUAL.diff());
        columns.getItems().setAll(list, side);
        columns.setDividerPositions(PaneLayout.USUAL.list());
        SplitPane.setResizableWithParent(side, false);
        rows.setOrientation(Orientation.VERTICAL);
        rows.getItems().setAll(columns);
        setTop(timeline);
        setCenter(rows);
    }

    /// Adds a page to the drawer.
    public Tab addToDrawer(String title, Node content) {
        Tab tab = new Tab(title, content);
        drawer.getTabs().add(tab);
        return tab;
    }

    public boolean isDrawerOpen() {
        return rows.getItems().contains(drawer);
    }

    /// Shows or hides the drawer.
    public void toggleDrawer() {
        if (isDrawerOpen()) {
            aboveDrawer = rows.getDividerPositions()[0];
            rows.getItems().remove(drawer);
        } else {
            rows.getItems().add(drawer);
            SplitPane.setResizableWithParent(drawer, false);
            rows.setDividerPositions(aboveDrawer);
        }
    }

    /// Opens the drawer at a page.
    public void openDrawer(int page) {
        if (!isDrawerOpen()) {
            toggleDrawer();
        }
        drawer.getSelectionModel().select(page);
    }

    /// How the room is divided now.
    public PaneLayout layoutNow() {
        return new PaneLayout(
                columns.getDividerPositions()[0],
                side.getDividerPositions()[0],
                isDrawerOpen() ? rows.getDividerPositions()[0] : aboveDrawer,
                isDrawerOpen() ? drawer.getSelectionModel().getSelectedIndex() : -1);
    }

    /// Divides the room as it was divided before.
    public void restore(PaneLayout panes) {
        columns.setDividerPositions(panes.list());
        side.setDividerPositions(panes.diff());
        aboveDrawer = panes.panes();
        if (panes.drawer() >= 0 && panes.drawer() < drawer.getTabs().size()) {
            openDrawer(panes.drawer());
        }
    }

    public ChangeListView list() {
        return list;
    }

    public TimelineView timeline() {
        return timeline;
    }

    /// What the right button and the menu key do in list and diff.
    public void onMenu(PointedCell.Opener opener) {
        list.onMenu(opener);
        diff.onMenu(opener);
    }

    /// The cell that the user is at: of the diff where that has the focus, else of the list.
    public Optional<CellSubject> cell() {
        return diff.table().isFocused() ? diff.cell() : list.cell();
    }

    /// What F6 goes through, in order.
    public List<Node> panes() {
        return List.of(timeline, list.table(), diff.table());
    }
}
