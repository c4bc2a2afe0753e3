package org.rowback.app.bench;

import org.rowback.app.Wiring;
import org.rowback.app.bench.Question.Asked;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Asks a case every question of the table.
final class QueryBench {
    /// What follows the name of a question whose calls were cancelled.
    static final String CANCELLED = ": stops after it was cancelled";

    /// When a call is cancelled at the latest.
    private static final double LATEST_MILLIS = 200;

    private QueryBench() {}

    /// By name; opening is among them, and cancelling each.
    static Map<String, Timings> run(Path file, long changes) throws Exception {
        Map<String, Timings> all = new LinkedHashMap<>();
        all.put("opening the case to its timeline", opening(file));
        for (Question question : Questions.all(changes)) {
            Timings timings = ask(file, question);
            System.err.printf(
                    "  %-66s p95 %s ms, cold %s ms%n",
                    question.name(),
                    Timings.millis(timings.percentile(95)),
                    Timings.millis(timings.coldMillis()));
            all.put(question.name(), timings);
            all.put(
                    question.name() + CANCELLED,
                    cancelling(file, question, timings.percentile(50)));
        }
        return all;
    }

    static Timings ask(Path file, Question question) throws Exception {
        SplittableRandom random = new SplittableRandom(question.name().hashCode());
        try (CaseFile opened = CaseFile.openReadOnly(file, Wiring.codecs())) {
            Asked asked = Asked.of(opened);
            long[] times = new long[question.calls()];
            long cold = once(question, asked, random);
            // Code that no call ran yet is neither cold nor warm: these are not counted.
            for (int i = 0; i < (question.calls() < 100 ? 2 : 20); i++) {
                once(question, asked, random);
            }
            double before = Unit.millis();
            for (int i = 0; i < times.length; i++) {
                times[i] = once(question, asked, random);
            }
            return new Timings(cold, times, (before + Unit.millis()) / 2);
        }
    }

    private static long once(Question question, Asked asked, SplittableRandom random)
            throws RowbackException {
        long begin = System.nanoTime();
        Object answer = question.asker().ask(asked, random, ImportMonitor.NONE);
        long took = System.nanoTime() - begin;
        if (answer == null) {
            throw new IllegalStateException("no answer");
        }
        return took;
    }

    private static Timings opening(Path file) throws RowbackException {
        long[] times = new long[100];
        long cold = open(file);
        double before = Unit.millis();
        for (int i = 0; i < times.length; i++) {
            times[i] = open(file);
        }
        return new Timings(cold, times, (before + Unit.millis()) / 2);
    }

    private static long open(Path file) throws RowbackException {
        long begin = System.nanoTime();
        try (CaseFile opened = CaseFile.openReadOnly(file, Wiring.codecs())) {
            var history = opened.history();
            history.tables();
            var totals = history.totals();
            history.density(totals.firstTimeMicros(), totals.lastTimeMicros() + 1, 2_000);
            return System.nanoTime() - begin;
        }
    }

    /// From the moment somebody wants a call to stop until it has: 100 calls, each at another moment of its work.
    private static Timings cancelling(Path file, Question question, double usualMillis)
            throws Exception {
        long[] times = new long[100];
        double before = Unit.millis();
        SplittableRandom random = new SplittableRandom(question.name().hashCode());
        double most = Math.min(usualMillis, LATEST_MILLIS);
        try (CaseFile opened = CaseFile.openReadOnly(file, Wiring.codecs())) {
            Asked asked = Asked.of(opened);
            for (int i = 0; i < times.length; i++) {
                times[i] =
                        cancelled(
                                question, asked, random, (long) (random.nextDouble() * most * 1e6));
            }
        }
        return new Timings(times[0], times, (before + Unit.millis()) / 2);
    }

    private static long cancelled(
            Question question, Asked asked, SplittableRandom random, long afterNanos)
            throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong ended = new AtomicLong();
        ImportMonitor monitor =
                new ImportMonitor() {
                    @Override
                    public void progress(String phase, long done, long total, String unit) {}

                    @Override
                    public boolean cancelled() {
                        return stop.get();
                    }
                };
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                question.asker().ask(asked, random, monitor);
                            } catch (RowbackException.Cancelled e) {
                                // As asked for.
                            } catch (RowbackException e) {
                                throw new IllegalStateException(e);
                            }
                            ended.set(System.nanoTime());
                        });
        thread.start();
        thread.join(Duration.ofNanos(afterNanos));
        long begin = System.nanoTime();
        stop.set(true);
        thread.join();
        return Math.max(0, ended.get() - begin);
    }
}
