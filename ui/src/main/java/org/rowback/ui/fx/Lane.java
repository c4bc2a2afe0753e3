package org.rowback.ui.fx;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// One line of questions: asking again cancels the question before, whose answer never arrives.
///
/// Used from the screen's thread only.
public final class Lane {
    private final Executor workers;
    private final Executor screen;
    private final Consumer<Throwable> bugs;
    private long generation;
    private Question current = new Question(0, _ -> {});

    Lane(Executor workers, Executor screen, Consumer<Throwable> bugs) {
        this.workers = workers;
        this.screen = screen;
        this.bugs = bugs;
    }

    /// Asks; failures other than being overtaken go to `failed`.
    public <T> void ask(Work<T> work, Consumer<T> answered, Consumer<RowbackException> failed) {
        ask(work, _ -> {}, answered, failed);
    }

    /// Asks, and hears of progress at most once for each turn of the screen's thread.
    public <T> void ask(
            Work<T> work,
            Consumer<Progress> progress,
            Consumer<T> answered,
            Consumer<RowbackException> failed) {
        ask(work, progress, answered, failed, () -> {});
    }

    /// @param ended runs on the screen's thread after an answer, a failure or a bug
    <T> void ask(
            Work<T> work,
            Consumer<Progress> progress,
            Consumer<T> answered,
            Consumer<RowbackException> failed,
            Runnable ended) {
        cancel();
        Question question = new Question(generation, progress);
        current = question;
        workers.execute(() -> run(work, question, answered, failed, ended));
    }

    /// Stops the question that runs; its answer never arrives.
    public void cancel() {
        generation++;
        current.stopped.set(true);
    }

    /// Asks the question that runs to stop, and still hears its answer or [RowbackException.Cancelled].
    public void stop() {
        current.stopped.set(true);
    }

    private <T> void run(
            Work<T> work,
            Question question,
            Consumer<T> answered,
            Consumer<RowbackException> failed,
            Runnable ended) {
        try {
            T answer = work.run(question);
            arrive(question, () -> answered.accept(answer), ended);
        } catch (RowbackException e) {
            arrive(question, () -> failed.accept(e), ended);
        } catch (RuntimeException | Error e) {
            screen.execute(
                    () -> {
                        ended.run();
                        bugs.accept(e);
                    });
        }
    }

    private void arrive(Question question, Runnable action, Runnable ended) {
        screen.execute(
                () -> {
                    try {
                        if (question.generation == generation) {
                            action.run();
                        }
                    } finally {
                        ended.run();
                    }
                });
    }

    private final class Question implements ImportMonitor {
        private final long generation;
        private final Consumer<Progress> listener;
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicReference<Progress> latest = new AtomicReference<>(Progress.NONE);
        private final AtomicBoolean underWay = new AtomicBoolean();

        private Question(long generation, Consumer<Progress> listener) {
            this.generation = generation;
            this.listener = listener;
        }

        @Override
        public void progress(String phase, long done, long total, String unit) {
            latest.set(new Progress(phase, done, total, unit));
            if (underWay.compareAndSet(false, true)) {
                arrive(
                        this,
                        () -> {
                            underWay.set(false);
                            listener.accept(latest.get());
                        },
                        () -> {});
            }
        }

        @Override
        public boolean cancelled() {
            return stopped.get();
        }
    }
}
