package org.rowback.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.rowback.ui.theme.Icons;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/// The icon rail at the left: one button a screen, tools below.
final class Rail extends VBox {
    private final Map<Page, ToggleButton> buttons = new EnumMap<>(Page.class);
    private final Map<Page, Label> badges = new EnumMap<>(Page.class);
    private final ToggleGroup group = new ToggleGroup();

    Rail(Consumer<Page> go) {
        getStyleClass().add("rb-rail");
        setAlignment(Pos.TOP_CENTER);
        for (Page page : Page.values()) {
            ToggleButton button = new ToggleButton(null, Icons.icon(page.icon(), 22));
            button.getStyleClass().add("rb-rail-button");
            button.setTooltip(new Tooltip(page.title() + "   " + page.keyText()));
            button.setAccessibleText(page.title());
            button.setToggleGroup(group);
            button.setId("rail-" + page.name().toLowerCase(java.util.Locale.ROOT));
            button.setOnAction(
                    _ -> {
                        button.setSelected(true);
                        go.accept(page);
                    });
            Label badge = new Label();
            badge.getStyleClass().add("rb-rail-badge");
            badge.setMouseTransparent(true);
            badge.setVisible(false);
            badge.setTranslateX(3);
            badge.setTranslateY(-4);
            StackPane.setAlignment(badge, Pos.TOP_RIGHT);
            buttons.put(page, button);
            badges.put(page, badge);
            getChildren().add(new StackPane(button, badge));
        }
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        getChildren().add(gap);
    }

    /// Adds a tool at the lower end.
    void tool(Ikon icon, String hint, Runnable action) {
        getChildren().add(Icons.button(icon, hint, action));
    }

    void select(Page page) {
        ToggleButton button = buttons.get(page);
        if (button != null) {
            button.setSelected(true);
        }
    }

    /// A few letters in the corner of a page's button; none where empty.
    void badge(Page page, String text) {
        Label badge = badges.get(page);
        if (badge != null) {
            badge.setText(text);
            badge.setVisible(!text.isEmpty());
        }
    }
}
