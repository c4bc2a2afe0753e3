package org.rowback.history.casefile;

import org.rowback.history.casefile.density.DensityCache;
import org.rowback.history.casefile.density.DensityReader;
import org.rowback.history.casefile.keys.KeySegments;
import org.rowback.history.casefile.schemas.SchemaBook;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.casefile.sql.SqlFailure;
import org.rowback.history.importing.Codecs;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Change;
import org.rowback.history.model.Finding;
import org.rowback.history.model.KeyHasher;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.Source;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.CaseTotals;
import org.rowback.history.query.ChangeTest;
import org.rowback.history.query.Count;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.Density;
import org.rowback.history.query.History;
import org.rowback.history.query.Matches;
import org.rowback.history.query.RowAt;
import org.rowback.history.query.Scan;
import org.rowback.history.query.TableSummary;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/// Answers from a case file. Thread-safe.
final class CaseHistory implements History {
    /// What is done with a reader of blocks.
    interface Work<T> {
        T run(BlockReader reader) throws RowbackException.CaseFile;
    }

    /// The definitions as of one generation.
    private record Held(long generation, SchemaBook book) {}

    private final ReaderPool readers;
    private final Codecs codecs;
    private final Executor helpers;
    private final BlockCache cache = new BlockCache();
    private final DensityCache densities = new DensityCache();
    private final Map<Integer, TableName> tables = new ConcurrentHashMap<>();
    private volatile Held held;

    /// @param helpers threads that may read too
    CaseHistory(ReaderPool readers, Codecs codecs, Executor helpers) {
        this.readers = readers;
        this.codecs = codecs;
        this.helpers = helpers;
        held = new Held(-1, new SchemaBook(codecs));
    }

    <T> T read(Work<T> work) throws RowbackException.CaseFile {
        return read(work, false);
    }

    /// @param isPassing see [BlockReader]
    <T> T read(Work<T> work, boolean isPassing) throws RowbackException.CaseFile {
        return readers.read(
                db -> work.run(new BlockReader(db, cache, book(db), tables, isPassing)));
    }

    private SchemaBook book(Db db) throws RowbackException.CaseFile {
        long generation = SchemaRows.generation(db);
        Held now = held;
        if (now.generation() != generation) {
            now = new Held(generation, SchemaRows.book(db, codecs));
            held = now;
        }
        return now.book();
    }

    /// Forgets blocks that were written anew.
    void forget() {
        cache.clear();
        tables.clear();
    }

    @Override
    public CaseTotals totals() throws RowbackException {
        return readers.read(Summaries::totals);
    }

    @Override
    public List<Source> sources() throws RowbackException {
        return readers.read(SourceRows::all);
    }

    @Override
    public List<TableSummary> tables() throws RowbackException {
        return readers.read(Summaries::tables);
    }

    @Override
    public Optional<TableSummary> table(TableName name) throws RowbackException {
        return Summaries.find(tables(), name);
    }

    @Override
    public List<SchemaVersion> schemaVersions(int tableId) throws RowbackException {
        return read(reader -> new TableVersions(reader, tableId).all());
    }

    @Override
    public Optional<SchemaVersion> schemaAt(int tableId, long changeId) throws RowbackException {
        return read(reader -> new TableVersions(reader, tableId).at(changeId));
    }

    @Override
    public Cursor<Finding> findings() {
        return new PagedCursor<>(
                last ->
                        readers.read(
                                db ->
                                        PagedCursor.rows(
                                                db,
                                                "SELECT id, kind, source_id, position, length,"
                                                        + " bytes, message FROM finding_row WHERE"
                                                        + " id > ? ORDER BY id LIMIT "
                                                        + PagedCursor.PAGE,
                                                rows ->
                                                        new Finding(
                                                                rows.getLong(1),
                                                                kind(db, rows.getString(2)),
                                                                rows.getInt(3),
                                                                rows.getLong(4),
                                                                rows.getLong(5),
                                                                Bytes.of(rows.getBytes(6)),
                                                                rows.getString(7)),
                                                last)),
                Finding::id,
                0);
    }

    private static Finding.Kind kind(Db db, String name) throws RowbackException.CaseFile {
        for (Finding.Kind kind : Finding.Kind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw SqlFailure.damaged(db.path(), "a finding of unknown kind");
    }

    @Override
    public Optional<Transaction> transaction(long id) throws RowbackException {
        return readers.read(db -> Transactions.at(db, id));
    }

    @Override
    public Cursor<Transaction> transactions(long fromId, boolean forward) {
        return new PagedCursor<>(
                last -> readers.read(db -> Transactions.after(db, last, forward)),
                Transaction::id,
                forward ? fromId - 1 : Transactions.above(fromId));
    }

    @Override
    public Optional<Transaction> transactionAtOrAfter(long micros) throws RowbackException {
        return readers.read(db -> Transactions.firstAtOrAfter(db, micros));
    }

    @Override
    public Optional<Change> change(long id) throws RowbackException {
        if (id < 1) {
            return Optional.empty();
        }
        return read(reader -> reader.change(id));
    }

    @Override
    public Cursor<Change> changes(Scan scan, ImportMonitor monitor) {
        return changes(scan, ChangeTest.ALL, false, monitor);
    }

    @Override
    public Matches changes(
            Scan scan, ChangeTest test, boolean withUndecidable, ImportMonitor monitor) {
        Found.Keeping keeping =
                withUndecidable ? Found.Keeping.UNDECIDABLE_TOO : Found.Keeping.MATCHING;
        return new ChangeCursor(new ScanAhead(this, scan, test, keeping, monitor, helpers));
    }

    @Override
    public long count(Scan scan, ImportMonitor monitor) throws RowbackException {
        return count(scan, ChangeTest.ALL, monitor).matching();
    }

    @Override
    public Count count(Scan scan, ChangeTest test, ImportMonitor monitor) throws RowbackException {
        Count count = Count.NONE;
        Found.Keeping none = Found.Keeping.NONE;
        try (ScanAhead ahead = new ScanAhead(this, scan, test, none, monitor, helpers)) {
            for (Optional<Found> found = ahead.next(); found.isPresent(); found = ahead.next()) {
                count = count.plus(found.get().count());
            }
        }
        return count;
    }

    @Override
    public long[] changesOf(int tableId, RowKey key, ImportMonitor monitor)
            throws RowbackException {
        long hash = key.hash(new KeyHasher(), tableId);
        long[] candidates = readers.read(db -> KeySegments.candidates(db, hash));
        long[] found = new long[candidates.length];
        int count = 0;
        for (long id : candidates) {
            monitor.check();
            if (read(reader -> reader.hasKey(id, tableId, key))) {
                found[count++] = id;
            }
        }
        return Arrays.copyOf(found, count);
    }

    @Override
    public void changesOf(List<RowAt> rows, ImportMonitor monitor, NamedChange taker)
            throws RowbackException {
        new ChangesOfKeys(this, rows, monitor).give(taker);
    }

    @Override
    public BitSet writtenAfter(List<RowAt> rows, ImportMonitor monitor) throws RowbackException {
        return new WrittenAfter(this, rows, monitor, helpers).find();
    }

    @Override
    public Density density(long fromMicros, long toMicros, int bins) throws RowbackException {
        return readers.read(db -> DensityReader.read(db, densities, fromMicros, toMicros, bins));
    }
}
