package org.rowback.importers.postgres.replay;

import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.model.RowbackException;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Writes what committed on a thread of its own and in order, while the log's own thread reads on. Whoever else writes
/// asks for the writer by [#settled]. For one thread.
final class CommitThread implements AutoCloseable {
    /// Work is handed over together: waking a thread for each transaction would cost more than writing most.
    private static final int BATCH_BYTES = 128 << 10;

    private static final int AHEAD = 3;

    private final HistoryWriter writer;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("rowback-commits").factory());
    private final Deque<Future<Boolean>> under = new ArrayDeque<>(AHEAD);
    private List<Work> filling = new ArrayList<>();
    private long bytes;

    /// Set by the thread; what comes after a failure is dropped.
    private boolean failed;

    /// Something to be written. It is closed whether it ran or not.
    interface Work extends AutoCloseable {
        void run(HistoryWriter writer) throws RowbackException;

        @Override
        default void close() {}
    }

    CommitThread(HistoryWriter writer) {
        this.writer = writer;
    }

    /// @param weightBytes about how much it is
    void put(long weightBytes, Work work) throws RowbackException {
        filling.add(work);
        bytes += weightBytes;
        if (bytes >= BATCH_BYTES) {
            hand();
        }
    }

    /// The writer, once all is written that was put.
    HistoryWriter settled() throws RowbackException {
        if (!filling.isEmpty()) {
            hand();
        }
        while (!under.isEmpty()) {
            await(under.removeFirst());
        }
        return writer;
    }

    private void hand() throws RowbackException {
        if (under.size() == AHEAD) {
            await(under.removeFirst());
        }
        List<Work> batch = filling;
        filling = new ArrayList<>();
        bytes = 0;
        under.add(thread.submit(() -> run(batch)));
    }

    private boolean run(List<Work> batch) throws RowbackException {
        int next = 0;
        try {
            while (next < batch.size() && !failed) {
                try (Work work = batch.get(next++)) {
                    work.run(writer);
                }
            }
        } finally {
            failed |= next < batch.size();
            batch.subList(next, batch.size()).forEach(Work::close);
        }
        return true;
    }

    private static void await(Future<Boolean> batch) throws RowbackException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    batch.get();
                    return;
                } catch (InterruptedException e) {
                    // Writing goes on to its end; whoever interrupted is told by the import's
                    // monitor.
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RowbackException failure) {
                        throw failure;
                    }
                    throw new IllegalStateException("writing a transaction failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Waits until what was handed over is written; the rest is dropped.
    @Override
    public void close() {
        filling.forEach(Work::close);
        filling.clear();
        thread.close();
    }
}
