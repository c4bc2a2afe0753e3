package org.rowback.app.bench.loops;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.rowback.app.bench.SmallLog;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Runs the loops and says their figures as a table.
public final class Loops {
    private static final List<String> ORDER = List.of("checksum", "events", "changes", "values");

    private Loops() {}

    /// The section of the results page.
    public static String run() throws Exception {
        SmallLog log = SmallLog.make();
        StringBuilder out = new StringBuilder();
        out.append(
                String.format(
                        Locale.ROOT,
                        "JMH, one thread, warm, a log of %,d changes, %.1f MB in memory; mean of"
                                + " five runs with its error at 99.9%%.\n\n",
                        log.changes(),
                        log.bytes().length / 1e6));
        out.append("| loop | ms | ± | MB/s | changes/s |\n|---|---:|---:|---:|---:|\n");
        for (RunResult result : results()) {
            double millis = result.getPrimaryResult().getScore();
            out.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %.2f | %.2f | %,.0f | %,.0f |\n",
                            result.getPrimaryResult().getLabel(),
                            millis,
                            result.getPrimaryResult().getScoreError(),
                            log.bytes().length / 1e3 / millis,
                            log.changes() * 1e3 / millis));
        }
        return out.toString();
    }

    private static List<RunResult> results() throws RunnerException {
        return new Runner(
                        new OptionsBuilder()
                                .include(DecoderLoops.class.getName())
                                .jvmArgsAppend("--enable-native-access=ALL-UNNAMED")
                                .build())
                .run().stream()
                        .sorted(
                                Comparator.comparingInt(
                                        r -> ORDER.indexOf(r.getPrimaryResult().getLabel())))
                        .toList();
    }
}
