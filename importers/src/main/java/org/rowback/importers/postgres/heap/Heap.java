package org.rowback.importers.postgres.heap;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.wal.MalformedRecord;
import org.rowback.importers.postgres.wal.WalRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The heaps of a database as far as the log shows them, in a scratch folder of its own. Not thread-safe.
public final class Heap implements AutoCloseable {
    private final Path folder;
    private final PageStore pages;
    private final ChunkIndex index;
    private final ToastChunks chunks;
    private final HeapRedo redo;

    /// @param pagesInMemory how many pages of 8 KB stay in memory
    public Heap(int pagesInMemory, HeapSink sink) {
        try {
            folder = Files.createTempDirectory("rowback-wal");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pages = new PageStore(folder, pagesInMemory);
        index = new ChunkIndex(folder);
        chunks = new ToastChunks(pages, index);
        redo = new HeapRedo(pages, chunks, sink);
    }

    /// Replays a record and says what it did.
    ///
    /// @return whether it is of a resource manager that is read here
    public boolean apply(WalRecord record) throws MalformedRecord, RowbackException {
        return redo.apply(record);
    }

    /// Puts a page where the log will find it: one of a copy of the relation's file.
    ///
    /// @return false where it is not laid out as PostgreSQL's own heap is
    public boolean load(HeapFile file, int block, byte[] page) {
        byte[] own = pages.replace(file.id(), block);
        System.arraycopy(page, 0, own, 0, HeapPage.SIZE);
        if (HeapPage.isNew(own)) {
            HeapPage.clear(own);
            return true;
        }
        boolean stock = HeapPage.isStock(own);
        HeapPage.own(own);
        return stock;
    }

    /// How many line pointers a page has; 0 where nothing is known of it.
    public int items(HeapFile file, int block) {
        byte[] page = pages.get(file.id(), block);
        return page == null ? 0 : HeapPage.items(page);
    }

    /// Takes a tuple off a page.
    ///
    /// @return whether there is one
    public boolean take(HeapFile file, int block, int item, Tuple into) {
        byte[] page = pages.get(file.id(), block);
        if (page == null) {
            return false;
        }
        into.take(page, item);
        return into.isKnown();
    }

    /// The stored bytes of a value that a pointer at `at` in `b` stands for; null where not all of them are known.
    public byte @Nullable [] external(HeapFile toast, byte[] b, int at) {
        return chunks.stored(toast, b, at);
    }

    /// Forgets all pages: records are missing, so none of them can be trusted.
    public void forget() {
        pages.clear();
        index.clear();
    }

    @Override
    public void close() {
        pages.close();
        index.close();
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
