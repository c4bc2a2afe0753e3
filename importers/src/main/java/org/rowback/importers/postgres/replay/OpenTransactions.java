package org.rowback.importers.postgres.replay;

import org.jspecify.annotations.Nullable;
import org.rowback.importers.postgres.heap.ImageBuffer;
import org.rowback.importers.postgres.replay.ChangeBuffer.Entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// The changes of transactions and subtransactions that have not ended yet. Many of them lie in scratch files, so that
/// memory stays as it is.
final class OpenTransactions implements AutoCloseable {
    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_SPARE_BYTES = 1 << 16;
    private static final int MOST_SPARE = 64;
    private static final Comparator<ChangeBuffer.Reader> BY_LSN =
            Comparator.comparingLong(reader -> reader.entry().lsn);

    private final Path folder;
    private final Map<Integer, ChangeBuffer> open = new HashMap<>();

    /// Memory of transactions that ended: given back by the thread that writes them.
    private final BlockingQueue<byte[]> spare = new ArrayBlockingQueue<>(MOST_SPARE);

    private @Nullable ChangeBuffer last;
    private int lastXid;
    private long memoryBytes;
    private long files;

    OpenTransactions() {
        try {
            folder = Files.createTempDirectory("rowback-transactions");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(
            int xid,
            Entry.Kind kind,
            long lsn,
            int table,
            int row,
            ImageBuffer before,
            ImageBuffer after) {
        ChangeBuffer buffer = buffer(xid);
        memoryBytes -= buffer.memoryBytes();
        buffer.add(kind, lsn, table, row, before, after);
        memoryBytes += buffer.memoryBytes();
        if (memoryBytes > MOST_BYTES) {
            ChangeBuffer largest =
                    java.util.Collections.max(
                            open.values(), Comparator.comparingInt(ChangeBuffer::memoryBytes));
            memoryBytes -= largest.memoryBytes();
            largest.spill();
            memoryBytes += largest.memoryBytes();
        }
    }

    private ChangeBuffer buffer(int xid) {
        ChangeBuffer recent = last;
        if (recent != null && xid == lastXid) {
            return recent;
        }
        ChangeBuffer buffer = open.get(xid);
        if (buffer == null) {
            byte[] memory = spare.poll();
            buffer =
                    new ChangeBuffer(
                            folder,
                            files++,
                            memory == null ? new byte[ChangeBuffer.FIRST] : memory);
            open.put(xid, buffer);
            memoryBytes += buffer.memoryBytes();
        }
        last = buffer;
        lastXid = xid;
        return buffer;
    }

    /// Those that have changes.
    Set<Integer> xids() {
        return open.keySet();
    }

    /// Forgets a transaction's changes.
    void drop(int xid) {
        ChangeBuffer buffer = open.remove(xid);
        if (buffer != null) {
            memoryBytes -= buffer.memoryBytes();
            last = null;
            drop(buffer);
        }
    }

    private void drop(ChangeBuffer buffer) {
        byte[] memory = buffer.drop();
        if (memory.length <= MOST_SPARE_BYTES) {
            spare.offer(memory);
        }
    }

    /// Takes the changes of a transaction and its subtransactions out, in log order; null where there are none.
    @Nullable Merge take(int xid, int[] subtransactions) {
        List<ChangeBuffer> parts = new ArrayList<>();
        add(parts, xid);
        for (int sub : subtransactions) {
            add(parts, sub);
        }
        return parts.isEmpty() ? null : new Merge(parts);
    }

    private void add(List<ChangeBuffer> parts, int xid) {
        ChangeBuffer buffer = open.remove(xid);
        if (buffer != null) {
            memoryBytes -= buffer.memoryBytes();
            last = null;
            parts.add(buffer);
        }
    }

    /// Reads several buffers as one; drops them when it is closed. Another thread may read it.
    final class Merge implements AutoCloseable {
        private final List<ChangeBuffer> parts;
        private final long bytes;
        private final boolean defines;
        private final PriorityQueue<ChangeBuffer.Reader> queue;
        private ChangeBuffer.@Nullable Reader current;

        private Merge(List<ChangeBuffer> parts) {
            this.parts = parts;
            queue = new PriorityQueue<>(parts.size(), BY_LSN);
            long sum = 0;
            boolean any = false;
            for (ChangeBuffer part : parts) {
                sum += part.bytes();
                any |= part.defines();
                give(part.reader());
            }
            bytes = sum;
            defines = any;
        }

        private void give(ChangeBuffer.Reader reader) {
            if (reader.next()) {
                queue.add(reader);
            } else {
                reader.close();
            }
        }

        /// How much there is, in memory and files.
        long bytes() {
            return bytes;
        }

        /// Whether a table's definition is among the changes.
        boolean defines() {
            return defines;
        }

        /// The next change; holds until the call after. Null at the end.
        @Nullable Entry next() {
            ChangeBuffer.Reader before = current;
            if (before != null) {
                if (queue.isEmpty()) {
                    if (before.next()) {
                        return before.entry();
                    }
                    before.close();
                    current = null;
                    return null;
                }
                give(before);
            }
            current = queue.poll();
            ChangeBuffer.Reader now = current;
            return now == null ? null : now.entry();
        }

        @Override
        public void close() {
            ChangeBuffer.Reader now = current;
            if (now != null) {
                now.close();
            }
            queue.forEach(ChangeBuffer.Reader::close);
            parts.forEach(OpenTransactions.this::drop);
        }
    }

    @Override
    public void close() {
        open.values().forEach(ChangeBuffer::drop);
        open.clear();
        last = null;
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
