package org.rowback.history.casefile;

import org.rowback.history.model.RowbackException;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Hands work from the importing thread to the one that compresses and writes, in order and not too far ahead.
/// A failure there is thrown at the next call here.
final class StoragePipe implements AutoCloseable {
    /// Work for the storing thread.
    interface Task {
        void run(Store store) throws RowbackException.CaseFile;
    }

    /// A question to the storing thread.
    interface Question<T> {
        T ask(Store store) throws RowbackException.CaseFile;
    }

    private static final int AHEAD = 1024;
    private static final int WAIT_MILLIS = 20;

    private final BlockingQueue<Task> tasks = new ArrayBlockingQueue<>(AHEAD);
    private final ExecutorService thread;
    private final Future<Boolean> work;

    StoragePipe(Store store) {
        thread =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("case-storage").factory());
        work =
                thread.submit(
                        () -> {
                            try (store) {
                                while (!store.isEnded()) {
                                    tasks.take().run(store);
                                }
                            }
                            return true;
                        });
    }

    void put(Task task) throws RowbackException {
        await(millis -> tasks.offer(task, millis, TimeUnit.MILLISECONDS));
    }

    /// Something that may take longer than a moment.
    interface Attempt {
        /// @return whether it came about within so many milliseconds
        boolean within(long millis) throws InterruptedException;
    }

    /// Waits for what the storing thread makes possible.
    void await(Attempt attempt) throws RowbackException {
        try {
            do {
                if (work.isDone()) {
                    throw failure();
                }
            } while (!attempt.within(WAIT_MILLIS));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /// Waits until everything before is done, and for the answer.
    <T> T ask(Question<T> question) throws RowbackException {
        BlockingQueue<T> answer = new ArrayBlockingQueue<>(1);
        put(store -> answer.add(question.ask(store)));
        try {
            while (true) {
                T got = answer.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
                if (got != null) {
                    return got;
                }
                if (work.isDone()) {
                    throw failure();
                }
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /// Ends the thread; what was not committed is rolled back.
    @Override
    public void close() throws RowbackException {
        if (!work.isDone()) {
            put(Store::end);
        }
        thread.shutdown();
        try {
            work.get(1, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            // It failed; whoever called before was told, and nothing of it was committed.
            throw failure();
        } catch (TimeoutException e) {
            throw new IllegalStateException("storing did not end", e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private RowbackException failure() throws RowbackException.Cancelled {
        try {
            work.get();
            return new RowbackException.CaseFile("the import into this case has ended");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RowbackException.CaseFile failure) {
                return new RowbackException.CaseFile(failure.getMessage(), failure);
            }
            throw new IllegalStateException("storing failed", e.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static RowbackException.Cancelled interrupted() {
        Thread.currentThread().interrupt();
        return new RowbackException.Cancelled();
    }
}
