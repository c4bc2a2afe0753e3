package org.rowback.importers.postgres.heap;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.heap.value.MalformedValue;
import org.rowback.importers.postgres.heap.value.Varlena;
import org.rowback.importers.postgres.wal.BlockImage;
import org.rowback.importers.postgres.wal.MalformedRecord;
import org.rowback.importers.postgres.wal.WalRecord;

import java.util.Arrays;

/// Replays heap records onto the pages that are known, and says what each did to which rows. `docs/formats/postgres-wal.md`
/// has each record's bytes.
///
/// Sources: PostgreSQL 13 to 18 `src/include/access/heapam_xlog.h`, `src/backend/access/heap/heapam.c` (17:
/// `heapam_xlog.c`), `src/include/catalog/storage_xlog.h`.
public final class HeapRedo {
    private static final int XLOG = 0;
    private static final int STORAGE = 2;
    private static final int HEAP2 = 9;
    private static final int HEAP = 10;
    private static final int FPI_FOR_HINT = 0xA0;
    private static final int FPI = 0xB0;
    private static final int OPERATION = 0x70;
    private static final int INIT = 0x80;

    private static final int INSERT = 0x00;
    private static final int DELETE = 0x10;
    private static final int UPDATE = 0x20;
    private static final int HOT_UPDATE = 0x40;
    private static final int CONFIRM = 0x50;
    private static final int INPLACE = 0x70;
    private static final int MULTI_INSERT = 0x50;

    private static final int DELETE_OLD_TUPLE = 2;
    private static final int DELETE_OLD_KEY = 4;
    private static final int DELETE_SUPER = 8;
    private static final int UPDATE_OLD_TUPLE = 4;
    private static final int UPDATE_OLD_KEY = 8;
    private static final int UPDATE_NEW_TUPLE = 0x10;
    private static final int UPDATE_PREFIX = 0x20;
    private static final int UPDATE_SUFFIX = 0x40;

    private final PageStore pages;
    private final ChunkIndex chunks;
    private final HeapSink sink;
    private final byte[] image = new byte[HeapPage.SIZE];
    private final Old before = new Old();
    private final Tuple after = new Tuple();

    HeapRedo(PageStore pages, ChunkIndex chunks, HeapSink sink) {
        this.pages = pages;
        this.chunks = chunks;
        this.sink = sink;
    }

    /// Replays a record.
    ///
    /// @return whether it is of a resource manager that is read here
    public boolean apply(WalRecord record) throws MalformedRecord, RowbackException {
        switch (record.manager()) {
            case HEAP -> heap(record);
            case HEAP2 -> heap2(record);
            case XLOG -> {
                int info = record.info();
                if (info == FPI || info == FPI_FOR_HINT) {
                    record.take();
                    images(record);
                }
            }
            case STORAGE -> truncate(record);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Puts all whole pages that a record holds in their places.
    private void images(WalRecord record) throws MalformedRecord, RowbackException {
        for (int id = 0; id < record.blocks(); id++) {
            if (record.hasBlock(id) && record.block(id).fork() == 0) {
                WalRecord.Block block = record.block(id);
                if (BlockImage.applies(record.version(), block)) {
                    HeapFile file = file(block);
                    if (file != null) {
                        restore(file, record, block);
                    }
                }
            }
        }
    }

    private @Nullable HeapFile file(WalRecord.Block block) throws RowbackException {
        return sink.file(block.tablespace(), block.database(), block.relation());
    }

    private void restore(HeapFile file, WalRecord record, WalRecord.Block block)
            throws MalformedRecord, RowbackException {
        BlockImage.restore(record, block, image);
        if (HeapPage.isNew(image)) {
            HeapPage.clear(image);
        } else if (!HeapPage.isStock(image)) {
            sink.notStock(file, record);
            HeapPage.clear(image);
        }
        byte[] page = pages.replace(file.id(), block.number());
        System.arraycopy(image, 0, page, 0, HeapPage.SIZE);
        if (file.toast()) {
            for (int item = 1; item <= HeapPage.items(image); item++) {
                after.take(image, item);
                chunk(file, block.number(), item);
            }
        }
    }

    /// The page of a block after the record's image, or as known; made where `anew`; null where not known.
    private byte @Nullable [] page(
            HeapFile file, WalRecord record, WalRecord.Block block, boolean anew)
            throws MalformedRecord, RowbackException {
        if (BlockImage.applies(record.version(), block)) {
            restore(file, record, block);
            return pages.get(file.id(), block.number());
        }
        if (anew) {
            byte[] page = pages.replace(file.id(), block.number());
            HeapPage.clear(page);
            return page;
        }
        return pages.change(file.id(), block.number());
    }

    private void put(
            HeapFile file, WalRecord.Block block, byte @Nullable [] known, int item, Tuple tuple) {
        byte[] page = known;
        if (page == null || !HeapPage.put(page, item, tuple.bytes(), 0, tuple.length())) {
            // Of a block without an image only what is put there is known.
            page = pages.replace(file.id(), block.number());
            HeapPage.clear(page);
            HeapPage.put(page, item, tuple.bytes(), 0, tuple.length());
        }
    }

    private void heap(WalRecord record) throws MalformedRecord, RowbackException {
        record.take();
        if (!record.hasBlock(0)) {
            return;
        }
        HeapFile file = file(record.block(0));
        if (file == null) {
            return;
        }
        switch (record.info() & OPERATION) {
            case INSERT -> insert(file, record);
            case DELETE -> delete(file, record);
            case UPDATE, HOT_UPDATE -> update(file, record);
            case INPLACE -> inPlace(file, record);
            case CONFIRM -> {
                images(record);
                sink.confirmed(file, record);
            }
            default -> images(record);
        }
    }

    private void insert(HeapFile file, WalRecord record) throws MalformedRecord, RowbackException {
        byte[] b = record.buffer();
        int main = record.main(3);
        int item = LittleEndian.u16(b, main);
        WalRecord.Block block = record.block(0);
        boolean init = (record.info() & INIT) != 0;
        byte[] page = page(file, record, block, init);
        if (block.hasData()) {
            tuple(after, b, block.dataOffset(), block.dataLength());
            if (!BlockImage.applies(record.version(), block)) {
                put(file, block, page, item, after);
            }
        } else {
            ofImage(page, item);
        }
        chunk(file, block.number(), item);
        sink.insert(file, record, 0, after, block.number(), item);
    }

    private void ofImage(byte @Nullable [] page, int item) throws MalformedRecord {
        if (page == null) {
            throw new MalformedRecord("it holds neither the row nor the page");
        }
        after.take(page, item);
        if (!after.isKnown()) {
            throw new MalformedRecord("the page that it holds has no row where it says");
        }
    }

    private static void tuple(Tuple tuple, byte[] b, int at, int length) throws MalformedRecord {
        if (length < Tuple.LOGGED_HEADER) {
            throw new MalformedRecord("its row is shorter than a row's header");
        }
        tuple.build(b, at, at + Tuple.LOGGED_HEADER, length - Tuple.LOGGED_HEADER);
    }

    private void multiInsert(HeapFile file, WalRecord record)
            throws MalformedRecord, RowbackException {
        byte[] b = record.buffer();
        int main = record.main(4);
        int count = LittleEndian.u16(b, main + 2);
        boolean init = (record.info() & INIT) != 0;
        WalRecord.Block block = record.block(0);
        byte[] page = page(file, record, block, init);
        boolean image = BlockImage.applies(record.version(), block);
        if (!init) {
            record.main(4 + 2 * count);
        }
        int at = block.dataOffset();
        int end = at + block.dataLength();
        for (int i = 0; i < count; i++) {
            int item = init ? i + 1 : LittleEndian.u16(b, main + 4 + 2 * i);
            if (block.hasData()) {
                at = block.dataOffset() + (at - block.dataOffset() + 1 & -2);
                if (at + 7 > end || at + 7 + LittleEndian.u16(b, at) > end) {
                    throw new MalformedRecord("its rows are longer than it is");
                }
                int length = LittleEndian.u16(b, at);
                after.build(b, at + 2, at + 7, length);
                at += 7 + length;
                if (!image) {
                    put(file, block, page, item, after);
                    page = pages.change(file.id(), block.number());
                }
            } else {
                ofImage(page, item);
            }
            chunk(file, block.number(), item);
            sink.insert(file, record, i, after, block.number(), item);
            if (!block.hasData()) {
                page = pages.get(file.id(), block.number());
            }
        }
    }

    private void delete(HeapFile file, WalRecord record) throws MalformedRecord, RowbackException {
        byte[] b = record.buffer();
        int main = record.main(8);
        int item = LittleEndian.u16(b, main + 4);
        int flags = b[main + 7];
        WalRecord.Block block = record.block(0);
        byte[] page = page(file, record, block, false);
        if ((flags & DELETE_SUPER) != 0) {
            if (page != null) {
                HeapPage.remove(page, item);
            }
            sink.takeBack(file, record, block.number(), item);
            return;
        }
        old(page, item);
        if ((flags & (DELETE_OLD_TUPLE | DELETE_OLD_KEY)) != 0) {
            loggedOld(record, 8, (flags & DELETE_OLD_TUPLE) != 0);
        }
        sink.delete(file, record, before, block.number(), item);
    }

    private void old(byte @Nullable [] page, int item) {
        before.from(Old.From.NOWHERE);
        before.tuple().clear();
        if (page != null) {
            before.tuple().take(page, item);
            if (before.tuple().isKnown()) {
                before.from(Old.From.PAGE);
            }
        }
    }

    /// What the record itself says of the old row: all of it, or its key where nothing better is known.
    private void loggedOld(WalRecord record, int offset, boolean whole) throws MalformedRecord {
        if (whole || before.from() == Old.From.NOWHERE) {
            int at = record.main(offset + Tuple.LOGGED_HEADER) + offset;
            tuple(before.tuple(), record.buffer(), at, record.mainLength() - offset);
            before.from(whole ? Old.From.RECORD : Old.From.RECORD_KEY);
        }
    }

    private void update(HeapFile file, WalRecord record) throws MalformedRecord, RowbackException {
        byte[] b = record.buffer();
        int main = record.main(14);
        int oldItem = LittleEndian.u16(b, main + 4);
        int flags = b[main + 7];
        int newItem = LittleEndian.u16(b, main + 12);
        WalRecord.Block target = record.block(0);
        boolean moved = record.hasBlock(1);
        WalRecord.Block source = moved ? record.block(1) : target;
        boolean init = (record.info() & INIT) != 0;

        byte[] oldPage = page(file, record, source, false);
        old(oldPage, oldItem);
        Tuple known = before.tuple();
        byte[] newPage = moved || init ? page(file, record, target, init) : oldPage;
        if (target.hasData()) {
            if (newTuple(record, target, flags, known)) {
                if (!BlockImage.applies(record.version(), target)) {
                    put(file, target, newPage, newItem, after);
                }
            } else {
                after.clear();
                if (newPage != null) {
                    HeapPage.remove(newPage, newItem);
                }
            }
        } else {
            ofImage(newPage, newItem);
        }
        if ((flags & (UPDATE_OLD_TUPLE | UPDATE_OLD_KEY)) != 0) {
            loggedOld(record, 14, (flags & UPDATE_OLD_TUPLE) != 0);
        } else if (before.from() == Old.From.NOWHERE
                && after.isKnown()
                && ((flags & UPDATE_NEW_TUPLE) != 0 || (record.info() & OPERATION) == HOT_UPDATE)) {
            before.from(Old.From.SAME_KEY);
        }
        chunk(file, target.number(), newItem);
        sink.update(file, record, before, after);
    }

    /// Makes the new row of what was logged and, where the record leaves them out, the first and last bytes of the old.
    ///
    /// @return false where the old row is needed and not known
    private boolean newTuple(WalRecord record, WalRecord.Block block, int flags, Tuple known)
            throws MalformedRecord {
        byte[] b = record.buffer();
        int at = block.dataOffset();
        int end = at + block.dataLength();
        int prefix = 0;
        int suffix = 0;
        if ((flags & UPDATE_PREFIX) != 0) {
            prefix = LittleEndian.u16(b, at);
            at += 2;
        }
        if ((flags & UPDATE_SUFFIX) != 0) {
            suffix = LittleEndian.u16(b, at);
            at += 2;
        }
        if (at + Tuple.LOGGED_HEADER > end) {
            throw new MalformedRecord("its row is shorter than a row's header");
        }
        if (prefix + suffix > 0 && !known.isKnown()) {
            return false;
        }
        int data = at + Tuple.LOGGED_HEADER;
        int map = (b[at + 4] & 0xFF) - Tuple.HEADER;
        int total = Tuple.HEADER + (end - data) + prefix + suffix;
        int oldValues = known.isKnown() ? Tuple.values(known.bytes(), 0) : 0;
        if (map < 0
                || data + map > end
                || oldValues + prefix > known.length()
                || suffix > known.length()) {
            throw new MalformedRecord("its row does not fit the row before");
        }
        after.start(b, at, total);
        byte[] to = after.bytes();
        System.arraycopy(b, data, to, Tuple.HEADER, map);
        int out = Tuple.HEADER + map;
        System.arraycopy(known.bytes(), oldValues, to, out, prefix);
        out += prefix;
        int rest = end - data - map;
        System.arraycopy(b, data + map, to, out, rest);
        out += rest;
        System.arraycopy(known.bytes(), known.length() - suffix, to, out, suffix);
        return true;
    }

    /// Values written over in the row itself, as only the server's own tables have it.
    private void inPlace(HeapFile file, WalRecord record) throws MalformedRecord, RowbackException {
        int item = LittleEndian.u16(record.buffer(), record.main(2));
        WalRecord.Block block = record.block(0);
        byte[] page = page(file, record, block, false);
        if (page == null || BlockImage.applies(record.version(), block)) {
            return;
        }
        int at = HeapPage.tuple(page, item);
        if (at != 0) {
            int values = Tuple.values(page, at);
            if (HeapPage.length(page, item) - values != block.dataLength()) {
                throw new MalformedRecord("it writes over a row of another length");
            }
            System.arraycopy(
                    record.buffer(), block.dataOffset(), page, at + values, block.dataLength());
        }
    }

    private void heap2(WalRecord record) throws MalformedRecord, RowbackException {
        int operation = record.info() & OPERATION;
        if (operation == MULTI_INSERT) {
            record.take();
            HeapFile file = file(record.block(0));
            if (file != null) {
                multiInsert(file, record);
            }
            return;
        }
        boolean prunes = operation == 0x10 || operation == 0x20 || operation == 0x30;
        if (!prunes && operation != 0x40 && operation != 0x60) {
            return;
        }
        record.take();
        images(record);
        if (prunes && record.hasBlock(0)) {
            WalRecord.Block block = record.block(0);
            HeapFile file = file(block);
            if (file != null && !BlockImage.applies(record.version(), block)) {
                byte[] page = pages.change(file.id(), block.number());
                if (page != null) {
                    Prune.apply(record, block, page);
                }
            }
        }
    }

    private void truncate(WalRecord record) throws MalformedRecord, RowbackException {
        if (record.info() != 0x20) {
            return;
        }
        record.take();
        byte[] b = record.buffer();
        int main = record.main(20);
        int from = (int) LittleEndian.u32(b, main);
        HeapFile file =
                sink.file(
                        (int) LittleEndian.u32(b, main + 4),
                        (int) LittleEndian.u32(b, main + 8),
                        (int) LittleEndian.u32(b, main + 12));
        boolean heap = (LittleEndian.u32(b, main + 16) & 1) != 0;
        if (file != null && heap) {
            pages.truncate(file.id(), from);
            if (from == 0 && record.xid() != 0) {
                sink.emptied(file, record);
            }
        }
    }

    /// Notes where a chunk of a value lies: columns value id, number of the chunk, bytes.
    private void chunk(HeapFile file, int block, int item) {
        if (file.toast() && after.isKnown() && after.columns() == 3) {
            byte[] b = after.bytes();
            int at = Tuple.values(b, 0);
            if (at + 8 <= after.length()) {
                chunks.put(
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
    public byte @Nullable [] external(HeapFile toast, byte[] b, int at) {
        int size = Varlena.storedSize(b, at);
        int value = Varlena.valueId(b, at);
        byte[] stored = new byte[0];
        int have = 0;
        for (int number = 0; have < size; number++) {
            long place = chunks.find(toast.id(), value, number);
            byte[] page = place < 0 ? null : pages.get(toast.id(), (int) (place >>> 16));
            int tuple = page == null ? 0 : HeapPage.tuple(page, (int) (place & 0xFFFF));
            if (page == null || tuple == 0) {
                return null;
            }
            int values = tuple + Tuple.values(page, tuple);
            int length = HeapPage.length(page, (int) (place & 0xFFFF));
            boolean same =
                    (int) LittleEndian.u32(page, values) == value
                            && LittleEndian.u32(page, values + 4) == number;
            try {
                int chunkEnd = values + 8 + Varlena.size(page, values + 8);
                if (!same || chunkEnd > tuple + length) {
                    return null;
                }
                byte[] part = Varlena.payload(page, values + 8);
                if (part.length == 0 || part.length > size - have) {
                    return null;
                }
                if (number == 0) {
                    stored = new byte[part.length == size ? size : Math.min(size, 1 << 20)];
                } else if (have + part.length > stored.length) {
                    stored = Arrays.copyOf(stored, (int) Math.min(size, 2L * stored.length));
                }
                System.arraycopy(part, 0, stored, have, part.length);
                have += part.length;
            } catch (MalformedValue e) {
                return null;
            }
        }
        return stored.length == size ? stored : Arrays.copyOf(stored, size);
    }
}
