package org.rowback.history.casefile;

import org.rowback.history.casefile.blocks.ByteSink;
import org.rowback.history.casefile.blocks.ChangeBuffer;
import org.rowback.history.casefile.blocks.Packer;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/// Compresses blocks on threads of its own, while others read the log and store. Close it when nothing is under way.
final class Packing implements AutoCloseable {
    /// The log is read on one processor and stored on another; compressing takes about half as long as either.
    private static final int THREADS =
            Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4);

    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("case-packing-", 1).factory());
    private final BlockingQueue<Tools> idle = new ArrayBlockingQueue<>(THREADS);

    private record Tools(Packer packer, ByteSink sink) {}

    Packing() {
        for (int i = 0; i < THREADS; i++) {
            idle.add(new Tools(new Packer(), new ByteSink(1 << 16)));
        }
    }

    /// Compresses a buffer, which nobody may touch until its answer was taken. Once closed it promises what fails.
    Future<PackedChanges> pack(ChangeBuffer buffer, Store.Texts texts) {
        try {
            return submit(buffer, texts);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Future<PackedChanges> submit(ChangeBuffer buffer, Store.Texts texts) {
        return threads.submit(
                () -> {
                    Tools tools = idle.take();
                    try {
                        return PackedChanges.of(buffer, texts, tools.packer(), tools.sink());
                    } finally {
                        idle.add(tools);
                    }
                });
    }

    /// Waits for what `pack` promised.
    static PackedChanges taken(Future<PackedChanges> promised) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return promised.get();
                } catch (InterruptedException e) {
                    // Storing goes on to its end: the importing thread is told to stop, not this
                    // one.
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("compressing a block failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        threads.close();
        idle.forEach(tools -> tools.packer().close());
    }
}
