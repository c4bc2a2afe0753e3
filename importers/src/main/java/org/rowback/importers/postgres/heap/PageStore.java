package org.rowback.importers.postgres.heap;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// The pages of heaps as far as the log has shown them: those used lately in memory, the others in scratch files. Not
/// thread-safe.
///
/// A page that is needed takes the place of one that was not used since the last look at it (second chance).
public final class PageStore implements AutoCloseable {
    private static final int NONE = -1;

    private final SpilledPages spilled;
    private final int capacity;
    private final PageSlots slots;
    private final byte[][] pages;
    private final boolean[] dirty;
    private final boolean[] used;
    private int filled;
    private int hand;
    private int last = NONE;

    /// @param folder for scratch files; exists, belongs to this store
    /// @param capacity how many pages stay in memory
    public PageStore(Path folder, int capacity) {
        spilled = new SpilledPages(folder);
        this.capacity = capacity;
        slots = new PageSlots(capacity);
        pages = new byte[capacity][];
        dirty = new boolean[capacity];
        used = new boolean[capacity];
    }

    /// The page as known, for reading; null where nothing is known of it. Holds until the next call.
    byte @Nullable [] get(int file, int block) {
        int slot = find(file, block);
        return slot == NONE ? null : pages[slot];
    }

    /// The page for changing; null where nothing is known of it.
    byte @Nullable [] change(int file, int block) {
        int slot = find(file, block);
        if (slot == NONE) {
            return null;
        }
        dirty[slot] = true;
        return pages[slot];
    }

    /// The page for writing it anew: what is in it is of no meaning.
    byte[] replace(int file, int block) {
        long key = key(file, block);
        int slot = slots.find(key);
        if (slot == NONE) {
            slot = take(key);
        }
        used[slot] = true;
        dirty[slot] = true;
        return pages[slot];
    }

    /// Forgets a relation's blocks from a number on.
    void truncate(int file, int fromBlock) {
        for (int slot = 0; slot < filled; slot++) {
            long key = slots.key(slot);
            boolean gone =
                    slots.has(slot)
                            && (int) (key >>> 32) == file
                            && Integer.compareUnsigned((int) key, fromBlock) >= 0;
            if (gone) {
                slots.remove(slot);
                used[slot] = false;
                dirty[slot] = false;
            }
        }
        last = NONE;
        spilled.truncate(file, fromBlock);
    }

    /// Forgets everything.
    public void clear() {
        slots.clear();
        filled = 0;
        hand = 0;
        last = NONE;
        spilled.clear();
    }

    private int find(int file, int block) {
        long key = key(file, block);
        if (last != NONE && slots.key(last) == key && slots.has(last)) {
            return last;
        }
        int slot = slots.find(key);
        if (slot == NONE) {
            if (!spilled.has(file, block)) {
                return NONE;
            }
            slot = take(key);
            spilled.read(file, block, pages[slot]);
            dirty[slot] = false;
        }
        used[slot] = true;
        last = slot;
        return slot;
    }

    private int take(long key) {
        int slot;
        if (filled < capacity) {
            slot = filled++;
            if (pages[slot] == null) {
                pages[slot] = new byte[HeapPage.SIZE];
            }
        } else {
            slot = oldest();
            if (dirty[slot]) {
                spill(slot);
            }
            if (slots.has(slot)) {
                slots.remove(slot);
            }
        }
        dirty[slot] = false;
        slots.put(key, slot);
        return slot;
    }

    private int oldest() {
        while (true) {
            int slot = hand;
            hand = hand + 1 == capacity ? 0 : hand + 1;
            if (!used[slot]) {
                return slot;
            }
            used[slot] = false;
        }
    }

    private void spill(int slot) {
        long key = slots.key(slot);
        int block = (int) key;
        if (block >= 0) {
            // Above 16 TB of one relation: not kept.
            pages[slot] = spilled.put((int) (key >>> 32), block, pages[slot]);
        }
    }

    static long key(int file, int block) {
        return (long) file << 32 | (block & 0xFFFF_FFFFL);
    }

    @Override
    public void close() {
        clear();
        spilled.close();
    }
}
