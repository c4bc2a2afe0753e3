package org.rowback.app.bench;

import org.rowback.app.bench.MadeLog.Made;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Everything that one run measured.
///
/// @param readSeconds reading and checking the log's bytes
/// @param warmSeconds the import in a process that did it before; 0 where not measured
/// @param firstTimelineSeconds 0 where not measured
/// @param variants seconds of imports of other forms of the same changes
/// @param peers seconds
/// @param askingPeakBytes the most memory that this process had resident while it asked; 0 where the system does not tell
record Results(
        Made made,
        double readSeconds,
        Processes.Ran cold,
        double warmSeconds,
        double firstTimelineSeconds,
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
                    if (!name.equals(QueryBench.CANCELLED)) {
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
        if (warmSeconds > 0) {
            row(out, "the same in a process that imported before", warmSeconds);
        }
        variants.forEach((name, seconds) -> variant(out, name, seconds));
        peers.forEach((name, seconds) -> row(out, name, seconds));
        row(out, "reading the bytes and one CRC over them", readSeconds);
        out.append("\n| | measured | to reach |\n|---|---:|---:|\n");
        Double maria = peers.get("mariadb-binlog -vv");
        if (maria != null) {
            out.append(
                    format(
                            "| wall time of `mariadb-binlog -vv` over the import's, new process |"
                                    + " %.2f | 4 |\n",
                            maria / cold.seconds()));
            if (warmSeconds > 0) {
                out.append(
                        format(
                                "| the same in a process that imported before | %.2f | 6 |\n",
                                maria / warmSeconds));
            }
        }
        out.append(
                format(
                        "| peak memory of the new process | %d MiB | 512 |\n",
                        cold.peakBytes() >> 20));
        out.append(
                format("| case file over log | %.3f | 0.3 |\n", (double) caseBytes / made.bytes()));
        if (firstTimelineSeconds > 0) {
            out.append(
                    format(
                            "| first timeline while an import runs | %.2f s | 2 |\n",
                            firstTimelineSeconds));
        }
        forms(out);
        out.append('\n');
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
                            out.append(
                                    format(
                                            "| time by row of %s over %s | %.2f | 1 |\n",
                                            name, Bench.PLAIN, seconds / plain));
                        }
                    });
        }
    }

    private void queries(StringBuilder out) {
        out.append("| query, in ms | p50 | p95 | most | cold | to reach | |\n");
        out.append("|---|---:|---:|---:|---:|---:|---|\n");
        answers.forEach((name, t) -> out.append(query(name, t)));
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
                        .orElse(name.startsWith("opening") ? 1000 : 50);
        return format(
                "| %s | %s | %s | %s | %s | %,d | %s |\n",
                name,
                Timings.millis(t.percentile(50)),
                Timings.millis(t.percentile(95)),
                Timings.millis(t.percentile(100)),
                Timings.millis(t.coldMillis()),
                target,
                t.percentile(95) <= target ? "reached" : "**not reached**");
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
