package org.rowback.ui.shell;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.fxmisc.richtext.GenericStyledArea;
import org.fxmisc.richtext.StyleClassedTextField;

import java.util.List;
import java.util.function.Supplier;

/// Turns keys into actions, wherever in the window they are pressed. Letters are left to whoever types.
final class WindowKeys {
    private final Scene scene;
    private final DialogLayer dialogs;
    private final Supplier<List<Action>> actions;

    WindowKeys(Scene scene, DialogLayer dialogs, Supplier<List<Action>> actions) {
        this.scene = scene;
        this.dialogs = dialogs;
        this.actions = actions;
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void pressed(KeyEvent event) {
        if (dialogs.isVisible()) {
            if (event.getCode() == KeyCode.ESCAPE) {
                dialogs.hide();
                event.consume();
            }
            return;
        }
        if ((isTyping() && isText(event)) || (isReading() && isCopy(event))) {
            return;
        }
        for (Action action : actions.get()) {
            if (action.isFor(event)) {
                action.perform();
                event.consume();
                return;
            }
        }
    }

    private boolean isTyping() {
        Node focus = scene.getFocusOwner();
        return (focus instanceof TextInputControl input && input.isEditable())
                || focus instanceof StyleClassedTextField;
    }

    /// Whether the focus is in text that can be marked and copied.
    private boolean isReading() {
        Node focus = scene.getFocusOwner();
        return focus instanceof TextInputControl || focus instanceof GenericStyledArea;
    }

    private static boolean isCopy(KeyEvent event) {
        return event.isShortcutDown()
                && !event.isShiftDown()
                && (event.getCode() == KeyCode.C || event.getCode() == KeyCode.A);
    }

    /// Whether a text field wants a key: letters, and the undo and completion keys of its own.
    private static boolean isText(KeyEvent event) {
        boolean letter =
                !event.isShortcutDown() && !event.isAltDown() && !event.getCode().isFunctionKey();
        return letter
                || switch (event.getCode()) {
                    case Z, C, V, X, A, SPACE -> !event.isAltDown();
                    default -> false;
                };
    }
}
