package org.rowback.importers.postgres.replay;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.heap.Heap;
import org.rowback.importers.postgres.heap.HeapFile;
import org.rowback.importers.postgres.heap.HeapSink;
import org.rowback.importers.postgres.heap.HeapTable;
import org.rowback.importers.postgres.heap.ImageBuffer;
import org.rowback.importers.postgres.heap.Old;
import org.rowback.importers.postgres.heap.Tuple;
import org.rowback.importers.postgres.replay.ChangeBuffer.Entry;
import org.rowback.importers.postgres.wal.MalformedRecord;
import org.rowback.importers.postgres.wal.WalRecord;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Makes changes of what records did to rows, and keeps them with their transactions. Not thread-safe.
final class RowCollector implements HeapSink, AutoCloseable {
    private static final int PAGES = 16_384;
    private static final int SPECULATIVE = 4;
    private static final int HEAP = 10;

    private final int database;
    private final TableFinder finder;
    private final Definitions definitions;
    private final OpenTransactions open;
    private final WalFindings findings;
    private final long done;
    private final Heap heap = new Heap(PAGES, this);
    private final ImageBuffer before = new ImageBuffer();
    private final ImageBuffer after = new ImageBuffer();
    private final Map<Integer, Held> held = new HashMap<>();

    /// Files by the (sub)transaction that made them and has not ended.
    private final Map<Integer, Integer> made = new HashMap<>();

    private final Set<Integer> notStock = new HashSet<>();
    private final OutsideValues outside;
    private int missedFile;
    private boolean missed;

    /// An insertion that may be taken back.
    private record Held(long lsn, int table, Bytes image) {}

    /// @param database whose rows are history
    /// @param done up to where the case holds the log already
    RowCollector(
            int database,
            TableFinder finder,
            Definitions definitions,
            OpenTransactions open,
            WalFindings findings,
            long done) {
        this.database = database;
        this.finder = finder;
        this.definitions = definitions;
        this.open = open;
        this.findings = findings;
        this.done = done;
        outside = new OutsideValues(finder, heap);
    }

    /// Replays a record.
    ///
    /// @return whether it is of a resource manager that has to do with rows
    boolean apply(WalRecord record) throws MalformedRecord, RowbackException {
        missed = false;
        return heap.apply(record);
    }

    /// Whether the last record was of a file that no table is known for: [#missedFile].
    boolean missed() {
        return missed;
    }

    int missedFile() {
        return missedFile;
    }

    /// A (sub)transaction ended.
    void ended(int xid) {
        if (!held.isEmpty()) {
            held.remove(xid);
        }
        if (!made.isEmpty()) {
            made.values().removeIf(maker -> maker == xid);
        }
    }

    /// Pages can no longer be trusted.
    void forgetPages() {
        heap.forget();
    }

    /// Log is missing.
    ///
    /// @return (sub)transactions that had a row only here
    Set<Integer> lost() {
        heap.forget();
        Set<Integer> without = Set.copyOf(held.keySet());
        held.clear();
        made.clear();
        return without;
    }

    void define(long lsn, int xid, int table, boolean gone) {
        before.clear();
        after.clear();
        open.add(xid, Entry.Kind.DEFINITION, lsn, table, gone ? 1 : 0, before, after);
    }

    void truncated(long lsn, int xid, int table) {
        before.clear();
        after.clear();
        open.add(xid, Entry.Kind.TRUNCATE, lsn, table, 0, before, after);
    }

    @Override
    public @Nullable HeapFile file(int tablespace, int ofDatabase, int relation) {
        HeapFile file =
                ofDatabase == database ? finder.file(tablespace, ofDatabase, relation) : null;
        if (file == null) {
            missed = true;
            missedFile = relation;
        }
        return file;
    }

    /// The table of a row; -1 where the row is no history.
    private int table(HeapFile file, WalRecord record) {
        if (file.toast()) {
            return -1;
        }
        if (definitions.any()) {
            definitions.settle(
                    finder.owner(file.relation()),
                    (xid, table, gone) -> define(record.lsn(), xid, table, gone));
        }
        return finder.table(file);
    }

    private void add(WalRecord record, Entry.Kind kind, int table, int row, boolean partial) {
        if (record.lsn() >= done) {
            LoggedTable logged = finder.get(table);
            logged.changed++;
            logged.partial += partial ? 1 : 0;
        }
        open.add(record.xid(), kind, record.lsn(), table, row, before, after);
    }

    @Override
    public void insert(HeapFile file, WalRecord record, int row, Tuple tuple, int block, int item) {
        int table = table(file, record);
        if (table < 0) {
            return;
        }
        before.clear();
        after.clear();
        finder.get(table).heap().image(after, tuple, outside.rowsOf(file));
        boolean mayBeTakenBack =
                record.manager() == HEAP
                        && (record.buffer()[record.mainOffset() + 2] & SPECULATIVE) != 0;
        if (mayBeTakenBack) {
            held.put(
                    record.xid(),
                    new Held(record.lsn(), table, Bytes.copyOf(after.bytes(), 0, after.length())));
            return;
        }
        add(record, Entry.Kind.INSERT, table, row, false);
    }

    @Override
    public void confirmed(HeapFile file, WalRecord record) {
        Held insertion = held.remove(record.xid());
        if (insertion != null) {
            before.clear();
            after.clear();
            after.put(insertion.image.array(), 0, insertion.image.length());
            add(record, Entry.Kind.INSERT, insertion.table, 0, false);
        }
    }

    @Override
    public void takeBack(HeapFile file, WalRecord record, int block, int item) {
        if (!file.toast()) {
            held.remove(record.xid());
        }
    }

    @Override
    public void update(HeapFile file, WalRecord record, Old old, Tuple tuple) {
        int table = table(file, record);
        if (table < 0) {
            return;
        }
        HeapTable heapTable = finder.get(table).heap();
        outside.rowsOf(file);
        before.clear();
        after.clear();
        heapTable.image(before, old, tuple, sameKey(heapTable, record), outside);
        if (tuple.isKnown()) {
            heapTable.image(after, tuple, outside);
        } else {
            HeapTable.unknown(after);
        }
        add(record, Entry.Kind.UPDATE, table, 0, isPartial(old) || !tuple.isKnown());
    }

    private static boolean isPartial(Old old) {
        return old.from() != Old.From.PAGE && old.from() != Old.From.RECORD;
    }

    /// Whether a record that holds no old key says that the key did not change: HOT updates change no indexed column,
    /// and others hold the old key where there is a replica identity that has one.
    private static boolean sameKey(HeapTable table, WalRecord record) {
        boolean hot = (record.info() & 0x70) == 0x40;
        return table.isKeyed()
                && (hot
                        || switch (table.relation().identity()) {
                            case DEFAULT, INDEX -> true;
                            case NONE, UNKNOWN, FULL, NOTHING -> false;
                        });
    }

    @Override
    public void delete(HeapFile file, WalRecord record, Old old, int block, int item) {
        int table = table(file, record);
        if (table < 0) {
            return;
        }
        before.clear();
        after.clear();
        finder.get(table).heap().image(before, old, old.tuple(), false, outside.rowsOf(file));
        add(record, Entry.Kind.DELETE, table, 0, isPartial(old));
    }

    @Override
    public void made(int relation, WalRecord record) {
        if (record.xid() != 0) {
            made.put(relation, record.xid());
        }
    }

    @Override
    public void emptied(HeapFile file, WalRecord record) {
        // VACUUM, too, cuts off all blocks of a table that has no rows; but never of one just made.
        int table = made.containsKey(file.relation()) ? table(file, record) : -1;
        if (table >= 0) {
            before.clear();
            after.clear();
            add(record, Entry.Kind.TRUNCATE, table, 0, false);
        }
    }

    @Override
    public void notStock(HeapFile file, WalRecord record) throws RowbackException {
        if (notStock.add(file.id())) {
            findings.notStock(file, record);
        }
    }

    @Override
    public void close() {
        heap.close();
    }
}
