package org.rowback.ui.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;

/// Settings in a folder of the user's. Reads and writes files: never on the FX thread.
public final class SettingsStore {
    private final Path folder;

    public SettingsStore(Path folder) {
        this.folder = folder;
    }

    /// Where this system keeps a program's settings.
    public static Path defaultFolder() {
        return folder(
                System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
    }

    static Path folder(Map<String, String> environment, String system, String home) {
        if (system.startsWith("Windows")) {
            return Path.of(environment.getOrDefault("APPDATA", home), "Rowback");
        }
        if (system.startsWith("Mac")) {
            return Path.of(home, "Library", "Application Support", "Rowback");
        }
        return Path.of(
                environment.getOrDefault("XDG_CONFIG_HOME", Path.of(home, ".config").toString()),
                "rowback");
    }

    private Path file() {
        return folder.resolve("window.properties");
    }

    /// What was saved; the defaults where nothing was, or where it cannot be read.
    public synchronized Settings load() {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException firstTime) {
            return Settings.DEFAULT;
        } catch (IOException | IllegalArgumentException unreadable) {
            return Settings.DEFAULT;
        }
        return Settings.of(properties);
    }

    /// Saves whole or not at all.
    public synchronized void save(Settings settings) {
        try {
            Files.createDirectories(folder);
            Path draft = folder.resolve("window.properties.new");
            try (Writer writer = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
                settings.toProperties().store(writer, "Rowback");
            }
            Files.move(
                    draft,
                    file(),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("settings in " + folder, e);
        }
    }
}
