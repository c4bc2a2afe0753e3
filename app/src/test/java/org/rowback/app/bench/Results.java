package org.rowback.app.bench;

import org.rowback.app.bench.MadeLog.Made;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Everything that one run measured.
///
/// @param readSeconds reading and checking the log's bytes
/// @param warmSeconds the import in a process that did it before; 0 where not measured
/// @param variants seconds of imports of other forms of the same changes
/// @param peers seconds
/// @param askingPeakBytes the most memory that this process had resident while it asked; 0 where the system does not tell
record Results(
        Made made,
        double readSeconds,
        Processes.Ran cold,
        double warmSeconds,
        Optional<WindowImport.Ran> window,
        Map<String, Double> variants,
        Map<String, Double> peers,
        long caseBytes,
        Map<String, Timings> answers,
        long askingPeakBytes) {
    /// See [Ratios]. How soon a query stops is not among them: that is chance.
    Map<String, Double> ratios() {
        Map<String, Double> ratios = new LinkedHashMap<>();
        double peer = peers.get(Bench.CONNECTOR);
        ratios.put("import, new process, over " + Bench.CONNECTOR, cold.seconds() / peer);
        ratios.put("import, warm, over " + Bench.CONNECTOR, warmSeconds / peer);
        answers.forEach(
                (name, timings) -> {
                    if (!name.endsWith(QueryBench.CANCELLED)) {
                        ratios.put(name, timings.percentile(50) / timings.unitMillis());
                    }
                });
        return ratios;
    }

    /// The section of the page.
    String section() throws IOException {
        StringBuilder out = new StringBuilder();
        out.append("## ").append(Bench.sizeName(made.changes())).append(" changes\n\n");
        out.append("On ").append(Machine.text()).append(".\n\n");
        out.append(
                format(
                        "The log: %,d transactions, %,d inserts, %,d updates, %,d deletes in 60"
                                + " tables, %.0f MB in %d file(s).\n\n",
                        made.transactions(),
                        made.inserts(),
                        made.updates(),
                        made.deletes(),
                        made.bytes() / 1e6,
                        made.files().size()));
        imports(out);
        queries(out);
        return out.toString();
    }

    private void imports(StringBuilder out) {
        out.append("| import | seconds | MB/s | changes/s |\n|---|---:|---:|---:|\n");
        row(out, "`rowback import`, a new process", cold.seconds());
        window.ifPresent(ran -> row(out, "the same in the running window, warm", ran.seconds()));
        variants.forEach((name, seconds) -> variant(out, name, seconds));
        peers.forEach((name, seconds) -> row(out, name, seconds));
        row(out, "reading the bytes and one CRC over them", readSeconds);
        out.append("\n| | measured | to reach | |\n|---|---:|---:|---|\n");
        peers.forEach((name, seconds) -> against(out, name, seconds));
        most(out, "peak memory of the new process", mebibytes(cold.peakBytes()), 512, " MiB");
        most(out, "case file over log", (double) caseBytes / made.bytes(), 0.3, "");
        window.ifPresent(
                ran -> {
                    most(
                            out,
                            "first timeline painted while the window's first import runs",
                            ran.timelineSeconds(),
                            2,
                            " s");
                    most(out, "peak memory of the window", mebibytes(ran.peakBytes()), 512, " MiB");
                });
        forms(out);
        out.append('\n');
    }

    private static double mebibytes(long bytes) {
        return bytes / (double) (1 << 20);
    }

    /// How many times as long a server's own tool takes.
    private void against(StringBuilder out, String name, double seconds) {
        if (!name.contains("-vv")) {
            return;
        }
        least(
                out,
                "wall time of `" + name + "` over the import's, new process",
                seconds / cold.seconds(),
                4);
        window.ifPresent(
                ran ->
                        least(
                                out,
                                "the same over the import's in the running window, warm",
                                seconds / ran.seconds(),
                                6));
    }

    private static void least(StringBuilder out, String name, double measured, double target) {
        out.append(
                format(
                        "| %s | %.2f | %.0f | %s |\n",
                        name, measured, target, word(measured >= target)));
    }

    private static void most(
            StringBuilder out, String name, double measured, double target, String unit) {
        String digits = target > 100 ? "%.0f" : target >= 1 ? "%.2f" : "%.3f";
        out.append(
                format(
                        "| %s | " + digits + "%s | at most %s | %s |\n",
                        name,
                        measured,
                        unit,
                        format(target < 1 ? "%.1f" : "%.0f", target),
                        word(measured <= target)));
    }

    private static String word(boolean reached) {
        return reached ? "reached" : "**not reached**";
    }

    private void row(StringBuilder out, String name, double seconds) {
        out.append(
                format(
                        "| %s | %.2f | %.0f | %,.0f |\n",
                        name, seconds, made.bytes() / 1e6 / seconds, made.changes() / seconds));
    }

    private void variant(StringBuilder out, String name, double seconds) {
        out.append(format("| %s | %.2f | | %,.0f |\n", name, seconds, made.changes() / seconds));
    }

    /// Forms of the same changes against the plain one.
    private void forms(StringBuilder out) {
        Double plain = variants.get(Bench.PLAIN);
        if (plain != null) {
            variants.forEach(
                    (name, seconds) -> {
                        if (!name.equals(Bench.PLAIN)) {
                            most(
                                    out,
                                    "time by row of " + name + " over " + Bench.PLAIN,
                                    seconds / plain,
                                    1,
                                    "");
                        }
                    });
        }
    }

    private void queries(StringBuilder out) {
        out.append("| query, in ms | p50 | p95 | most | cold | to reach | | stops in |\n");
        out.append("|---|---:|---:|---:|---:|---:|---|---:|\n");
        answers.forEach(
                (name, t) -> {
                    if (!name.endsWith(QueryBench.CANCELLED)) {
                        out.append(query(name, t));
                    }
                });
        out.append(
                "\n"
                    + "The last column: how long a call still takes after it was cancelled, p95 of"
                    + " 100 (to reach: 50).\n");
        Timings scan = answers.get(Questions.FULL_SCAN);
        if (scan != null) {
            out.append(
                    format(
                            "\nFull scan: %,.0f changes a second at the median (to reach:"
                                    + " 4,000,000).\n",
                            made.changes() / scan.percentile(50) * 1e3));
        }
        out.append(
                format(
                        "\nPeak resident memory of the process that asked all of this: %d MiB (to"
                                + " reach: 512).\n",
                        askingPeakBytes >> 20));
    }

    private String query(String name, Timings t) {
        int target =
                Questions.all(made.changes()).stream()
                        .filter(q -> q.name().equals(name))
                        .mapToInt(q -> q.target(made.changes()))
                        .findFirst()
                        .orElse(1000);
        Timings stops = answers.get(name + QueryBench.CANCELLED);
        return format(
                "| %s | %s | %s | %s | %s | %,d | %s | %s |\n",
                name,
                Timings.millis(t.percentile(50)),
                Timings.millis(t.percentile(95)),
                Timings.millis(t.percentile(100)),
                Timings.millis(t.coldMillis()),
                target,
                word(t.percentile(95) <= target),
                stops == null ? "" : Timings.millis(stops.percentile(95)));
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
