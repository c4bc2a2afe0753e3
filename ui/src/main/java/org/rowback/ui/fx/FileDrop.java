package org.rowback.ui.fx;

import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Takes files that are dropped on a pane; a pane inside another takes them first.
public final class FileDrop {
    private FileDrop() {}

    /// @param marked looks different while something hovers
    /// @param take what to do with the files, at least one
    public static void accept(Node pane, Node marked, Consumer<List<Path>> take) {
        pane.addEventHandler(
                DragEvent.DRAG_OVER,
                event -> {
                    if (event.getDragboard().hasFiles()) {
                        event.acceptTransferModes(TransferMode.COPY);
                        hover(marked, true);
                        event.consume();
                    }
                });
        pane.addEventHandler(DragEvent.DRAG_EXITED, _ -> hover(marked, false));
        pane.addEventHandler(
                DragEvent.DRAG_DROPPED,
                event -> {
                    hover(marked, false);
                    List<Path> files =
                            event.getDragboard().getFiles().stream().map(File::toPath).toList();
                    if (!files.isEmpty()) {
                        take.accept(files);
                    }
                    event.setDropCompleted(!files.isEmpty());
                    event.consume();
                });
    }

    private static void hover(Node pane, boolean over) {
        pane.getStyleClass().remove("rb-dropping");
        if (over) {
            pane.getStyleClass().add("rb-dropping");
        }
    }
}
