package org.rowback.ui.settings;

import org.rowback.ui.theme.Theme;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// What the window remembers: look, zone, recent cases. Immutable.
///
/// @param recent newest first
public record Settings(Theme.Choice theme, ZoneId zone, List<RecentCase> recent) {
    private static final int MOST_RECENT = 12;

    /// The first time.
    public static final Settings DEFAULT =
            new Settings(Theme.Choice.SYSTEM, ZoneId.of("UTC"), List.of());

    public Settings {
        recent = List.copyOf(recent);
    }

    public Settings withTheme(Theme.Choice choice) {
        return new Settings(choice, zone, recent);
    }

    public Settings withZone(ZoneId newZone) {
        return new Settings(theme, newZone, recent);
    }

    /// With a case as the newest.
    public Settings opened(RecentCase opened) {
        List<RecentCase> list = new ArrayList<>(recent);
        list.removeIf(one -> one.file().equals(opened.file()));
        list.addFirst(opened);
        return new Settings(
                theme, zone, list.size() > MOST_RECENT ? list.subList(0, MOST_RECENT) : list);
    }

    public Settings forget(Path file) {
        return new Settings(
                theme, zone, recent.stream().filter(one -> !one.file().equals(file)).toList());
    }

    Properties toProperties() {
        Properties properties = new Properties();
        properties.setProperty("theme", theme.name());
        properties.setProperty("zone", zone.getId());
        for (int i = 0; i < recent.size(); i++) {
            String prefix = "recent." + i + ".";
            properties.setProperty(prefix + "file", recent.get(i).file().toString());
            properties.setProperty(
                    prefix + "openedMillis", Long.toString(recent.get(i).openedMillis()));
            properties.setProperty(prefix + "changes", Long.toString(recent.get(i).changes()));
        }
        return properties;
    }

    /// What cannot be read is as at the first time: a broken settings file must not keep the window shut.
    static Settings of(Properties properties) {
        List<RecentCase> recent = new ArrayList<>();
        for (int i = 0; properties.containsKey("recent." + i + ".file"); i++) {
            String prefix = "recent." + i + ".";
            recent.add(
                    new RecentCase(
                            Path.of(properties.getProperty(prefix + "file")),
                            number(properties.getProperty(prefix + "openedMillis", "0")),
                            number(properties.getProperty(prefix + "changes", "0"))));
        }
        return new Settings(
                theme(properties.getProperty("theme", "")),
                zone(properties.getProperty("zone", "UTC")),
                recent);
    }

    private static Theme.Choice theme(String name) {
        for (Theme.Choice choice : Theme.Choice.values()) {
            if (choice.name().equals(name)) {
                return choice;
            }
        }
        return Theme.Choice.SYSTEM;
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException unknown) {
            return DEFAULT.zone();
        }
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /// A case that was opened before.
    ///
    /// @param openedMillis when, since 1970 UTC
    /// @param changes how many it had then
    public record RecentCase(Path file, long openedMillis, long changes) {}
}
