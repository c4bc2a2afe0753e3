package org.rowback.importers.postgres.heap;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/// Pages that memory has no room for, on their way to scratch files and in them: a thread of its own writes them. For one
/// thread.
final class SpilledPages implements AutoCloseable {
    private static final int BATCH = 32;
    private static final int BATCHES = 4;

    private final PageFiles reading;
    private final PageFiles writing;

    /// The blocks of each file that lie here.
    private final Map<Integer, BitSet> blocks = new HashMap<>();

    /// What may not be written yet, as it is newest.
    private final Map<Long, byte[]> pending = new HashMap<>();

    /// Has room for all batches there are, and the empty one that ends the writing.
    private final BlockingQueue<Batch> toWrite = new ArrayBlockingQueue<>(BATCHES + 1);

    private final Queue<Batch> written = new ConcurrentLinkedQueue<>();
    private final Semaphore free = new Semaphore(0);
    private final Semaphore ended = new Semaphore(0);
    private Batch filling = new Batch();
    private int made = 1;
    private @Nullable Thread writer;
    private volatile @Nullable UncheckedIOException failure;

    /// Pages handed over together: waking a thread for each would cost more than writing it.
    private static final class Batch {
        final long[] keys = new long[BATCH];
        final byte[][] pages = new byte[BATCH][];
        int count;
    }

    /// @param folder for scratch files; exists, belongs to these pages
    SpilledPages(Path folder) {
        reading = new PageFiles(folder);
        writing = new PageFiles(folder);
    }

    /// Takes a page.
    ///
    /// @return other memory for a page, of no meaning
    byte[] put(int file, int block, byte[] page) {
        check();
        Batch batch = filling;
        int i = batch.count++;
        byte[] unused = batch.pages[i];
        if (unused == null) {
            unused = new byte[HeapPage.SIZE];
        } else {
            pending.remove(batch.keys[i], unused);
        }
        long key = PageStore.key(file, block);
        batch.keys[i] = key;
        batch.pages[i] = page;
        pending.put(key, page);
        blocks.computeIfAbsent(file, _ -> new BitSet()).set(block);
        if (batch.count == BATCH) {
            hand(batch);
            filling = next();
        }
        return unused;
    }

    /// Reads a page that is here.
    void read(int file, int block, byte[] into) {
        check();
        byte[] newest = pending.get(PageStore.key(file, block));
        if (newest == null) {
            reading.read(file, block, into);
        } else {
            System.arraycopy(newest, 0, into, 0, into.length);
        }
    }

    boolean has(int file, int block) {
        BitSet there = blocks.get(file);
        return there != null && block >= 0 && there.get(block);
    }

    /// Forgets a relation's blocks from a number on.
    void truncate(int file, int fromBlock) {
        BitSet there = blocks.get(file);
        if (there != null && fromBlock >= 0) {
            there.clear(fromBlock, Math.max(fromBlock, there.length()));
        }
    }

    /// Forgets everything.
    void clear() {
        blocks.clear();
    }

    private void hand(Batch batch) {
        if (writer == null) {
            writer = Thread.ofPlatform().daemon().name("rowback-pages").start(this::write);
        }
        toWrite.add(batch);
    }

    private Batch next() {
        if (!free.tryAcquire()) {
            if (made < BATCHES) {
                made++;
                return new Batch();
            }
            free.acquireUninterruptibly();
        }
        Batch batch = written.remove();
        batch.count = 0;
        return batch;
    }

    private void write() {
        try {
            for (Batch batch = toWrite.take(); batch.count > 0; batch = toWrite.take()) {
                write(batch);
                written.add(batch);
                free.release();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        } finally {
            ended.release();
        }
    }

    private void write(Batch batch) {
        try {
            for (int i = 0; i < batch.count && failure == null; i++) {
                writing.write((int) (batch.keys[i] >>> 32), (int) batch.keys[i], batch.pages[i]);
            }
        } catch (UncheckedIOException e) {
            failure = e;
        }
    }

    private void check() {
        UncheckedIOException failed = failure;
        if (failed != null) {
            throw new UncheckedIOException(failed.getCause());
        }
    }

    @Override
    public void close() {
        if (writer != null) {
            hand(new Batch());
            ended.acquireUninterruptibly();
        }
        writing.close();
        reading.close();
    }
}
