package org.rowback.ui.explorer;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;

import org.rowback.ui.changes.ChangeListView;
import org.rowback.ui.diff.RowDiffView;
import org.rowback.ui.diff.ValueView;
import org.rowback.ui.drawer.DrawerView;
import org.rowback.ui.theme.Palette;
import org.rowback.ui.timeline.TimelineView;

/// The explorer on screen: timeline above, list beside diff and value, drawer below.
public final class ExplorerView extends BorderPane {
    private final ChangeListView list;
    private final SplitPane columns = new SplitPane();
    private final SplitPane rows = new SplitPane();
    private final TimelineView timeline;
    private final DrawerView drawer;

    public ExplorerView(ExplorerViewModel model, ReadOnlyObjectProperty<Palette> palette) {
        getStyleClass().add("rb-explorer");
        timeline = new TimelineView(model.timeline(), palette);
        timeline.setPrefHeight(224);
        timeline.setMinHeight(120);
        list = new ChangeListView(model.changes());
        list.times().bind(model.times());
        RowDiffView diff = new RowDiffView(model.detail());
        ValueView value = new ValueView(model.detail());
        value.times().bind(model.times());
        drawer = new DrawerView(model.drawer(), _ -> {});
        drawer.times().bind(model.times());

        SplitPane side = new SplitPane(diff, value);
        side.setOrientation(Orientation.VERTICAL);
        side.setDividerPositions(0.56);
        columns.getItems().setAll(list, side);
        columns.setDividerPositions(0.63);
        SplitPane.setResizableWithParent(side, false);
        rows.setOrientation(Orientation.VERTICAL);
        rows.getItems().setAll(columns);
        setTop(timeline);
        setCenter(rows);
    }

    /// Shows or hides the drawer.
    public void toggleDrawer() {
        if (rows.getItems().contains(drawer)) {
            rows.getItems().remove(drawer);
        } else {
            rows.getItems().add(drawer);
            rows.setDividerPositions(0.66);
        }
    }

    public void focusList() {
        list.focusList();
    }

    public TimelineView timeline() {
        return timeline;
    }
}
