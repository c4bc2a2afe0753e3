package org.rowback.importers.postgres.replay;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.catalog.ObjectName;
import org.rowback.importers.postgres.catalog.PostgresCatalog;
import org.rowback.importers.postgres.heap.Heap;
import org.rowback.importers.postgres.heap.HeapFile;
import org.rowback.importers.postgres.heap.HeapSink;
import org.rowback.importers.postgres.heap.Old;
import org.rowback.importers.postgres.heap.Tuple;
import org.rowback.importers.postgres.wal.Loss;
import org.rowback.importers.postgres.wal.MalformedRecord;
import org.rowback.importers.postgres.wal.RecordSink;
import org.rowback.importers.postgres.wal.WalRecord;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Reads a log once, before its rows are, for what it does to the server's own tables: the catalog file says how
/// relations are at one moment, and with these changes it is known how they were at any other.
///
/// Keeps only what concerns permanent tables, their columns and keys, and names.
final class CatalogScan implements RecordSink, HeapSink, AutoCloseable {
    private static final int PAGES = 2048;
    private static final int STORAGE = 2;
    private static final int RELMAP = 7;

    private final PostgresCatalog catalog;
    private final CatalogTables tables;
    private final Heap heap;
    private final List<HeapFile> files = new ArrayList<>();
    private final Map<Integer, List<Pending>> open = new HashMap<>();
    private final Map<Long, Boolean> interesting = new HashMap<>();
    private final List<CatalogChange> changes = new ArrayList<>();
    private final Holes holes = new Holes();

    /// Transactions of which a change of the catalog is not known.
    private final Set<Integer> doubtful = new HashSet<>();

    private long unreadable;

    private record Pending(
            long lsn,
            @Nullable CatalogRow before,
            @Nullable CatalogRow after,
            boolean unknownBefore) {}

    CatalogScan(PostgresCatalog catalog, CatalogTables tables) {
        this.catalog = catalog;
        this.tables = tables;
        heap = new Heap(PAGES, this);
        catalog.relations()
                .forEach(r -> interesting.put(r.oid(), r.kind() != 'S' && r.persistence() != 't'));
        for (long oid : CatalogTables.READ) {
            file((int) oid, (int) oid);
            catalog.relation(oid).ifPresent(r -> file((int) r.fileNode(), (int) oid));
        }
    }

    /// A catalog's file; its id is the catalog's OID.
    private void file(int fileNode, int oid) {
        files.removeIf(file -> file.relation() == fileNode);
        int database = oid == ObjectName.ROLE ? 0 : (int) catalog.database().oid();
        files.add(new HeapFile(oid, 0, database, fileNode, false));
    }

    /// Which records may concern the catalog, as far as is known: the others change nothing here.
    ///
    /// @param files of the server's own tables that are read
    record Interest(Set<Integer> files) implements Predicate<WalRecord> {
        Interest {
            files = Set.copyOf(files);
        }

        @Override
        public boolean test(WalRecord record) {
            return switch (record.manager()) {
                case XactRecord.MANAGER, RELMAP, Holes.STANDBY, STORAGE -> true;
                case 0, 9, 10 -> concerns(record);
                default -> false;
            };
        }

        private boolean concerns(WalRecord record) {
            try {
                record.take();
                for (int i = 0; i < record.blocks(); i++) {
                    if (record.hasBlock(i) && files.contains(record.block(i).relation())) {
                        return true;
                    }
                }
                return false;
            } catch (MalformedRecord e) {
                return true;
            }
        }
    }

    /// What concerns the catalog by now: it may get a new file.
    Interest interest() {
        Set<Integer> known = new HashSet<>();
        files.forEach(file -> known.add(file.relation()));
        return new Interest(known);
    }

    /// What the log does to the catalog.
    ///
    /// @param changes that committed, in the order in which they hold
    /// @param unreadable how many are not known because the rows before them are not
    record Found(List<CatalogChange> changes, long unreadable) {
        static final Found NOTHING = new Found(List.of(), 0);

        Found {
            changes = List.copyOf(changes);
        }
    }

    Found found() {
        changes.sort(Comparator.comparingLong(CatalogChange::lsn));
        return new Found(changes, unreadable);
    }

    @Override
    public void record(WalRecord record) throws RowbackException {
        try {
            switch (record.manager()) {
                case XactRecord.MANAGER -> transaction(record);
                case RELMAP -> map(record);
                case Holes.STANDBY -> holes.standby(record);
                case 0, STORAGE, 9, 10 -> heap.apply(record);
                default -> {}
            }
        } catch (MalformedRecord e) {
            // The import itself says so of this record when it comes to it.
            unreadable++;
        }
    }

    /// `database, tablespace, bytes`, then the map: magic, how many, pairs of OID and file.
    private void map(WalRecord record) throws MalformedRecord {
        record.take();
        byte[] b = record.buffer();
        int at = record.main(20);
        long database = LittleEndian.u32(b, at);
        if (database != 0 && database != catalog.database().oid()) {
            return;
        }
        int count = (int) LittleEndian.u32(b, at + 16);
        record.main(20 + 8 * Math.clamp(count, 0, 1 << 16));
        for (int i = 0; i < count; i++) {
            int oid = (int) LittleEndian.u32(b, at + 20 + 8 * i);
            if (CatalogTables.READ.contains((long) oid)) {
                file((int) LittleEndian.u32(b, at + 24 + 8 * i), oid);
            }
        }
    }

    private void transaction(WalRecord record) throws MalformedRecord {
        XactRecord xact = XactRecord.read(record);
        switch (xact.kind()) {
            case COMMIT -> {
                boolean sure = isSure(xact);
                commit(xact.xid(), xact.xid(), record.lsn(), sure);
                for (int xid : xact.subtransactions()) {
                    commit(xid, xact.xid(), record.lsn(), sure);
                }
                forget(xact);
            }
            case ABORT -> forget(xact);
            case PREPARE, ASSIGNMENT, OTHER -> {}
        }
    }

    /// Whether all that a transaction did to the catalog is known. Where it is not, a table's new file may have come
    /// with other columns: nothing is said of what its old file holds.
    private boolean isSure(XactRecord xact) {
        boolean sure = !holes.wasOpen(xact.xid()) && !holes.mayHaveBegun(xact.xid());
        sure &= !doubtful.contains(xact.xid());
        for (int xid : xact.subtransactions()) {
            sure &= !holes.wasOpen(xid) && !doubtful.contains(xid);
        }
        return sure;
    }

    private void forget(XactRecord xact) {
        forget(xact.xid());
        for (int xid : xact.subtransactions()) {
            forget(xid);
        }
    }

    private void forget(int xid) {
        open.remove(xid);
        doubtful.remove(xid);
        holes.ended(xid);
    }

    private void commit(int xid, int top, long lsn, boolean sure) {
        for (Pending p : open.getOrDefault(xid, List.of())) {
            boolean unknown = p.unknownBefore || (!sure && isNewFile(p));
            changes.add(
                    new CatalogChange(
                            p.lsn, lsn, top, unknown ? null : p.before, p.after, unknown));
            if (p.after instanceof CatalogRow.ClassRow row
                    && row.fileNode() != 0
                    // The server's own tables get new files by VACUUM FULL, too.
                    && CatalogTables.READ.contains(row.relation())) {
                file((int) row.fileNode(), (int) row.relation());
            }
        }
    }

    private static boolean isNewFile(Pending p) {
        return p.before instanceof CatalogRow.ClassRow before
                && p.after instanceof CatalogRow.ClassRow after
                && before.fileNode() != after.fileNode();
    }

    @Override
    public void lost(Loss loss) {
        heap.forget();
        holes.lost(open.keySet());
    }

    private void unreadable(HeapFile file, WalRecord record) {
        unreadable++;
        if (describes(file)) {
            doubtful.add(record.xid());
        }
    }

    /// Whether a table's rows say how others lie in their files, not only what something is called.
    private static boolean describes(HeapFile file) {
        return CatalogTables.DESCRIBING.contains((long) file.id());
    }

    @Override
    public @Nullable HeapFile file(int tablespace, int database, int relation) {
        for (int i = 0; i < files.size(); i++) {
            HeapFile file = files.get(i);
            if (file.relation() == relation && file.database() == database) {
                return file;
            }
        }
        return null;
    }

    private void add(
            WalRecord record,
            @Nullable CatalogRow before,
            @Nullable CatalogRow after,
            boolean unknown) {
        CatalogRow row = after == null ? before : after;
        if (row == null || !concerns(row)) {
            return;
        }
        open.computeIfAbsent(record.xid(), _ -> new ArrayList<>())
                .add(new Pending(record.lsn(), before, after, unknown));
    }

    private boolean concerns(CatalogRow row) {
        if (row instanceof CatalogRow.ClassRow c) {
            boolean keep = c.persistence() != 't';
            interesting.put(c.relation(), keep);
            return keep;
        }
        if (row instanceof CatalogRow.NameRow) {
            return true;
        }
        return interesting.getOrDefault(row.relation(), false);
    }

    @Override
    public void insert(HeapFile file, WalRecord record, int row, Tuple after, int block, int item) {
        add(record, null, tables.read(file.id(), after), false);
    }

    @Override
    public void update(HeapFile file, WalRecord record, Old before, Tuple after) {
        if (!after.isKnown()) {
            unreadable(file, record);
            return;
        }
        boolean known = before.from() == Old.From.PAGE;
        if (!known && describes(file)) {
            doubtful.add(record.xid());
        }
        add(
                record,
                known ? tables.read(file.id(), before.tuple()) : null,
                tables.read(file.id(), after),
                !known);
    }

    @Override
    public void delete(HeapFile file, WalRecord record, Old before, int block, int item) {
        if (before.from() == Old.From.PAGE) {
            add(record, tables.read(file.id(), before.tuple()), null, false);
        } else {
            unreadable(file, record);
        }
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
        // The server's own tables are not truncated.
    }

    @Override
    public void notStock(HeapFile file, WalRecord record) {
        unreadable(file, record);
    }

    @Override
    public void close() {
        heap.close();
    }
}
