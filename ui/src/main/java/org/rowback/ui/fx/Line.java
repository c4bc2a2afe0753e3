package org.rowback.ui.fx;

import org.rowback.history.model.RowbackException;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// Work done one after the other, in the order it was asked for; nothing is overtaken and nothing dropped.
///
/// Used from the screen's thread only.
public final class Line {
    private final TaskRunner tasks;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;

    Line(TaskRunner tasks) {
        this.tasks = tasks;
    }

    /// Does some work after all that was asked for before.
    public <T> void ask(Work<T> work, Consumer<T> answered, Consumer<RowbackException> failed) {
        waiting.add(() -> tasks.lane().ask(work, _ -> {}, answered, failed, this::done));
        next();
    }

    private void done() {
        busy = false;
        next();
    }

    private void next() {
        if (!busy && !waiting.isEmpty()) {
            busy = true;
            waiting.removeFirst().run();
        }
    }
}
