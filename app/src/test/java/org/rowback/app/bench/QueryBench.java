package org.rowback.app.bench;

import org.rowback.app.Wiring;
import org.rowback.app.bench.Question.Asked;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.search.ChangeSearch;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Asks a case every question of the table.
final class QueryBench {
    static final String CANCELLED = "a full scan stops after it was cancelled";

    private QueryBench() {}

    /// By name; opening and cancelling are among them.
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
        }
        all.put(CANCELLED, cancelling(file));
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
        Object answer = question.asker().ask(asked, random);
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

    /// From the moment somebody wants a full scan to stop until it has.
    private static Timings cancelling(Path file) throws Exception {
        long[] times = new long[100];
        long cold = 0;
        double before = Unit.millis();
        SplittableRandom random = new SplittableRandom(3);
        try (CaseFile opened = CaseFile.openReadOnly(file, Wiring.codecs())) {
            Asked asked = Asked.of(opened);
            ChangeSearch search =
                    new ChangeSearch(
                            asked.history(), Filter.parse("new.total == 17", asked.catalog()));
            for (int i = -1; i < times.length; i++) {
                long took = cancelled(search, 1 + random.nextInt(20));
                if (i < 0) {
                    cold = took;
                } else {
                    times[i] = took;
                }
            }
        }
        return new Timings(cold, times, (before + Unit.millis()) / 2);
    }

    private static long cancelled(ChangeSearch search, int afterMillis) throws Exception {
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
                                do {
                                    search.count(monitor);
                                } while (!stop.get());
                            } catch (RowbackException.Cancelled e) {
                                // As asked for.
                            } catch (RowbackException e) {
                                throw new IllegalStateException(e);
                            }
                            ended.set(System.nanoTime());
                        });
        thread.start();
        thread.join(afterMillis);
        long begin = System.nanoTime();
        stop.set(true);
        thread.join();
        return Math.max(0, ended.get() - begin);
    }
}
