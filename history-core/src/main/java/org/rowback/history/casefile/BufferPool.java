package org.rowback.history.casefile;

import org.rowback.history.casefile.blocks.ChangeBuffer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// How far reading may run ahead of storing: so many bytes of blocks under way, enough for what is read during a commit.
/// A block that is larger than all of them goes alone.
final class BufferPool {
    /// An eighth of the heap.
    private static final int MOST_KIB =
            Math.clamp(Runtime.getRuntime().maxMemory() >> 13, 4 << 10, 32 << 10);

    private static final int COLUMNS_KIB = 72;

    private final Semaphore room = new Semaphore(MOST_KIB);
    private final Deque<ChangeBuffer> free = new ArrayDeque<>();

    /// What a block and the texts with it take of the room.
    static int kib(ChangeBuffer buffer, byte[] texts) {
        return Math.min(MOST_KIB, COLUMNS_KIB + (buffer.imageBytes() >> 10) + (texts.length >> 10));
    }

    boolean enter(int kib, long millis) throws InterruptedException {
        return room.tryAcquire(kib, millis, TimeUnit.MILLISECONDS);
    }

    /// An empty buffer whose first change will have an id.
    ChangeBuffer take(long nextChange) {
        ChangeBuffer taken;
        synchronized (free) {
            taken = free.isEmpty() ? new ChangeBuffer() : free.pop();
        }
        taken.clear(nextChange);
        return taken;
    }

    /// A block is stored.
    void leave(ChangeBuffer stored, int kib) {
        synchronized (free) {
            free.push(stored);
        }
        room.release(kib);
    }
}
