package org.rowback.ui.theme;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Buttons that are icons, each with a tooltip and a name for screen readers.
public final class Icons {
    private Icons() {}

    public static FontIcon icon(Ikon ikon, int size) {
        FontIcon icon = new FontIcon(ikon);
        icon.setIconSize(size);
        return icon;
    }

    /// A flat button; `hint` is its tooltip and its name.
    public static Button button(Ikon ikon, String hint, Runnable action) {
        Button button = new Button(null, icon(ikon, 18));
        button.getStyleClass().addAll("flat", "button-icon", "rb-icon-button");
        button.setTooltip(new Tooltip(hint));
        button.setAccessibleText(hint);
        button.setAccessibleRole(AccessibleRole.BUTTON);
        button.setOnAction(_ -> action.run());
        return button;
    }
}
