package org.rowback.ui.shell;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

import org.rowback.ui.fx.FileDrop;
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
        FileDrop.accept(scene.getRoot(), content, take);
    }

    /// Any file.
    Optional<Path> aFile(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showOpenDialog(stage)).map(File::toPath);
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
