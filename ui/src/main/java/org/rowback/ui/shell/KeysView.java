package org.rowback.ui.shell;

import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.rowback.ui.text.Text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The page of all keys, by group.
final class KeysView extends VBox {
    KeysView(List<Action> actions) {
        getStyleClass().add("rb-card");
        setId("keys");
        setMaxSize(900, Region.USE_PREF_SIZE);
        Label title = new Label(Text.of("keys.title"));
        title.getStyleClass().add("rb-card-title");
        FlowPane groups = new FlowPane(36, 18);
        groups.setPrefWrapLength(840);
        Map<String, GridPane> grids = new LinkedHashMap<>();
        for (Action action : actions.stream().filter(a -> !a.keyText().isEmpty()).toList()) {
            GridPane grid = grids.computeIfAbsent(action.group(), name -> grid(groups, name));
            Label key = new Label(action.keyText());
            key.getStyleClass().add("rb-key");
            int row = grid.getRowCount();
            grid.add(new Label(action.name()), 0, row);
            grid.add(key, 1, row);
        }
        getChildren().addAll(title, groups);
    }

    private static GridPane grid(FlowPane groups, String name) {
        GridPane grid = new GridPane(16, 5);
        Label title = new Label(name);
        title.getStyleClass().add("rb-section");
        groups.getChildren().add(new VBox(6, title, grid));
        return grid;
    }
}
