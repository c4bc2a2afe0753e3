package org.rowback.ui.settings;

import org.rowback.ui.theme.Theme;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;

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

    /// With a case as the newest, opened just now; what is known of it stays.
    public Settings opened(Path file, long nowMillis) {
        RecentCase before =
                recent.stream()
                        .filter(one -> one.file().equals(file))
                        .findFirst()
                        .orElse(new RecentCase(file, 0, 0, CaseView.NEW));
        List<RecentCase> list = new ArrayList<>(recent);
        list.remove(before);
        list.addFirst(new RecentCase(file, nowMillis, before.changes(), before.view()));
        return new Settings(
                theme, zone, list.size() > MOST_RECENT ? list.subList(0, MOST_RECENT) : list);
    }

    /// With another look at a case; one that is not among the recent changes nothing.
    public Settings looked(Path file, CaseView view) {
        return changed(file, one -> new RecentCase(file, one.openedMillis(), one.changes(), view));
    }

    /// With the number of changes that a case has.
    public Settings counted(Path file, long changes) {
        return changed(file, one -> new RecentCase(file, one.openedMillis(), changes, one.view()));
    }

    /// How a case was looked at last.
    public CaseView view(Path file) {
        return recent.stream()
                .filter(one -> one.file().equals(file))
                .findFirst()
                .map(RecentCase::view)
                .orElse(CaseView.NEW);
    }

    private Settings changed(Path file, UnaryOperator<RecentCase> change) {
        return new Settings(
                theme,
                zone,
                recent.stream()
                        .map(one -> one.file().equals(file) ? change.apply(one) : one)
                        .toList());
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
            CaseViewProperties.write(recent.get(i).view(), prefix, properties);
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
                            number(properties.getProperty(prefix + "changes", "0")),
                            CaseViewProperties.read(prefix, properties)));
        }
        return new Settings(
                theme(properties.getProperty("theme", "")),
                CaseViewProperties.zone(properties.getProperty("zone", "")).orElse(DEFAULT.zone()),
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

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /// A case that was opened before.
    ///
    /// @param openedMillis when, since 1970 UTC
    /// @param changes how many it had when last looked at
    public record RecentCase(Path file, long openedMillis, long changes, CaseView view) {}
}
