package org.rowback.importers.postgres.replay;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.ImportOptions;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.catalog.PostgresCatalog;
import org.rowback.importers.postgres.wal.Loss;
import org.rowback.importers.postgres.wal.MalformedRecord;
import org.rowback.importers.postgres.wal.RecordSink;
import org.rowback.importers.postgres.wal.WalRecord;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Turns a log's records into history: follows the heaps, gathers each transaction's changes, and writes them when it
/// commits. Not thread-safe.
final class WalHistory implements RecordSink, TableFinder.Changed, AutoCloseable {
    private static final int XLOG = 0;
    private static final int HEAP2 = 9;
    private static final int HEAP = 10;
    private static final int PARAMETER_CHANGE = 0x60;

    /// What a checkpoint counts as: it is followed by another soon.
    private static final int CHECKPOINT_BYTES = 4096;

    private final PostgresCatalog catalog;
    private final TableFinder finder;
    private final Definitions definitions;
    private final OpenTransactions open = new OpenTransactions();
    private final CommitThread thread;
    private final CommitWriter commits;
    private final WalFindings findings;
    private final RowCollector rows;
    private final Tallies tallies = new Tallies();
    private final Holes holes = new Holes();
    private final Map<Integer, Map<Integer, Long>> unknownFiles = new HashMap<>();
    private final Map<Integer, String> prepared = new HashMap<>();
    private final long done;
    private final long unreadableCatalog;
    private long reached;
    private long read;
    private long setAside;
    private long goesOn;
    private long doubted;
    private long lastDoubted;

    /// @param unreadableCatalog how many changes of the catalog are not known
    /// @param done up to where the case holds the log already
    WalHistory(
            PostgresCatalog catalog,
            TableFinder finder,
            HistoryWriter writer,
            ImportOptions options,
            long unreadableCatalog,
            long done) {
        this.catalog = catalog;
        this.finder = finder;
        this.done = done;
        thread = new CommitThread(writer);
        definitions = new Definitions(finder);
        this.unreadableCatalog = unreadableCatalog;
        findings = new WalFindings(thread, done);
        rows =
                new RowCollector(
                        (int) catalog.database().oid(), finder, definitions, open, findings, done);
        commits = new CommitWriter(thread, finder, new Window(options));
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

    /// The writer, once all is written that was read.
    HistoryWriter settled() throws RowbackException {
        return thread.settled();
    }

    /// Writes something in order with what was read.
    void write(CommitThread.Work work) throws RowbackException {
        thread.put(CHECKPOINT_BYTES, work);
    }

    /// Says how far the log was read, in order with what is written.
    void checkpoint(HistoryWriter.SourceState state) throws RowbackException {
        write(writer -> writer.checkpoint(state));
    }

    /// Transactions that have changes and no end yet.
    Set<Integer> unfinished() {
        return open.xids();
    }

    /// Transactions that began in log that is not read again.
    void began(Set<Integer> xids) {
        holes.began(xids);
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
                if (!rows.apply(record)) {
                    setAside++;
                    if (record.lsn() >= done) {
                        tallies.skipped(record.manager());
                    }
                    if (record.manager() == Holes.STANDBY) {
                        holes.standby(record);
                    }
                } else if (rows.missed() && record.manager() != XLOG) {
                    unknown(record);
                }
                if (record.manager() == XLOG && record.info() == PARAMETER_CHANGE) {
                    parameters(record);
                }
            }
        } catch (MalformedRecord e) {
            setAside++;
            rows.forgetPages();
            findings.malformed(record, e);
        }
    }

    /// `wal_level` as the log itself says it.
    private void parameters(WalRecord record) throws MalformedRecord, RowbackException {
        record.take();
        if (record.buffer()[record.main(24) + 20] == 0) {
            findings.minimal(record);
        }
    }

    /// A record of rows in a file that no table is known for.
    private void unknown(WalRecord record) throws MalformedRecord {
        int operation = record.info() & 0x70;
        boolean ofRows =
                record.manager() == HEAP
                        ? operation <= 0x20 || operation == 0x40
                        : record.manager() == HEAP2 && operation == 0x50;
        if (!ofRows || record.lsn() < done) {
            return;
        }
        int database = record.block(0).database();
        if (database != (int) catalog.database().oid()) {
            if (database != 0) {
                tallies.otherDatabase(database);
            }
        } else if (finder.owner(rows.missedFile()) == 0) {
            unknownFiles
                    .computeIfAbsent(record.xid(), _ -> new HashMap<>())
                    .merge(rows.missedFile(), 1L, Long::sum);
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
        rows.ended(xid);
        holes.ended(xid);
        if (!prepared.isEmpty()) {
            prepared.remove(xid);
        }
        if (!unknownFiles.isEmpty()) {
            unknownFiles.remove(xid);
        }
    }

    private void commit(WalRecord record, XactRecord xact) throws RowbackException {
        definitions.settleAll(
                xact.xid(), (xid, table, gone) -> rows.define(record.lsn(), xid, table, gone));
        if (record.lsn() >= done) {
            OpenTransactions.Merge changes = open.take(xact.xid(), xact.subtransactions());
            if (changes != null) {
                commits.write(record, xact, prepared.getOrDefault(xact.xid(), ""), changes);
            }
            complete(record, xact);
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

    /// Says so of a transaction that may have written where log is missing.
    private void complete(WalRecord commit, XactRecord xact) throws RowbackException {
        boolean wasOpen = holes.wasOpen(xact.xid());
        for (int xid : xact.subtransactions()) {
            wasOpen |= holes.wasOpen(xid);
        }
        if (wasOpen) {
            findings.incomplete(commit, xact.xid());
        } else if (holes.mayHaveBegun(xact.xid())) {
            doubted++;
            lastDoubted = commit.lsn();
        }
    }

    private void tally(int xid) {
        Map<Integer, Long> files = unknownFiles.isEmpty() ? null : unknownFiles.get(xid);
        if (files != null) {
            files.forEach(tallies::unknownFile);
        }
    }

    @Override
    public void changing(CatalogChange change, long relation) {
        definitions.changing(change, relation);
    }

    @Override
    public void truncated(CatalogChange change, int table) {
        rows.truncated(change.lsn(), change.xid(), table);
    }

    @Override
    public void lost(Loss loss) throws RowbackException {
        setAside++;
        read++;
        doubts();
        Set<Integer> running = new HashSet<>(open.xids());
        running.addAll(rows.lost());
        holes.lost(running);
        findings.lost(loss);
        goesOn = loss.to();
    }

    /// Says how many transactions may have begun in the last loss.
    private void doubts() throws RowbackException {
        if (doubted > 0) {
            findings.mayBeIncomplete(doubted, goesOn, lastDoubted);
            doubted = 0;
        }
    }

    /// Says what stands at the end of the log, and what was counted.
    void end(@Nullable Loss last) throws RowbackException {
        doubts();
        if (last != null) {
            findings.end(last);
        }
        int[] without =
                open.xids().stream()
                        .filter(xid -> !prepared.containsKey(xid))
                        .mapToInt(i -> i)
                        .sorted()
                        .toArray();
        if (without.length > 0) {
            findings.unfinished(without, reached);
        }
        for (Map.Entry<Integer, String> each : prepared.entrySet()) {
            findings.prepared(each.getKey(), each.getValue(), reached);
        }
        if (unreadableCatalog > 0) {
            findings.unreadableCatalog(unreadableCatalog, reached);
        }
        findings.notHeaps(finder.notHeaps(), reached);
        tallies.report(thread.settled(), finder.all());
    }

    @Override
    public void close() {
        thread.close();
        rows.close();
        open.close();
    }
}
