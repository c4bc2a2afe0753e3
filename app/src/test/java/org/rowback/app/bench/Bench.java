package org.rowback.app.bench;

import org.rowback.app.bench.MadeLog.Form;
import org.rowback.app.bench.MadeLog.Made;
import org.rowback.app.bench.loops.Loops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes logs, imports them, asks every query, and writes down what that took.
///
/// ```
/// Bench LAUNCHER PAGE RATIOS SIZE FOLDER          writes the section of the size
/// Bench LAUNCHER PAGE RATIOS --check FOLDER       compares the ratios at 1M; exit code 1 where one fell by a third
/// Bench LAUNCHER PAGE RATIOS --loops FOLDER       measures the decoder's inner loops and writes their section
/// Bench LAUNCHER PAGE RATIOS --record FOLDER      writes the section of 1M, and its ratios as those to compare with
/// ```
final class Bench {
    static final String CONNECTOR = "mysql-binlog-connector-java, decoding only, warm";
    static final String PLAIN = "MySQL, plain";
    private static final int CHECKS = 3;
    private static final long SEED = 20260512;

    private final Path launcher;
    private final Path folder;

    private Bench(Path launcher, Path folder) {
        this.launcher = launcher;
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        String mode = args[3];
        if (mode.equals("--loops")) {
            String section =
                    "## The decoder's inner loops\n\nOn " + Machine.text() + ".\n\n" + Loops.run();
            System.out.println(section);
            ResultsPage.write(Path.of(args[1]), "loops", section);
            return;
        }
        Bench bench = new Bench(Path.of(args[0]), Path.of(args[4]));
        boolean ratiosOnly = mode.equals("--check");
        long size = mode.startsWith("--") ? 1_000_000 : size(mode);
        Results results = bench.run(size, ratiosOnly);
        Path ratios = Path.of(args[2]);
        if (ratiosOnly) {
            System.exit(bench.check(ratios, results.ratios()) ? 0 : 1);
        }
        String section = results.section();
        System.out.println(section);
        ResultsPage.write(Path.of(args[1]), sizeName(size), section);
        if (mode.equals("--record")) {
            Ratios.write(ratios, results.ratios());
        }
    }

    /// What fell is measured again: a machine with other work is slow for a while, a slow program always.
    private boolean check(Path file, Map<String, Double> first) throws Exception {
        Map<String, Double> best = new LinkedHashMap<>(first);
        boolean good = Ratios.compare(file, best);
        for (int round = 1; !good && round < CHECKS; round++) {
            run(1_000_000, true)
                    .ratios()
                    .forEach((name, cost) -> best.merge(name, cost, Math::min));
            good = Ratios.compare(file, best);
        }
        return good;
    }

    private static long size(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return upper.endsWith("M")
                ? Long.parseLong(upper.substring(0, upper.length() - 1)) * 1_000_000
                : upper.endsWith("K")
                        ? Long.parseLong(upper.substring(0, upper.length() - 1)) * 1_000
                        : Long.parseLong(upper);
    }

    static String sizeName(long size) {
        return size % 1_000_000 == 0
                ? size / 1_000_000 + "M"
                : String.format(Locale.ROOT, "%.3fM", size / 1e6);
    }

    private Results run(long size, boolean ratiosOnly) throws Exception {
        Path logs = folder.resolve("logs");
        Path target = folder.resolve("case.rowback");
        clear(logs);
        say("making a log of " + sizeName(size) + " changes");
        Made made = MadeLog.make(logs, Form.ORDINARY, size, SEED);
        double read = ImportBench.readAndCheck(made.files());
        say("importing");
        Map<String, Double> peers = new LinkedHashMap<>();
        Map<String, Double> variants = new LinkedHashMap<>();
        Processes.Ran cold = ImportBench.cold(launcher, logs, target);
        double warm = 0;
        double first = 0;
        if (size <= 1_000_000) {
            Path other = folder.resolve("other.rowback");
            ImportBench.here(made, logs, other);
            warm = ImportBench.here(made, logs, other);
            warm = Math.min(warm, ImportBench.here(made, logs, other));
            if (!ratiosOnly) {
                first = ImportBench.firstTimeline(logs, other);
                variants = variants(size, other);
            }
            Files.deleteIfExists(other);
        }
        if (!ratiosOnly && size <= 10_000_000) {
            printers(made, peers);
        }
        if (size <= 10_000_000) {
            peers.put(CONNECTOR, connector(made));
        }
        say("asking");
        Asking.Answered answers = Asking.run(launcher, target, size);
        long caseBytes = Files.size(target);
        clear(logs);
        Files.deleteIfExists(target);
        return new Results(
                made,
                read,
                cold,
                warm,
                first,
                variants,
                peers,
                caseBytes,
                answers.timings(),
                answers.peakBytes());
    }

    /// The same changes in other forms, imported here; seconds.
    private Map<String, Double> variants(long size, Path target) throws Exception {
        Map<String, Double> variants = new LinkedHashMap<>();
        Map<String, Form> forms = new LinkedHashMap<>();
        forms.put(PLAIN, new Form(Vendor.MYSQL, 1L << 30, false));
        forms.put("MySQL, compressed transactions", new Form(Vendor.MYSQL, 1L << 30, true));
        forms.put("MySQL, files of 1 MiB", new Form(Vendor.MYSQL, 1 << 20, false));
        for (Map.Entry<String, Form> form : forms.entrySet()) {
            Path logs = folder.resolve("variant");
            clear(logs);
            Made made = MadeLog.make(logs, form.getValue(), size, SEED);
            ImportBench.here(made, logs, target);
            variants.put(form.getKey(), ImportBench.here(made, logs, target));
            clear(logs);
        }
        return variants;
    }

    private static void printers(Made made, Map<String, Double> peers) throws Exception {
        say("letting others read the log");
        Optional<Double> maria = ImportBench.printing("mariadb-binlog", made.files());
        maria.ifPresent(seconds -> peers.put("mariadb-binlog -vv", seconds));
        Optional<String> oracle = Processes.version("mysqlbinlog");
        // MariaDB installs its own tool under that name too.
        if (oracle.isPresent() && !oracle.get().contains("Ver 3.")) {
            ImportBench.printing("mysqlbinlog", made.files())
                    .ifPresent(seconds -> peers.put("mysqlbinlog -vv", seconds));
        }
    }

    /// The least of two, after one to warm up.
    private static double connector(Made made) throws IOException {
        ImportBench.connector(List.of(made.files().getFirst()));
        return Math.min(ImportBench.connector(made.files()), ImportBench.connector(made.files()));
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void say(String what) {
        System.err.println(what + " ...");
    }
}
