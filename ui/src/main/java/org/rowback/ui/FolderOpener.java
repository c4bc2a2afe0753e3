package org.rowback.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/// Shows a folder in the system's file manager.
final class FolderOpener {
    private FolderOpener() {}

    /// Starts the system's own opener and does not wait for it.
    static void open(Path folder) {
        try {
            new ProcessBuilder(command(System.getProperty("os.name"), folder)).start();
        } catch (IOException e) {
            throw new UncheckedIOException("no file manager for " + folder, e);
        }
    }

    static List<String> command(String system, Path folder) {
        if (system.startsWith("Windows")) {
            return List.of("explorer.exe", folder.toString());
        }
        return List.of(system.startsWith("Mac") ? "open" : "xdg-open", folder.toString());
    }
}
