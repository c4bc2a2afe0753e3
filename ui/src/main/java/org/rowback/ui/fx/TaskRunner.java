package org.rowback.ui.fx;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Runs work on workers and brings the answers to the screen's thread.
///
/// Each pane asks through a [Lane] of its own: a newer question cancels the one before and drops its answer.
public final class TaskRunner {
    private final Executor workers;
    private final Executor screen;
    private final Consumer<Throwable> bugs;

    /// @param workers where work runs
    /// @param screen where answers arrive: the FX thread, or, in tests, the caller
    /// @param bugs told of unchecked exceptions, on the screen's thread
    public TaskRunner(Executor workers, Executor screen, Consumer<Throwable> bugs) {
        this.workers = workers;
        this.screen = screen;
        this.bugs = bugs;
    }

    /// A runner that does everything at once in the calling thread; bugs are thrown.
    public static TaskRunner immediate() {
        return new TaskRunner(
                Runnable::run,
                Runnable::run,
                bug -> {
                    throw new IllegalStateException(bug);
                });
    }

    /// A new line of questions, of which only the newest is answered.
    public Lane lane() {
        return new Lane(workers, screen, bugs);
    }

    /// A new line of work, all of which is done in order.
    public Line line() {
        return new Line(this);
    }
}
