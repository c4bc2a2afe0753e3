package org.rowback.importers.postgres.heap;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The pages of heaps as far as the log has shown them: the newest in memory, the others in scratch files, each block at
/// its own place in its relation's. Not thread-safe.
public final class PageStore implements AutoCloseable {
    private static final int OPEN_FILES = 64;

    private final Path folder;
    private final int capacity;
    private final LinkedHashMap<Long, Page> recent = new LinkedHashMap<>(1024, 0.75f, true);
    private final Map<Integer, BitSet> spilled = new HashMap<>();
    private final LinkedHashMap<Integer, FileChannel> open = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Page {
        final byte[] bytes = new byte[HeapPage.SIZE];
        boolean dirty;
    }

    /// @param folder for scratch files; exists, belongs to this store
    /// @param capacity how many pages stay in memory
    public PageStore(Path folder, int capacity) {
        this.folder = folder;
        this.capacity = capacity;
    }

    /// The page as known, for reading; null where nothing is known of it. Holds until the next call.
    byte @Nullable [] get(int file, int block) {
        Page page = find(file, block);
        return page == null ? null : page.bytes;
    }

    /// The page for changing; null where nothing is known of it.
    byte @Nullable [] change(int file, int block) {
        Page page = find(file, block);
        if (page == null) {
            return null;
        }
        page.dirty = true;
        return page.bytes;
    }

    /// The page for writing it anew: what is in it is of no meaning.
    byte[] replace(int file, int block) {
        Page page = recent.get(key(file, block));
        if (page == null) {
            page = free();
            recent.put(key(file, block), page);
        }
        page.dirty = true;
        return page.bytes;
    }

    /// Forgets a relation's blocks from a number on.
    void truncate(int file, int fromBlock) {
        Iterator<Long> keys = recent.keySet().iterator();
        while (keys.hasNext()) {
            long key = keys.next();
            if ((int) (key >>> 32) == file && Integer.compareUnsigned((int) key, fromBlock) >= 0) {
                keys.remove();
            }
        }
        BitSet there = spilled.get(file);
        if (there != null && fromBlock >= 0) {
            there.clear(fromBlock, Math.max(fromBlock, there.length()));
        }
    }

    /// Forgets everything.
    public void clear() {
        recent.clear();
        spilled.clear();
    }

    private @Nullable Page find(int file, int block) {
        Page page = recent.get(key(file, block));
        if (page == null) {
            BitSet there = spilled.get(file);
            if (there == null || block < 0 || !there.get(block)) {
                return null;
            }
            page = free();
            read(file, block, page.bytes);
            recent.put(key(file, block), page);
        }
        return page;
    }

    /// A page to use: the one that was not used for longest, where there are enough.
    private Page free() {
        if (recent.size() < capacity) {
            return new Page();
        }
        Map.Entry<Long, Page> oldest = recent.pollFirstEntry();
        Page page = oldest.getValue();
        if (page.dirty) {
            long key = oldest.getKey();
            write((int) (key >>> 32), (int) key, page.bytes);
            page.dirty = false;
        }
        return page;
    }

    private void read(int file, int block, byte[] into) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(into);
            long at = (long) block * HeapPage.SIZE;
            while (buffer.hasRemaining()) {
                int got = channel(file).read(buffer, at + buffer.position());
                if (got < 0) {
                    throw new IOException("a scratch file is shorter than it was");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(int file, int block, byte[] page) {
        if (block < 0) {
            // Above 16 TB of one relation: not kept.
            return;
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(page);
            long at = (long) block * HeapPage.SIZE;
            while (buffer.hasRemaining()) {
                channel(file).write(buffer, at + buffer.position());
            }
            spilled.computeIfAbsent(file, _ -> new BitSet()).set(block);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileChannel channel(int file) throws IOException {
        FileChannel channel = open.get(file);
        if (channel == null) {
            if (open.size() >= OPEN_FILES) {
                open.pollFirstEntry().getValue().close();
            }
            channel =
                    FileChannel.open(
                            folder.resolve("pages-" + file),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.SPARSE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            open.put(file, channel);
        }
        return channel;
    }

    private static long key(int file, int block) {
        return (long) file << 32 | (block & 0xFFFF_FFFFL);
    }

    @Override
    public void close() {
        List<FileChannel> channels = new ArrayList<>(open.values());
        open.clear();
        recent.clear();
        try {
            for (FileChannel channel : channels) {
                channel.close();
            }
            try (var files = Files.newDirectoryStream(folder, "pages-*")) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
