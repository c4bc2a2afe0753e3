package org.rowback.importers.postgres.heap;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.wal.BlockImage;
import org.rowback.importers.postgres.wal.MalformedRecord;
import org.rowback.importers.postgres.wal.WalBlock;
import org.rowback.importers.postgres.wal.WalRecord;

/// The pages that records' blocks name: as known, or as the record's image has them.
final class HeapBlocks {
    private final PageStore pages;
    private final ToastChunks chunks;
    private final HeapSink sink;
    private final Tuple chunk = new Tuple();
    private final byte[] scratch = new byte[HeapPage.SIZE];

    HeapBlocks(PageStore pages, ToastChunks chunks, HeapSink sink) {
        this.pages = pages;
        this.chunks = chunks;
        this.sink = sink;
    }

    /// Puts all whole pages that a record holds in their places.
    void images(WalRecord record) throws MalformedRecord, RowbackException {
        for (int id = 0; id < record.blocks(); id++) {
            if (record.hasBlock(id) && record.block(id).fork() == 0) {
                WalBlock block = record.block(id);
                if (BlockImage.applies(record.version(), block)) {
                    HeapFile file = file(block);
                    if (file != null) {
                        restore(file, record, block);
                    }
                }
            }
        }
    }

    @Nullable HeapFile file(WalBlock block) throws RowbackException {
        return sink.file(block.tablespace(), block.database(), block.relation());
    }

    private void restore(HeapFile file, WalRecord record, WalBlock block)
            throws MalformedRecord, RowbackException {
        byte[] page = pages.replace(file.id(), block.number());
        BlockImage.restore(record, block, page);
        if (HeapPage.isNew(page)) {
            HeapPage.clear(page);
        } else if (!HeapPage.isStock(page)) {
            sink.notStock(file, record);
            HeapPage.clear(page);
        }
        HeapPage.own(page);
        if (file.toast()) {
            for (int item = 1; item <= HeapPage.items(page); item++) {
                chunk.take(page, item);
                chunks.note(file, chunk, block.number(), item);
            }
        }
    }

    /// The page of a block after the record's image, or as known; made where `anew`; null where not known.
    byte @Nullable [] page(HeapFile file, WalRecord record, WalBlock block, boolean anew)
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

    void put(HeapFile file, WalBlock block, byte @Nullable [] known, int item, Tuple tuple) {
        byte[] page = known;
        if (page == null || !HeapPage.put(page, item, tuple.bytes(), tuple.length(), scratch)) {
            // Of a block without an image only what is put there is known.
            page = pages.replace(file.id(), block.number());
            HeapPage.clear(page);
            HeapPage.put(page, item, tuple.bytes(), tuple.length(), scratch);
        }
    }
}
