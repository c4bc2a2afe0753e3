package org.rowback.ui.shell;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

import org.rowback.ui.text.Text;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// How files come into the window: the system's dialogs, and files dropped anywhere on it.
final class FileDoors {
    private final Stage stage;

    FileDoors(Stage stage) {
        this.stage = stage;
    }

    /// Takes what is dropped; `content` shows while something hovers.
    void acceptDrops(Scene scene, Node content, Consumer<List<Path>> take) {
        scene.addEventHandler(
                DragEvent.DRAG_OVER,
                event -> {
                    if (event.getDragboard().hasFiles()) {
                        event.acceptTransferModes(TransferMode.COPY);
                        dropping(content, true);
                        event.consume();
                    }
                });
        scene.addEventHandler(DragEvent.DRAG_EXITED, _ -> dropping(content, false));
        scene.addEventHandler(
                DragEvent.DRAG_DROPPED,
                event -> {
                    dropping(content, false);
                    take.accept(
                            event.getDragboard().getFiles().stream().map(File::toPath).toList());
                    event.setDropCompleted(true);
                    event.consume();
                });
    }

    private static void dropping(Node content, boolean over) {
        content.getStyleClass().remove("rb-dropping");
        if (over) {
            content.getStyleClass().add("rb-dropping");
        }
    }

    Optional<Path> aCase() {
        FileChooser chooser = chooser("start.open");
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(Text.of("chooser.case"), "*.rowback"));
        return Optional.ofNullable(chooser.showOpenDialog(stage)).map(File::toPath);
    }

    Optional<Path> aNewCase() {
        FileChooser chooser = chooser("start.new");
        chooser.setInitialFileName("incident.rowback");
        return Optional.ofNullable(chooser.showSaveDialog(stage)).map(File::toPath);
    }

    List<Path> evidence() {
        List<File> files = chooser("start.drop.choose").showOpenMultipleDialog(stage);
        return files == null ? List.of() : files.stream().map(File::toPath).toList();
    }

    /// A folder, beginning at one; that one where the user thinks better of it.
    Path folder(Path begin) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Text.of("export.folder"));
        File chosen = chooser.showDialog(stage);
        return chosen == null ? begin : chosen.toPath();
    }

    private static FileChooser chooser(String titleKey) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Text.of(titleKey));
        return chooser;
    }
}
