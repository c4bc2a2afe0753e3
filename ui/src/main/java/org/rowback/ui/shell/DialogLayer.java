package org.rowback.ui.shell;

import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;

/// The layer above everything that holds at most one dialog; Esc and a click beside it take it away.
final class DialogLayer extends StackPane {
    private final Runnable closed;

    /// @param closed told when a dialog was taken away
    DialogLayer(Runnable closed) {
        this.closed = closed;
        getStyleClass().add("rb-dialogs");
        setVisible(false);
        addEventHandler(
                MouseEvent.MOUSE_PRESSED,
                event -> {
                    if (event.getTarget() == this) {
                        hide();
                    }
                });
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        hide();
                        event.consume();
                    }
                });
    }

    void show(Node dialog) {
        getChildren().setAll(dialog);
        setVisible(true);
        dialog.requestFocus();
    }

    void hide() {
        if (isVisible()) {
            setVisible(false);
            getChildren().clear();
            closed.run();
        }
    }
}
