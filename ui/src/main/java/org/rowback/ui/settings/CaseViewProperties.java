package org.rowback.ui.settings;

import org.rowback.ui.TimeRange;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;

/// A [CaseView] as lines of the settings file. What is missing or cannot be read is as of a case never looked at.
final class CaseViewProperties {
    private static final Pattern SPACE = Pattern.compile(" ");

    private CaseViewProperties() {}

    static void write(CaseView view, String prefix, Properties to) {
        view.zone().ifPresent(zone -> to.setProperty(prefix + "zone", zone.getId()));
        if (!view.filter().isEmpty()) {
            to.setProperty(prefix + "filter", view.filter());
        }
        view.brush().ifPresent(range -> to.setProperty(prefix + "brush", text(range)));
        view.visible().ifPresent(range -> to.setProperty(prefix + "visible", text(range)));
        to.setProperty(prefix + "cursor", view.change() + " " + view.rowsAbove());
        view.frame()
                .ifPresent(
                        f ->
                                to.setProperty(
                                        prefix + "frame",
                                        f.x()
                                                + " "
                                                + f.y()
                                                + " "
                                                + f.width()
                                                + " "
                                                + f.height()
                                                + " "
                                                + (f.maximized() ? 1 : 0)));
        PaneLayout panes = view.panes();
        to.setProperty(
                prefix + "panes",
                panes.list() + " " + panes.diff() + " " + panes.panes() + " " + panes.drawer());
    }

    static CaseView read(String prefix, Properties from) {
        Optional<double[]> cursor = numbers(from, prefix + "cursor", 2);
        return new CaseView(
                Optional.ofNullable(from.getProperty(prefix + "zone"))
                        .flatMap(CaseViewProperties::zone),
                from.getProperty(prefix + "filter", ""),
                numbers(from, prefix + "brush", 2).flatMap(CaseViewProperties::range),
                numbers(from, prefix + "visible", 2).flatMap(CaseViewProperties::range),
                cursor.map(n -> (long) n[0]).orElse(0L),
                cursor.map(n -> (int) n[1]).orElse(0),
                numbers(from, prefix + "frame", 5)
                        .map(n -> new Frame(n[0], n[1], n[2], n[3], n[4] == 1)),
                numbers(from, prefix + "panes", 4)
                        .map(n -> new PaneLayout(n[0], n[1], n[2], (int) n[3]))
                        .orElse(PaneLayout.USUAL));
    }

    static Optional<ZoneId> zone(String id) {
        try {
            return Optional.of(ZoneId.of(id));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private static String text(TimeRange range) {
        return range.fromMicros() + " " + range.toMicros();
    }

    private static Optional<TimeRange> range(double[] ends) {
        return ends[0] <= ends[1]
                ? Optional.of(new TimeRange((long) ends[0], (long) ends[1]))
                : Optional.empty();
    }

    /// Micros since 1970 are exact in a double until the year 2255.
    private static Optional<double[]> numbers(Properties from, String key, int count) {
        Function<String, Optional<double[]>> parse =
                text -> {
                    try {
                        double[] numbers =
                                SPACE.splitAsStream(text)
                                        .mapToDouble(Double::parseDouble)
                                        .toArray();
                        return numbers.length == count
                                        && Arrays.stream(numbers).allMatch(Double::isFinite)
                                ? Optional.of(numbers)
                                : Optional.empty();
                    } catch (NumberFormatException unreadable) {
                        return Optional.empty();
                    }
                };
        return Optional.ofNullable(from.getProperty(key)).flatMap(parse);
    }
}
