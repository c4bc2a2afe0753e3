package org.rowback.importers.postgres.backup;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.heap.Heap;
import org.rowback.importers.postgres.heap.HeapFile;
import org.rowback.importers.postgres.heap.HeapSink;
import org.rowback.importers.postgres.heap.Old;
import org.rowback.importers.postgres.heap.Tuple;
import org.rowback.importers.postgres.replay.XactRecord;
import org.rowback.importers.postgres.wal.MalformedRecord;
import org.rowback.importers.postgres.wal.WalRecord;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Some of the server's own tables as the backup's files and its log have them in the end.
///
/// The files were copied while the server wrote to them. Each page that changed from the backup's beginning on stands
/// whole in the log at its first change, so replay makes the copy right without asking what state it was copied in.
final class BackupTables implements HeapSink, AutoCloseable {
    private static final int PAGE = 8192;
    private static final int PAGES = 4096;
    private static final int RELMAP = 7;
    private static final int XMIN_COMMITTED = 0x100;
    private static final int XMIN_INVALID = 0x200;
    private static final int XMAX_LOCK_ONLY = 0x80;
    private static final int XMAX_COMMITTED = 0x400;
    private static final int XMAX_INVALID = 0x800;
    private static final int XMAX_MULTI = 0x1000;

    private final TransactionStatus status;
    private final Heap heap;
    private final Map<Long, HeapFile> files = new LinkedHashMap<>();
    private final Map<Integer, Integer> blocks = new HashMap<>();
    private final Map<Place, Marks> marks = new HashMap<>();
    private final Map<Long, Map<Long, Long>> maps = new HashMap<>();
    private final long end;

    private record Place(int file, int block, int item) {}

    /// Which transactions made and deleted a row that the log wrote; 0 for none, -1 for what the page says.
    private record Marks(int made, int deleted) {}

    /// Takes rows.
    interface Rows {
        void row(Tuple tuple);
    }

    /// @param wanted files by the table's OID, of one database or of what all share
    BackupTables(BackupFolder backup, BackupLog log, Map<Long, Map<Long, Long>> wanted)
            throws RowbackException, IOException {
        status = new TransactionStatus(backup);
        heap = new Heap(PAGES, this);
        for (Map.Entry<Long, Map<Long, Long>> database : wanted.entrySet()) {
            backup.have(database.getKey(), database.getValue().values());
            for (Map.Entry<Long, Long> table : database.getValue().entrySet()) {
                HeapFile file =
                        new HeapFile(
                                files.size() + 1,
                                0,
                                Math.toIntExact(database.getKey()),
                                table.getValue().intValue(),
                                false);
                files.put(table.getKey(), file);
                load(backup.pieces(database.getKey(), table.getValue()), file);
            }
        }
        end = log.replay(this::replay);
    }

    private void load(List<Path> pieces, HeapFile file) throws IOException, RowbackException {
        int block = 0;
        byte[] page = new byte[PAGE];
        for (Path piece : pieces) {
            try (InputStream in = Files.newInputStream(piece)) {
                while (in.readNBytes(page, 0, PAGE) == PAGE) {
                    if (!heap.load(file, block++, page)) {
                        throw new RowbackException.BadInput(
                                piece
                                        + ": a page is not laid out as PostgreSQL's own heap is: a"
                                        + " fork's, or damaged; stock servers' are read");
                    }
                }
            }
        }
        blocks.put(file.id(), block);
    }

    /// Where the log ends.
    long end() {
        return end;
    }

    /// The files that the log gives to tables of a database, by OID.
    Map<Long, Long> map(long database) {
        return maps.getOrDefault(database, Map.of());
    }

    private void replay(WalRecord record) throws RowbackException {
        try {
            switch (record.manager()) {
                case XactRecord.MANAGER -> status.record(record);
                case RELMAP -> {
                    record.take();
                    int at = record.main(20);
                    maps.put(
                            LittleEndian.u32(record.buffer(), at),
                            RelationMap.pairs(record.buffer(), at + 12));
                }
                default -> heap.apply(record);
            }
        } catch (MalformedRecord e) {
            throw new RowbackException.BadInput(
                    "the backup's log holds a record that is not as it should be ("
                            + e.getMessage()
                            + ")",
                    e);
        }
    }

    /// Gives all rows of a table that count at the log's end.
    void rows(long table, Rows to) throws RowbackException {
        HeapFile file = files.get(table);
        if (file == null) {
            throw new IllegalArgumentException("the table " + table + " was not asked for");
        }
        Tuple tuple = new Tuple();
        for (int block = 0; block < blocks.getOrDefault(file.id(), 0); block++) {
            int items = heap.items(file, block);
            for (int item = 1; item <= items; item++) {
                if (heap.take(file, block, item, tuple)
                        && isVisible(tuple.bytes(), marks.get(new Place(file.id(), block, item)))) {
                    to.row(tuple);
                }
            }
        }
    }

    private boolean isVisible(byte[] tuple, @Nullable Marks marked) throws RowbackException {
        int mask = LittleEndian.u16(tuple, 20);
        boolean made;
        if (marked != null && marked.made != -1) {
            made = status.isCommitted(marked.made);
        } else if ((mask & XMIN_COMMITTED) != 0) {
            made = true;
        } else {
            made =
                    (mask & XMIN_INVALID) == 0
                            && status.isCommitted((int) LittleEndian.u32(tuple, 0));
        }
        if (!made) {
            return false;
        }
        if (marked != null && marked.deleted != -1) {
            return !status.isCommitted(marked.deleted);
        }
        if ((mask & (XMAX_INVALID | XMAX_LOCK_ONLY)) != 0) {
            return true;
        }
        int deleted = (int) LittleEndian.u32(tuple, 4);
        if ((mask & XMAX_MULTI) != 0 && deleted != 0) {
            throw new RowbackException.BadInput(
                    "a row of the server's own tables is held by several transactions at once:"
                            + " make the catalog with 'rowback schema postgresql://…' instead");
        }
        return (mask & XMAX_COMMITTED) == 0 && !status.isCommitted(deleted);
    }

    @Override
    public @Nullable HeapFile file(int tablespace, int database, int relation) {
        for (HeapFile file : files.values()) {
            if (file.relation() == relation && file.database() == database) {
                return file;
            }
        }
        return null;
    }

    @Override
    public void insert(HeapFile file, WalRecord record, int row, Tuple after, int block, int item) {
        blocks.merge(file.id(), block + 1, Math::max);
        marks.put(new Place(file.id(), block, item), new Marks(record.xid(), 0));
    }

    @Override
    public void update(HeapFile file, WalRecord record, Old before, Tuple after)
            throws RowbackException {
        try {
            int main = record.main(14);
            byte[] b = record.buffer();
            int target = record.block(0).number();
            int source = record.hasBlock(1) ? record.block(1).number() : target;
            deleted(file, record, source, LittleEndian.u16(b, main + 4));
            insert(file, record, 0, after, target, LittleEndian.u16(b, main + 12));
        } catch (MalformedRecord e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void delete(HeapFile file, WalRecord record, Old before, int block, int item) {
        deleted(file, record, block, item);
    }

    private void deleted(HeapFile file, WalRecord record, int block, int item) {
        marks.merge(
                new Place(file.id(), block, item),
                new Marks(-1, record.xid()),
                (old, _) -> new Marks(old.made, record.xid()));
    }

    @Override
    public void takeBack(HeapFile file, WalRecord record, int block, int item) {
        // The server's own tables are not written by INSERT … ON CONFLICT.
    }

    @Override
    public void confirmed(HeapFile file, WalRecord record) {
        // The same.
    }

    @Override
    public void made(int relation, WalRecord record) {
        // What matters is the row of pg_class.
    }

    @Override
    public void emptied(HeapFile file, WalRecord record) {
        // Its pages are gone by then.
    }

    @Override
    public void notStock(HeapFile file, WalRecord record) throws RowbackException {
        throw new RowbackException.BadInput(
                "the backup's log has a page that is not laid out as PostgreSQL's own heap is: a"
                        + " fork's; stock servers' are read");
    }

    @Override
    public void close() {
        heap.close();
    }
}
