package org.rowback.history.casefile;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Work that is done once, by whichever thread comes first: a helper, or the one that needs it.
final class Task<T> implements Runnable {
    private static final int PATIENCE_MILLIS = 5;

    /// What there is to do.
    interface Work<T> {
        T call() throws RowbackException;
    }

    private final Work<T> work;
    private final AtomicBoolean isTaken = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable T result;
    private volatile @Nullable Throwable failure;

    Task(Work<T> work) {
        this.work = work;
    }

    /// Does all of some work with the help of others, and gives the results in order. Returns when nobody works on it
    /// any more, also where it fails or is cancelled.
    static <T> List<T> all(Executor helpers, ImportMonitor monitor, List<Work<T>> works)
            throws RowbackException {
        List<Task<T>> tasks = new ArrayList<>();
        works.forEach(work -> tasks.add(new Task<>(work)));
        tasks.forEach(helpers::execute);
        try {
            List<T> results = new ArrayList<>(tasks.size());
            for (Task<T> task : tasks) {
                monitor.check();
                task.run();
            }
            for (Task<T> task : tasks) {
                results.add(task.result(monitor));
            }
            return results;
        } finally {
            tasks.forEach(Task::drop);
            tasks.forEach(Task::settle);
        }
    }

    /// Does the work; nothing where somebody took it before.
    @Override
    public void run() {
        if (isTaken.compareAndSet(false, true)) {
            try {
                result = work.call();
            } catch (RowbackException | RuntimeException | Error e) {
                failure = e;
            } finally {
                done.countDown();
            }
        }
    }

    boolean isDone() {
        return done.getCount() == 0;
    }

    /// Waits for what the work gave, or throws what it threw.
    T result(ImportMonitor monitor) throws RowbackException {
        try {
            while (!done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                monitor.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RowbackException.Cancelled();
        }
        switch (failure) {
            case null -> {}
            case RowbackException expected -> throw expected;
            case RuntimeException bug -> throw bug;
            case Error error -> throw error;
            case Throwable other -> throw new IllegalStateException(other);
        }
        return Objects.requireNonNull(result);
    }

    /// Sees to it that nobody begins the work any more.
    void drop() {
        if (isTaken.compareAndSet(false, true)) {
            done.countDown();
        }
    }

    /// Waits until whoever works on it has ended.
    void settle() {
        boolean interrupted = false;
        while (!isDone()) {
            try {
                done.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
