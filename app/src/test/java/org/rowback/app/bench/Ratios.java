package org.rowback.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Costs as multiples of another measured in the same run, so that they hold on any machine.
final class Ratios {
    /// A cost that grew so much is a speed that fell by a third.
    private static final double MOST = 1.5;

    private Ratios() {}

    static void write(Path file, Map<String, Double> ratios) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(
                "# Costs at 1M changes: of imports over a peer's decoding, of queries (median)"
                        + " over");
        lines.add(
                "# sorting 2^18 numbers. Written by app/src/bench/run --record, compared by"
                        + " --check.");
        ratios.forEach((name, value) -> lines.add(name + " = " + text(value)));
        Files.write(file, lines);
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /// Prints all; false where one grew too much.
    static boolean compare(Path file, Map<String, Double> now) throws IOException {
        boolean good = true;
        for (String line : Files.readAllLines(file)) {
            int cut = line.lastIndexOf(" = ");
            if (line.startsWith("#") || cut < 0) {
                continue;
            }
            String name = line.substring(0, cut);
            double then = Double.parseDouble(line.substring(cut + 3));
            Double measured = now.get(name);
            boolean fell = measured == null || measured > then * MOST;
            good &= !fell;
            System.out.printf(
                    "%-70s %10s, was %10s%s%n",
                    name,
                    measured == null ? "not measured" : text(measured),
                    text(then),
                    fell ? "  FELL BY A THIRD" : "");
        }
        return good;
    }
}
