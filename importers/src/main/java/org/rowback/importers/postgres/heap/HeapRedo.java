package org.rowback.importers.postgres.heap;

import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.wal.BlockImage;
import org.rowback.importers.postgres.wal.MalformedRecord;
import org.rowback.importers.postgres.wal.WalBlock;
import org.rowback.importers.postgres.wal.WalRecord;

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
    private static final int MADE = 0x10;
    private static final int TRUNCATED = 0x20;
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

    private final PageStore pages;
    private final ToastChunks chunks;
    private final HeapBlocks blocks;
    private final HeapSink sink;
    private final Old before = new Old();
    private final Tuple after = new Tuple();

    HeapRedo(PageStore pages, ToastChunks chunks, HeapSink sink) {
        this.pages = pages;
        this.chunks = chunks;
        this.sink = sink;
        blocks = new HeapBlocks(pages, chunks, sink);
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
                    blocks.images(record);
                }
            }
            case STORAGE -> storage(record);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void heap(WalRecord record) throws MalformedRecord, RowbackException {
        record.take();
        if (!record.hasBlock(0)) {
            return;
        }
        HeapFile file = blocks.file(record.block(0));
        if (file == null) {
            return;
        }
        switch (record.info() & OPERATION) {
            case INSERT -> insert(file, record);
            case DELETE -> delete(file, record);
            case UPDATE, HOT_UPDATE -> update(file, record);
            case INPLACE -> inPlace(file, record);
            case CONFIRM -> {
                blocks.images(record);
                sink.confirmed(file, record);
            }
            default -> blocks.images(record);
        }
    }

    private void insert(HeapFile file, WalRecord record) throws MalformedRecord, RowbackException {
        byte[] b = record.buffer();
        int main = record.main(3);
        int item = LittleEndian.u16(b, main);
        WalBlock block = record.block(0);
        boolean init = (record.info() & INIT) != 0;
        byte[] page = blocks.page(file, record, block, init);
        if (block.hasData()) {
            after.logged(b, block.dataOffset(), block.dataLength());
            if (!BlockImage.applies(record.version(), block)) {
                blocks.put(file, block, page, item, after);
            }
        } else {
            after.ofImage(page, item);
        }
        chunks.note(file, after, block.number(), item);
        sink.insert(file, record, 0, after, block.number(), item);
    }

    private void multiInsert(HeapFile file, WalRecord record)
            throws MalformedRecord, RowbackException {
        byte[] b = record.buffer();
        int main = record.main(4);
        int count = LittleEndian.u16(b, main + 2);
        boolean init = (record.info() & INIT) != 0;
        WalBlock block = record.block(0);
        byte[] page = blocks.page(file, record, block, init);
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
                    blocks.put(file, block, page, item, after);
                    page = pages.change(file.id(), block.number());
                }
            } else {
                after.ofImage(page, item);
            }
            chunks.note(file, after, block.number(), item);
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
        WalBlock block = record.block(0);
        byte[] page = blocks.page(file, record, block, false);
        if ((flags & DELETE_SUPER) != 0) {
            if (page != null) {
                HeapPage.remove(page, item);
            }
            sink.takeBack(file, record, block.number(), item);
            return;
        }
        before.onPage(page, item);
        if ((flags & (DELETE_OLD_TUPLE | DELETE_OLD_KEY)) != 0) {
            before.logged(record, 8, (flags & DELETE_OLD_TUPLE) != 0);
        }
        sink.delete(file, record, before, block.number(), item);
    }

    private void update(HeapFile file, WalRecord record) throws MalformedRecord, RowbackException {
        byte[] b = record.buffer();
        int main = record.main(14);
        int oldItem = LittleEndian.u16(b, main + 4);
        int flags = b[main + 7];
        int newItem = LittleEndian.u16(b, main + 12);
        WalBlock target = record.block(0);
        boolean moved = record.hasBlock(1);
        WalBlock source = moved ? record.block(1) : target;
        boolean init = (record.info() & INIT) != 0;

        byte[] oldPage = blocks.page(file, record, source, false);
        before.onPage(oldPage, oldItem);
        Tuple known = before.tuple();
        byte[] newPage = moved || init ? blocks.page(file, record, target, init) : oldPage;
        if (target.hasData()) {
            if (UpdatedTuple.make(after, record, target, flags, known)) {
                if (!BlockImage.applies(record.version(), target)) {
                    blocks.put(file, target, newPage, newItem, after);
                }
            } else {
                after.clear();
                if (newPage != null) {
                    HeapPage.remove(newPage, newItem);
                }
            }
        } else {
            after.ofImage(newPage, newItem);
        }
        if ((flags & (UPDATE_OLD_TUPLE | UPDATE_OLD_KEY)) != 0) {
            before.logged(record, 14, (flags & UPDATE_OLD_TUPLE) != 0);
        } else if (before.from() == Old.From.NOWHERE
                && after.isKnown()
                && ((flags & UPDATE_NEW_TUPLE) != 0 || (record.info() & OPERATION) == HOT_UPDATE)) {
            before.from(Old.From.SAME_KEY);
        }
        chunks.note(file, after, target.number(), newItem);
        sink.update(file, record, before, after);
    }

    /// Values written over in the row itself, as only the server's own tables have it.
    private void inPlace(HeapFile file, WalRecord record) throws MalformedRecord, RowbackException {
        int item = LittleEndian.u16(record.buffer(), record.main(2));
        WalBlock block = record.block(0);
        byte[] page = blocks.page(file, record, block, false);
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
            HeapFile file = blocks.file(record.block(0));
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
        blocks.images(record);
        if (prunes && record.hasBlock(0)) {
            WalBlock block = record.block(0);
            HeapFile file = blocks.file(block);
            if (file != null && !BlockImage.applies(record.version(), block)) {
                byte[] page = pages.change(file.id(), block.number());
                if (page != null) {
                    Prune.apply(record, block, page);
                }
            }
        }
    }

    /// A file is made, or its end cut off.
    private void storage(WalRecord record) throws MalformedRecord, RowbackException {
        boolean made = record.info() == MADE;
        if (!made && record.info() != TRUNCATED) {
            return;
        }
        record.take();
        byte[] b = record.buffer();
        if (made) {
            sink.made((int) LittleEndian.u32(b, record.main(16) + 8), record);
            return;
        }
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
}
