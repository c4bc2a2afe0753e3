package org.rowback.app.bench;

import org.rowback.app.bench.MadeLog.Form;
import org.rowback.app.bench.MadeLog.Made;
import org.rowback.app.bench.loops.Loops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /// Of more changes, an import is measured once.
    private static final long MUCH = 10_000_000;

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
        Path other = folder.resolve("other");
        Processes.Ran cold = ImportBench.cold(launcher, logs, target);
        double warm = 0;
        if (ratiosOnly) {
            ImportBench.here(made, logs, other);
            warm =
                    Math.min(
                            ImportBench.here(made, logs, other),
                            ImportBench.here(made, logs, other));
            Files.delete(other);
        }
        Optional<WindowImport.Ran> window = Optional.empty();
        Map<String, Double> peers = new LinkedHashMap<>();
        if (!ratiosOnly) {
            say("importing in the window");
            window = Optional.of(WindowImport.run(launcher, logs, other, size <= MUCH ? 4 : 1));
            say("letting others read the log");
            peer("mariadb-binlog", made, 1, peers);
        }
        peers.put(CONNECTOR, connector(Sample.of(made)));
        say("asking");
        Asking.Answered answers = Asking.run(launcher, target, size);
        long caseBytes = Files.size(target);
        clear(logs);
        Files.deleteIfExists(target);
        Map<String, Double> variants = ratiosOnly ? Map.of() : variants(size, other, peers);
        return new Results(
                made,
                read,
                cold,
                warm,
                window,
                variants,
                peers,
                caseBytes,
                answers.timings(),
                answers.peakBytes());
    }

    /// The same changes in other forms, imported here; of a large log a part. Seconds for as many changes as it has.
    private Map<String, Double> variants(long size, Path target, Map<String, Double> peers)
            throws Exception {
        Map<String, Double> variants = new LinkedHashMap<>();
        Map<String, Form> forms = new LinkedHashMap<>();
        long part = Math.min(size, 2 * MUCH);
        forms.put(PLAIN, new Form(Vendor.MYSQL, 1L << 30, false));
        forms.put("MySQL, compressed transactions", new Form(Vendor.MYSQL, 1L << 30, true));
        forms.put("MySQL, files of 1 MiB", new Form(Vendor.MYSQL, 1 << 20, false));
        for (Map.Entry<String, Form> form : forms.entrySet()) {
            say("importing: " + form.getKey());
            Path logs = folder.resolve("variant");
            clear(logs);
            Made made = MadeLog.make(logs, form.getValue(), part, SEED);
            if (form.getKey().equals(PLAIN)) {
                peer("mysqlbinlog", made, (double) size / part, peers);
            }
            double least = ImportBench.here(made, logs, target);
            // A short one is warmed up first, and its turns differ more.
            for (int round = 1; round < (size <= MUCH ? 4 : 1); round++) {
                least = Math.min(least, ImportBench.here(made, logs, target));
            }
            variants.put(form.getKey(), least * size / part);
            clear(logs);
            Files.delete(target);
        }
        return variants;
    }

    /// A part of a log that others read where all of it would take them too long.
    private record Sample(List<Path> files, double share) {
        private static final long MOST_BYTES = 2_200_000_000L;

        static Sample of(Made made) throws IOException {
            List<Path> files = new ArrayList<>();
            long bytes = 0;
            for (Path file : made.files()) {
                if (!files.isEmpty() && bytes + Files.size(file) > MOST_BYTES) {
                    break;
                }
                files.add(file);
                bytes += Files.size(file);
            }
            return new Sample(files, (double) bytes / made.bytes());
        }
    }

    /// What a server's own tool takes, where it is installed and is what its name says: seconds for the whole log,
    /// reckoned from the first files of a large one.
    ///
    /// @param times how many times as long as the log that was made the whole one is
    private static void peer(String tool, Made made, double times, Map<String, Double> peers)
            throws Exception {
        Optional<String> version = Processes.version(tool);
        // MariaDB installs its own tool under the other's name too.
        if (version.isEmpty() || (tool.equals("mysqlbinlog") && version.get().contains("Ver 3."))) {
            return;
        }
        Sample sample = Sample.of(made);
        Optional<Double> seconds = ImportBench.printing(tool, sample.files());
        if (seconds.isPresent()) {
            peers.put(
                    tool
                            + " -vv"
                            + (tool.startsWith("mysql") ? ", " + PLAIN : "")
                            + sampled(sample.share() / times),
                    times * seconds.get() / sample.share());
        }
    }

    private static String sampled(double share) {
        return share > 0.999 ? "" : String.format(Locale.ROOT, " (from %.0f%% of it)", 100 * share);
    }

    /// The least of two, after one to warm up; seconds for the whole log, reckoned from the sample.
    private static double connector(Sample sample) throws IOException {
        ImportBench.connector(List.of(sample.files().getFirst()));
        return Math.min(
                        ImportBench.connector(sample.files()),
                        ImportBench.connector(sample.files()))
                / sample.share();
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
