package org.rowback.importers.content;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Reads a file ahead and computes its SHA-256 on a thread of its own, while another thread reads what it has read. Where
/// no hash is asked for there is no such thread.
final class HashingInput extends InputStream {
    private static final int CHUNK = 1 << 19;
    private static final int CHUNKS = 6;

    /// How many chunks are given back together: each time the reading thread wakes, another has to give way.
    private static final int TOGETHER = 3;

    /// A stretch of the file; `length` 0 is its end, less a failure.
    private static final class Chunk {
        final byte[] bytes;
        int length;
        @Nullable IOException failure;

        Chunk(int size) {
            bytes = new byte[size];
        }
    }

    private final InputStream in;
    private final boolean hashes;
    private final int chunkBytes;
    private final MessageDigest digest;
    private final BlockingQueue<Chunk> full = new ArrayBlockingQueue<>(CHUNKS + 1);
    private final Queue<Chunk> free = new ConcurrentLinkedQueue<>();
    private final Semaphore room = new Semaphore(CHUNKS);
    private volatile boolean closed;
    private Chunk chunk;
    private int at;
    private int givenBack;
    private boolean ended;
    private long taken;

    /// @param size of the file, 0 where not known
    /// @param hashes whether its hash will be asked for
    HashingInput(InputStream in, long size, boolean hashes) {
        this.in = in;
        this.hashes = hashes;
        chunkBytes = size == 0 ? CHUNK : Math.clamp(size + 1, 64, CHUNK);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        chunk = new Chunk(hashes ? 0 : chunkBytes);
        if (hashes) {
            Thread.ofPlatform().daemon().name("rowback-hash").start(this::readAhead);
        }
    }

    private void readAhead() {
        try {
            boolean more = true;
            while (more && !closed) {
                if (room.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                    Chunk given = free.poll();
                    Chunk next = given == null ? new Chunk(chunkBytes) : given;
                    fill(next);
                    more = next.length > 0;
                    full.put(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fill(Chunk next) {
        try {
            next.length = in.readNBytes(next.bytes, 0, next.bytes.length);
            if (hashes) {
                digest.update(next.bytes, 0, next.length);
            }
        } catch (IOException e) {
            next.length = -1;
            next.failure = e;
        }
    }

    /// The first bytes, which are read again afterwards.
    byte[] peek(int count) throws IOException {
        return available(count) ? Arrays.copyOfRange(chunk.bytes, at, at + count) : new byte[0];
    }

    private boolean available(int count) throws IOException {
        return advance() && chunk.length - at >= count;
    }

    /// Makes sure that a byte is there, or the end.
    private boolean advance() throws IOException {
        if (at < chunk.length) {
            return true;
        }
        if (ended) {
            return false;
        }
        try {
            if (hashes) {
                giveBack();
                chunk = full.take();
            } else {
                fill(chunk);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        at = 0;
        if (chunk.length < 0) {
            ended = true;
            throw new IOException("the file cannot be read", chunk.failure);
        }
        ended = chunk.length == 0;
        return !ended;
    }

    private void giveBack() {
        if (chunk.length > 0) {
            free.add(chunk);
            if (++givenBack == TOGETHER) {
                room.release(TOGETHER);
                givenBack = 0;
            }
        }
    }

    @Override
    public int read() throws IOException {
        if (!advance()) {
            return -1;
        }
        taken++;
        return chunk.bytes[at++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!advance()) {
            return -1;
        }
        int count = Math.min(length, chunk.length - at);
        System.arraycopy(chunk.bytes, at, target, offset, count);
        at += count;
        taken += count;
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        if (at < chunk.length) {
            int here = Math.clamp(count, 0, chunk.length - at);
            at += here;
            taken += here;
            return here;
        }
        if (hashes) {
            return super.skip(count);
        }
        long skipped = in.skip(count);
        taken += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return Math.max(0, chunk.length - at);
    }

    /// How many bytes were handed out.
    long taken() {
        return taken;
    }

    /// Reads to the end and says the hash in hexadecimal.
    String digestToEnd() throws IOException {
        while (advance()) {
            taken += chunk.length - at;
            at = chunk.length;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() {
        closed = true;
        try {
            in.close();
        } catch (IOException e) {
            // Nothing more is read from it.
        }
    }
}
