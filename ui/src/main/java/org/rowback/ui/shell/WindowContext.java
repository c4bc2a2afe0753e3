package org.rowback.ui.shell;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.stage.Stage;

import org.rowback.ui.Services;
import org.rowback.ui.fx.Delay;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.text.TimeFormat;
import org.rowback.ui.theme.Theme;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a screen may ask of the window around it.
interface WindowContext {
    Services services();

    TaskRunner tasks();

    Delay delay();

    /// Puts a dialog over everything; Esc takes it away.
    void show(Node dialog);

    void closeDialog();

    /// Asks for evidence to import.
    List<Path> chooseEvidence();

    /// Asks for a file; empty where the user thinks better of it.
    Optional<Path> chooseFile(String title);

    /// Asks for a folder, beginning at one; that one where the user thinks better of it.
    Path chooseFolder(Path start);

    /// Puts text on the system's clipboard.
    void copy(String text);

    /// Shows a folder in the system's file manager.
    void openFolder(Path folder);

    /// The window itself.
    Stage stage();

    Memory memory();

    Theme theme();

    /// How times are written, in the zone that the user chose.
    ObservableValue<TimeFormat> times();

    /// Asks in which zone times are written.
    void chooseZone();

    void showStart();

    void showKeys();

    void toggleTheme();
}
