package org.rowback.importers.postgres.heap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Where the chunks of values kept outside of rows lie: relation file, value, number of the chunk to block and line
/// pointer. A hash table in a mapped scratch file, which doubles as it fills. An answer is a place to look at: what lies
/// there now must be compared with what was asked for.
final class ChunkIndex implements AutoCloseable {
    private static final int ENTRY = 16;
    private static final long FIRST = 1 << 12;

    private final Path folder;
    private Arena arena = Arena.ofConfined();
    private MemorySegment table;
    private long slots = FIRST;
    private long used;
    private int generation;

    ChunkIndex(Path folder) {
        this.folder = folder;
        table = map(FIRST);
    }

    void put(int file, int value, int chunk, int block, int item) {
        if (used * 3 > slots * 2) {
            grow();
        }
        put(hash(file, value, chunk), (long) block << 16 | item);
    }

    private void put(long hash, long place) {
        long slot = hash & (slots - 1);
        while (true) {
            long there = key(slot);
            if (there == 0 || there == hash) {
                used += there == 0 ? 1 : 0;
                table.set(ValueLayout.JAVA_LONG, slot * ENTRY, hash);
                table.set(ValueLayout.JAVA_LONG, slot * ENTRY + 8, place);
                return;
            }
            slot = (slot + 1) & (slots - 1);
        }
    }

    /// Block (high 48 bits) and line pointer (low 16 bits), or -1.
    long find(int file, int value, int chunk) {
        long hash = hash(file, value, chunk);
        long slot = hash & (slots - 1);
        while (true) {
            long there = key(slot);
            if (there == hash) {
                return table.get(ValueLayout.JAVA_LONG, slot * ENTRY + 8);
            }
            if (there == 0) {
                return -1;
            }
            slot = (slot + 1) & (slots - 1);
        }
    }

    void clear() {
        if (used > 0) {
            arena.close();
            arena = Arena.ofConfined();
            used = 0;
            slots = FIRST;
            table = map(FIRST);
        }
    }

    private long key(long slot) {
        return table.get(ValueLayout.JAVA_LONG, slot * ENTRY);
    }

    private void grow() {
        MemorySegment old = table;
        long oldSlots = slots;
        Arena oldArena = arena;
        arena = Arena.ofConfined();
        slots *= 2;
        used = 0;
        table = map(slots);
        for (long slot = 0; slot < oldSlots; slot++) {
            long hash = old.get(ValueLayout.JAVA_LONG, slot * ENTRY);
            if (hash != 0) {
                put(hash, old.get(ValueLayout.JAVA_LONG, slot * ENTRY + 8));
            }
        }
        oldArena.close();
    }

    private MemorySegment map(long count) {
        Path file = folder.resolve("chunks-" + generation++);
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, count * ENTRY, arena);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long hash(int file, int value, int chunk) {
        long h = (value & 0xFFFF_FFFFL) << 32 ^ (file * 0x9E37_79B9L) ^ ((long) chunk << 17);
        h *= 0x9E37_79B9_7F4A_7C15L;
        h ^= h >>> 29;
        h *= 0xBF58_476D_1CE4_E5B9L;
        h ^= h >>> 32;
        return h == 0 ? 1 : h;
    }

    @Override
    public void close() {
        arena.close();
        try {
            for (int i = 0; i < generation; i++) {
                Files.deleteIfExists(folder.resolve("chunks-" + i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
