package org.rowback.importers.postgres.heap;

import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.wal.BlockImage;

import java.util.Arrays;

/// A heap page, changed as the server's replay changes it.
///
/// | offset | bytes | meaning |
/// |---|---|---|
/// | 0 | 12 | LSN, checksum, flags; here: 2 bytes where the largest hole between tuples begins, 2 its length, others unused |
/// | 12 | 2 | where line pointers end |
/// | 14 | 2 | where tuples begin |
/// | 16 | 2 | where special space begins: the page's end, in stock heaps |
/// | 18 | 2 | page size and layout version: 0x2004 |
/// | 20 | 4 | oldest transaction that may be pruned |
/// | 24 | 4 each | line pointers: 15 bits offset, 2 bits state (0 unused, 1 normal, 2 redirected, 3 dead), 15 bits length |
///
/// Little-endian. Source: PostgreSQL 18 `src/include/storage/bufpage.h`, `itemid.h`.
final class HeapPage {
    static final int SIZE = BlockImage.PAGE;

    private static final int HOLE = 0;
    private static final int HOLE_LENGTH = 2;
    private static final int HEADER = 24;
    private static final int LOWER = 12;
    private static final int UPPER = 14;
    private static final int SPECIAL = 16;
    private static final int LAYOUT = 18;
    private static final int STOCK = 0x2004;
    private static final int UNUSED = 0;
    private static final int NORMAL = 1;
    private static final int REDIRECTED = 2;
    private static final int DEAD = 3;

    private HeapPage() {}

    /// Makes a page without tuples.
    static void clear(byte[] page) {
        Arrays.fill(page, (byte) 0);
        put16(page, LOWER, HEADER);
        put16(page, UPPER, SIZE);
        put16(page, SPECIAL, SIZE);
        put16(page, LAYOUT, STOCK);
    }

    /// Makes a page as the server has it one to change here.
    static void own(byte[] page) {
        put16(page, HOLE, 0);
        put16(page, HOLE_LENGTH, 0);
    }

    /// Whether it was never written.
    static boolean isNew(byte[] page) {
        return LittleEndian.u16(page, UPPER) == 0;
    }

    /// Whether it is laid out as PostgreSQL's own heap: some forks keep more in each page.
    static boolean isStock(byte[] page) {
        int lower = LittleEndian.u16(page, LOWER);
        int upper = LittleEndian.u16(page, UPPER);
        return LittleEndian.u16(page, LAYOUT) == STOCK
                && LittleEndian.u16(page, SPECIAL) == SIZE
                && lower >= HEADER
                && lower <= upper
                && upper <= SIZE;
    }

    /// How many line pointers it has; they are numbered from 1.
    static int items(byte[] page) {
        return Math.max(0, (LittleEndian.u16(page, LOWER) - HEADER) / 4);
    }

    /// Where the tuple of a line pointer begins; 0 where it has none.
    static int tuple(byte[] page, int item) {
        if (item < 1 || item > items(page)) {
            return 0;
        }
        int pointer = pointer(page, item);
        int at = pointer & 0x7FFF;
        boolean there =
                state(pointer) == NORMAL
                        && at >= HEADER
                        && at + (pointer >>> 17) <= SIZE
                        && pointer >>> 17 >= Tuple.HEADER;
        return there ? at : 0;
    }

    static int length(byte[] page, int item) {
        return pointer(page, item) >>> 17;
    }

    /// Puts a tuple where a line pointer says.
    ///
    /// @param scratch a page's bytes, of no meaning before and after
    /// @return whether there is room, which there is where the page is what the server had
    static boolean put(byte[] page, int item, byte[] tuple, int length, byte[] scratch) {
        if (item < 1 || item > SIZE / 4) {
            return false;
        }
        int size = (length + 7) & -8;
        remove(page, item);
        int at = room(page, item, size);
        if (at == 0) {
            compact(page, scratch);
            at = room(page, item, size);
            if (at == 0) {
                return false;
            }
        }
        int count = items(page);
        int lower = Math.max(LittleEndian.u16(page, LOWER), HEADER + 4 * item);
        for (int i = count + 1; i < item; i++) {
            setPointer(page, i, 0);
        }
        put16(page, LOWER, lower);
        System.arraycopy(tuple, 0, page, at, length);
        Arrays.fill(page, at + length, at + size, (byte) 0);
        setPointer(page, item, at | NORMAL << 15 | length << 17);
        return true;
    }

    /// Takes room between line pointers and tuples, else in the hole that a tuple left; 0 where there is none.
    private static int room(byte[] page, int item, int size) {
        int lower = Math.max(LittleEndian.u16(page, LOWER), HEADER + 4 * item);
        int upper = LittleEndian.u16(page, UPPER);
        if (lower <= upper - size) {
            put16(page, UPPER, upper - size);
            return upper - size;
        }
        int hole = LittleEndian.u16(page, HOLE);
        int length = LittleEndian.u16(page, HOLE_LENGTH);
        if (lower > upper || length < size) {
            return 0;
        }
        put16(page, HOLE, hole + size);
        put16(page, HOLE_LENGTH, length - size);
        return hole;
    }

    /// Forgets a tuple.
    static void remove(byte[] page, int item) {
        if (item >= 1 && item <= items(page)) {
            leave(page, item);
            setPointer(page, item, UNUSED);
        }
    }

    static void redirect(byte[] page, int item, int to) {
        if (item >= 1 && item <= items(page)) {
            leave(page, item);
            setPointer(page, item, to | REDIRECTED << 15);
        }
    }

    static void kill(byte[] page, int item) {
        if (item >= 1 && item <= items(page)) {
            leave(page, item);
            setPointer(page, item, DEAD << 15);
        }
    }

    /// Notes the place that a tuple is about to leave, where it is larger than the hole known so far.
    private static void leave(byte[] page, int item) {
        int at = tuple(page, item);
        if (at >= LittleEndian.u16(page, UPPER) && (at & 7) == 0) {
            int size = Math.min((length(page, item) + 7) & -8, SIZE - at);
            if (size > LittleEndian.u16(page, HOLE_LENGTH)) {
                put16(page, HOLE, at);
                put16(page, HOLE_LENGTH, size);
            }
        }
    }

    /// Moves tuples together and gives up unused line pointers at the end, as pruning does.
    private static void compact(byte[] page, byte[] scratch) {
        int from = Math.clamp(LittleEndian.u16(page, UPPER), HEADER, SIZE);
        System.arraycopy(page, from, scratch, from, SIZE - from);
        int upper = SIZE;
        int items = items(page);
        for (int item = 1; item <= items; item++) {
            int at = tuple(page, item);
            if (at >= from) {
                int length = length(page, item);
                upper -= (length + 7) & -8;
                System.arraycopy(scratch, at, page, upper, length);
                setPointer(page, item, upper | NORMAL << 15 | length << 17);
            } else if (at != 0) {
                setPointer(page, item, UNUSED);
            }
        }
        put16(page, UPPER, upper);
        own(page);
        int last = items;
        while (last > 0 && state(pointer(page, last)) == UNUSED) {
            last--;
        }
        put16(page, LOWER, HEADER + 4 * last);
    }

    private static int pointer(byte[] page, int item) {
        return (int) LittleEndian.u32(page, HEADER + 4 * (item - 1));
    }

    private static int state(int pointer) {
        return (pointer >>> 15) & 3;
    }

    private static void setPointer(byte[] page, int item, int value) {
        int at = HEADER + 4 * (item - 1);
        put16(page, at, value);
        put16(page, at + 2, value >>> 16);
    }

    private static void put16(byte[] page, int at, int value) {
        page[at] = (byte) value;
        page[at + 1] = (byte) (value >>> 8);
    }
}
