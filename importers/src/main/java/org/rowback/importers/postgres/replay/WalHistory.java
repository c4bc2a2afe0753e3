package org.rowback.importers.postgres.replay;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.ImportOptions;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.catalog.PostgresCatalog;
import org.rowback.importers.postgres.heap.Heap;
import org.rowback.importers.postgres.heap.HeapFile;
import org.rowback.importers.postgres.heap.HeapSink;
import org.rowback.importers.postgres.heap.HeapTable;
import org.rowback.importers.postgres.heap.ImageBuffer;
import org.rowback.importers.postgres.heap.Old;
import org.rowback.importers.postgres.heap.Tuple;
import org.rowback.importers.postgres.heap.value.Varlena;
import org.rowback.importers.postgres.replay.ChangeBuffer.Entry;
import org.rowback.importers.postgres.wal.Loss;
import org.rowback.importers.postgres.wal.Lsn;
import org.rowback.importers.postgres.wal.MalformedRecord;
import org.rowback.importers.postgres.wal.RecordSink;
import org.rowback.importers.postgres.wal.WalRecord;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Turns a log's records into history: follows the heaps, gathers each transaction's changes, and writes them when it
/// commits. Not thread-safe.
final class WalHistory implements RecordSink, HeapSink, TableFinder.Changed, AutoCloseable {
    private static final int PAGES = 8192;
    private static final int SPECULATIVE = 4;
    private static final int KEPT_BYTES = 4096;

    private final PostgresCatalog catalog;
    private final TableFinder finder;
    private final Definitions definitions;
    private final Heap heap;
    private final OpenTransactions open = new OpenTransactions();
    private final CommitWriter commits;
    private final HistoryWriter writer;
    private final Tallies tallies = new Tallies();
    private final ImageBuffer before = new ImageBuffer();
    private final ImageBuffer after = new ImageBuffer();
    private final Map<Integer, Held> held = new HashMap<>();
    private final Map<Integer, Map<Integer, Long>> unknownFiles = new HashMap<>();
    private final Map<Integer, String> prepared = new HashMap<>();
    private final Set<Integer> holed = new HashSet<>();
    private final Set<Integer> notStock = new HashSet<>();
    private final Map<Integer, Integer> minimal = new HashMap<>();
    private long done;
    private long reached;
    private long read;
    private long setAside;
    private int missedFile;
    private boolean missed;

    /// An insertion that may be taken back.
    private record Held(long lsn, int table, Bytes image) {}

    /// @param done up to where the case holds the log already
    WalHistory(
            PostgresCatalog catalog,
            TableFinder finder,
            HistoryWriter writer,
            ImportOptions options,
            long done) {
        this.catalog = catalog;
        this.finder = finder;
        this.writer = writer;
        this.done = done;
        definitions = new Definitions(finder);
        heap = new Heap(PAGES, this);
        commits = new CommitWriter(writer, finder, new Window(options));
    }

    long read() {
        return read;
    }

    long setAside() {
        return setAside;
    }

    /// The end of the last record.
    long reached() {
        return reached;
    }

    CommitWriter commits() {
        return commits;
    }

    /// Transactions that have changes and no end yet.
    Set<Integer> unfinished() {
        return open.xids();
    }

    /// Transactions that began in log that is not read again.
    void began(Set<Integer> xids) {
        holed.addAll(xids);
    }

    @Override
    public void record(WalRecord record) throws RowbackException {
        read++;
        reached = record.endLsn();
        finder.reach(record.lsn(), this);
        try {
            if (record.manager() == XactRecord.MANAGER) {
                transaction(record);
            } else {
                missed = false;
                if (!heap.apply(record)) {
                    setAside++;
                    if (record.lsn() >= done) {
                        tallies.skipped(record.manager());
                    }
                } else if (missed && record.manager() != 0) {
                    unknown(record);
                }
                parameters(record);
            }
        } catch (MalformedRecord e) {
            setAside++;
            heap.forget();
            finding(
                    Finding.Kind.UNDECODABLE_EVENT,
                    record.lsn(),
                    record.length(),
                    Bytes.copyOf(
                            record.buffer(), record.start(), Math.min(KEPT_BYTES, record.length())),
                    "The record at "
                            + Lsn.text(record.lsn())
                            + " is not laid out as PostgreSQL "
                            + record.version().major()
                            + " does: "
                            + e.getMessage()
                            + "; all that was known of pages is forgotten.");
        }
    }

    /// `wal_level` as the log itself says it.
    private void parameters(WalRecord record) throws MalformedRecord, RowbackException {
        if (record.manager() == 0 && record.info() == 0x60) {
            record.take();
            int at = record.main(24) + 20;
            int level = record.buffer()[at];
            if (level == 0 && minimal.put(0, 1) == null) {
                finding(
                        Finding.Kind.STATEMENT_DML,
                        record.lsn(),
                        0,
                        Bytes.EMPTY,
                        "From "
                                + Lsn.text(record.lsn())
                                + " on wal_level is minimal: rows of tables made or truncated in"
                                + " their own transaction may not be in the log.");
            }
        }
    }

    /// A record of rows in a file that no table is known for.
    private void unknown(WalRecord record) throws MalformedRecord {
        int operation = record.info() & 0x70;
        boolean rows =
                record.manager() == 10
                        ? operation <= 0x20 || operation == 0x40
                        : record.manager() == 9 && operation == 0x50;
        if (!rows || record.lsn() < done) {
            return;
        }
        int database = record.block(0).database();
        if (database != (int) catalog.database().oid()) {
            if (database != 0) {
                tallies.otherDatabase(database);
            }
        } else if (finder.owner(missedFile) == 0) {
            unknownFiles
                    .computeIfAbsent(record.xid(), _ -> new HashMap<>())
                    .merge(missedFile, 1L, Long::sum);
        }
    }

    private void transaction(WalRecord record) throws MalformedRecord, RowbackException {
        XactRecord xact = XactRecord.read(record);
        switch (xact.kind()) {
            case COMMIT -> commit(record, xact);
            case ABORT -> {
                forget(xact.xid());
                for (int xid : xact.subtransactions()) {
                    forget(xid);
                }
            }
            case PREPARE -> prepared.put(xact.xid(), xact.name());
            case ASSIGNMENT, OTHER -> {}
        }
    }

    private void forget(int xid) {
        open.drop(xid);
        held.remove(xid);
        prepared.remove(xid);
        unknownFiles.remove(xid);
        holed.remove(xid);
    }

    private void commit(WalRecord record, XactRecord xact) throws RowbackException {
        definitions.settleAll(xact.xid(), (xid, table, gone) -> define(record, xid, table, gone));
        String name = prepared.getOrDefault(xact.xid(), "");
        boolean incomplete = holed.contains(xact.xid());
        for (int xid : xact.subtransactions()) {
            incomplete |= holed.contains(xid);
        }
        if (record.lsn() >= done) {
            try (OpenTransactions.Merge changes = open.merge(xact.xid(), xact.subtransactions())) {
                if (changes != null) {
                    commits.write(record, xact, name, changes);
                }
            }
            if (incomplete) {
                finding(
                        Finding.Kind.INCOMPLETE_TRANSACTION,
                        record.lsn(),
                        0,
                        Bytes.EMPTY,
                        "Transaction "
                                + Integer.toUnsignedString(xact.xid())
                                + " was open where log is missing: what it wrote there is not among"
                                + " its changes.");
            }
            tally(xact.xid());
            for (int xid : xact.subtransactions()) {
                tally(xid);
            }
        }
        forget(xact.xid());
        for (int xid : xact.subtransactions()) {
            forget(xid);
        }
    }

    private void tally(int xid) {
        Map<Integer, Long> files = unknownFiles.get(xid);
        if (files != null) {
            files.forEach(tallies::unknownFile);
        }
    }

    private void define(WalRecord record, int xid, int table, boolean gone) {
        before.clear();
        after.clear();
        open.add(xid, Entry.Kind.DEFINITION, record.lsn(), table, gone ? 1 : 0, before, after);
    }

    @Override
    public void changing(CatalogChange change, long relation) {
        definitions.changing(change, relation);
    }

    @Override
    public void truncated(CatalogChange change, int table) {
        before.clear();
        after.clear();
        open.add(change.xid(), Entry.Kind.TRUNCATE, change.lsn(), table, 0, before, after);
    }

    @Override
    public @Nullable HeapFile file(int tablespace, int database, int relation) {
        HeapFile file =
                database == (int) catalog.database().oid()
                        ? finder.file(tablespace, database, relation)
                        : null;
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
        definitions.settle(
                finder.owner(file.relation()),
                (xid, table, gone) -> define(record, xid, table, gone));
        return finder.table(file);
    }

    private HeapTable.Externals externals(HeapFile file) {
        return (b, at) -> {
            HeapFile toast = finder.toast(Varlena.toastRelation(b, at), file);
            return toast == null ? null : heap.external(toast, b, at);
        };
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
        finder.get(table).heap().image(after, tuple, externals(file));
        boolean mayBeTakenBack =
                record.manager() == 10
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
        HeapTable.Externals externals = externals(file);
        before.clear();
        after.clear();
        heapTable.image(before, old, tuple, sameKey(heapTable, record), externals);
        if (tuple.isKnown()) {
            heapTable.image(after, tuple, externals);
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
        boolean keyed = table.relation().rowKey().isPresent();
        return keyed
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
        finder.get(table).heap().image(before, old, old.tuple(), false, externals(file));
        add(record, Entry.Kind.DELETE, table, 0, isPartial(old));
    }

    @Override
    public void emptied(HeapFile file, WalRecord record) {
        int table = table(file, record);
        if (table >= 0) {
            before.clear();
            after.clear();
            add(record, Entry.Kind.TRUNCATE, table, 0, false);
        }
    }

    @Override
    public void notStock(HeapFile file, WalRecord record) throws RowbackException {
        if (notStock.add(file.id())) {
            finding(
                    Finding.Kind.UNDECODABLE_EVENT,
                    record.lsn(),
                    record.length(),
                    Bytes.EMPTY,
                    "A page of file "
                            + Integer.toUnsignedString(file.relation())
                            + " is not laid out as PostgreSQL's own heap: the server is a fork with"
                            + " another heap format; its rows are not read.");
        }
    }

    @Override
    public void lost(Loss loss) throws RowbackException {
        setAside++;
        read++;
        heap.forget();
        held.clear();
        holed.addAll(open.xids());
        finding(
                loss.why() == Loss.Why.MISSING ? Finding.Kind.GAP : Finding.Kind.BAD_CHECKSUM,
                loss.from(),
                loss.to() - loss.from(),
                Bytes.EMPTY,
                "Log is lost from "
                        + Lsn.text(loss.from())
                        + " to "
                        + Lsn.text(loss.to())
                        + ": "
                        + loss.detail()
                        + "; rows, commits and changes of tables in it are not known, and old rows"
                        + " are known again from the next full-page image of their block on.");
    }

    /// Says what stands at the end of the log, and what was counted.
    void end(@Nullable Loss last) throws RowbackException {
        if (last != null) {
            boolean unwritten = last.why() == Loss.Why.UNWRITTEN;
            finding(
                    unwritten
                            ? Finding.Kind.IN_USE
                            : last.why() == Loss.Why.CUT_OFF
                                    ? Finding.Kind.TRUNCATED_TAIL
                                    : Finding.Kind.BAD_CHECKSUM,
                    last.from(),
                    0,
                    Bytes.EMPTY,
                    "The log ends at " + Lsn.text(last.from()) + ": " + last.detail() + ".");
        }
        int[] without =
                open.xids().stream()
                        .filter(xid -> !prepared.containsKey(xid))
                        .mapToInt(i -> i)
                        .sorted()
                        .toArray();
        if (without.length > 0) {
            finding(
                    Finding.Kind.INCOMPLETE_TRANSACTION,
                    reached,
                    0,
                    Bytes.EMPTY,
                    without.length
                            + " transactions have changes and no end in the evidence (first "
                            + Integer.toUnsignedString(without[0])
                            + "): they are no history.");
        }
        for (Map.Entry<Integer, String> each : prepared.entrySet()) {
            finding(
                    Finding.Kind.UNRESOLVED_XA,
                    reached,
                    0,
                    Bytes.EMPTY,
                    "Transaction "
                            + Integer.toUnsignedString(each.getKey())
                            + " was prepared as '"
                            + each.getValue()
                            + "', and its end is not in the evidence: its changes are no history.");
        }
        tallies.report(writer, finder.all());
    }

    private void finding(Finding.Kind kind, long lsn, long length, Bytes bytes, String message)
            throws RowbackException {
        if (lsn >= done) {
            writer.finding(kind, lsn, length, bytes, message);
        }
    }

    @Override
    public void close() {
        heap.close();
        open.close();
    }
}
