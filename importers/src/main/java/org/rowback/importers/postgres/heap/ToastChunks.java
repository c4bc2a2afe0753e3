package org.rowback.importers.postgres.heap;

import org.jspecify.annotations.Nullable;
import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.heap.value.MalformedValue;
import org.rowback.importers.postgres.heap.value.Varlena;

import java.util.Arrays;

/// Values kept outside of rows, put together from the chunks that the log has shown. Not thread-safe.
final class ToastChunks {
    private static final int SMALL = 1 << 20;

    private final PageStore pages;
    private final ChunkIndex index;

    ToastChunks(PageStore pages, ChunkIndex index) {
        this.pages = pages;
        this.index = index;
    }

    /// Notes where a chunk lies: columns value id, number of the chunk, bytes.
    void note(HeapFile file, Tuple tuple, int block, int item) {
        if (file.toast() && tuple.isKnown() && tuple.columns() == 3) {
            byte[] b = tuple.bytes();
            int at = Tuple.values(b, 0);
            if (at + 8 <= tuple.length()) {
                index.put(
                        file.id(),
                        (int) LittleEndian.u32(b, at),
                        (int) LittleEndian.u32(b, at + 4),
                        block,
                        item);
            }
        }
    }

    /// The stored bytes of a value that a pointer stands for, where all of its chunks are known; else null.
    ///
    /// @param at where the pointer stands in `b`
    byte @Nullable [] stored(HeapFile toast, byte[] b, int at) {
        int size = Varlena.storedSize(b, at);
        int value = Varlena.valueId(b, at);
        byte[] stored = new byte[Math.min(size, SMALL)];
        int have = 0;
        try {
            for (int number = 0; have < size; number++) {
                long place = index.find(toast.id(), value, number);
                byte[] page = place < 0 ? null : pages.get(toast.id(), (int) (place >>> 16));
                int item = (int) (place & 0xFFFF);
                int tuple = page == null ? 0 : HeapPage.tuple(page, item);
                if (page == null || tuple == 0) {
                    return null;
                }
                int chunk = chunk(page, tuple, HeapPage.length(page, item), value, number);
                if (chunk < 0) {
                    return null;
                }
                int head = Varlena.isShort(page, chunk) ? 1 : 4;
                int length = Varlena.size(page, chunk) - head;
                if (length <= 0 || length > size - have) {
                    return null;
                }
                if (have + length > stored.length) {
                    stored = Arrays.copyOf(stored, (int) Math.min(size, 2L * stored.length));
                }
                System.arraycopy(page, chunk + head, stored, have, length);
                have += length;
            }
        } catch (MalformedValue e) {
            return null;
        }
        return stored;
    }

    /// Where a chunk's bytes begin with their header; -1 where another chunk lies there now.
    private static int chunk(byte[] page, int tuple, int length, int value, int number)
            throws MalformedValue {
        int values = tuple + Tuple.values(page, tuple);
        int chunk = values + 8;
        boolean same =
                chunk < tuple + length
                        && (int) LittleEndian.u32(page, values) == value
                        && LittleEndian.u32(page, values + 4) == number
                        && !Varlena.isExternal(page, chunk)
                        && (Varlena.isShort(page, chunk) || chunk + 4 <= tuple + length)
                        && !Varlena.isCompressed(page, chunk)
                        && chunk + Varlena.size(page, chunk) <= tuple + length;
        return same ? chunk : -1;
    }
}
