package org.rowback.history.casefile;

import org.rowback.history.casefile.blocks.LaneCounts;
import org.rowback.history.importing.ChangeRecord;
import org.rowback.history.importing.DdlStatement;
import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.RowFormat;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Writes an import into a case: fills blocks here, hands them to the storing thread, and commits at checkpoints when
/// enough has been gathered. Used by one thread. Close it when the import is over or has failed: what came after the
/// last checkpoint is dropped.
public final class CaseWriter implements HistoryWriter, AutoCloseable {
    private final CaseFile file;
    private final ImportMonitor monitor;
    private final CommitPace pace;
    private final StoragePipe pipe;
    private final Gathered gathered;
    private WriterCatalog catalog;
    private Map<String, Long> prepared = new HashMap<>();
    private Set<Bytes> heads = new HashSet<>();
    private int lastSource;
    private final OpenTransaction open = new OpenTransaction();

    private long lastChange;
    private long lastTransaction;
    private long lastFinding;
    private int sourceId;
    private boolean inTransaction;
    private boolean rewritten;
    private boolean clean = true;

    /// Whether sources came to their end since the last commit.
    private boolean finished;

    private boolean closed;

    CaseWriter(
            CaseFile file,
            Store store,
            WriterStart start,
            ImportMonitor monitor,
            CommitPace.Limits limits) {
        pace = new CommitPace(limits);
        this.file = file;
        this.monitor = monitor;
        pipe = new StoragePipe(store);
        gathered = new Gathered(pipe);
        catalog = new WriterCatalog(pipe, start, () -> clean = false);
        start(start);
    }

    /// How a source begins.
    ///
    /// @param again where the case stands after the source's end was taken back; empty where it was not
    private record Began(Resume resume, Optional<WriterStart> again) {}

    @Override
    public List<Bytes> catalogs() throws RowbackException {
        return pipe.ask(store -> CatalogRows.all(store.reading()));
    }

    @Override
    public List<Earlier> earlier(String format) throws RowbackException {
        return pipe.ask(store -> SourceRows.earlier(store.reading(), format));
    }

    @Override
    public Resume source(SourceStart start) throws RowbackException {
        if (sourceId != 0) {
            abandon();
        }
        if (heads.add(start.head())) {
            // Nothing of it can be in the case: no need to wait until all before it is stored.
            int id = ++lastSource;
            sourceId = id;
            pipe.put(store -> SourceRows.insert(store.db(), id, start));
            return new Resume(id, 0, Bytes.EMPTY, false);
        }
        Began began =
                pipe.ask(
                        store -> {
                            Resume known = SourceRows.begin(store.db(), start);
                            int id = known.sourceId();
                            if (known.complete()) {
                                return new Began(known, Optional.empty());
                            }
                            SourceRows.grown(store.db(), id, start);
                            boolean removed =
                                    new SourceTail(store)
                                            .remove(id, start.position() + known.contentOffset());
                            return new Began(
                                    known,
                                    removed
                                            ? Optional.of(
                                                    WriterStart.read(store.db(), file.codecs()))
                                            : Optional.empty());
                        });
        Resume resume = began.resume();
        if (began.again().isPresent()) {
            start(began.again().get());
            clean = false;
            rewritten = true;
        }
        sourceId = resume.sourceId();
        lastSource = Math.max(lastSource, sourceId);
        return resume;
    }

    /// The importer gave the source before up: what came after its last checkpoint is dropped, or where that is not
    /// at hand any more, what came after the sources before.
    private void abandon() throws RowbackException {
        if (!keepCheckpoint()) {
            start(
                    pipe.ask(
                            store -> {
                                store.backToMark();
                                return WriterStart.read(store.reading(), file.codecs());
                            }));
        }
        sourceId = 0;
    }

    /// Commits up to the last checkpoint where nothing came after it.
    private boolean keepCheckpoint() throws RowbackException {
        if (clean && last.isPresent()) {
            commit(last.get());
        }
        return clean;
    }

    /// Commits the last checkpoint, or where something came after it, the sources that came to their end.
    private void keepFinished() throws RowbackException {
        if (!keepCheckpoint()) {
            pipe.put(Store::backToMark);
        }
        if (finished) {
            commit();
        }
    }

    /// Stands where the case does.
    private void start(WriterStart start) {
        catalog = new WriterCatalog(pipe, start, () -> clean = false);
        prepared = new HashMap<>(start.prepared());
        heads = new HashSet<>(start.heads());
        lastSource = start.lastSource();
        lastChange = start.lastChange();
        lastTransaction = start.lastTransaction();
        lastFinding = start.lastFinding();
        gathered.clear(start.lastStatement() + 1, lastChange + 1);
        pace.start(lastChange);
        inTransaction = false;
        clean = true;
        last = Optional.empty();
    }

    @Override
    public void endSource(SourceState state, String sha256, boolean complete)
            throws RowbackException {
        int id = source();
        between();
        pipe.put(store -> SourceRows.end(store.db(), id, sha256, complete));
        if (isFull()) {
            commit(state);
        } else {
            gathered.flush();
            pipe.put(
                    store -> {
                        SourceRows.update(store.db(), id, state);
                        store.mark();
                    });
            finished = true;
            clean = true;
            last = Optional.empty();
        }
        sourceId = 0;
    }

    @Override
    public int table(TableName name) throws RowbackException {
        return catalog.table(name);
    }

    @Override
    public int rowFormat(RowFormat format) throws RowbackException {
        return catalog.rowFormat(format, lastChange + 1);
    }

    @Override
    public SchemaVersion schema(int rowFormat) throws RowbackException {
        return catalog.book().version(rowFormat, Long.MAX_VALUE);
    }

    @Override
    public int[] keyColumns(int rowFormat) throws RowbackException {
        return schema(rowFormat).keyColumns();
    }

    @Override
    public Optional<SchemaVersion> known(TableName name) {
        return catalog.book().known(name);
    }

    @Override
    public Collection<TableName> knownTables(String database) {
        return catalog.book().knownTables(database);
    }

    @Override
    public void ddl(DdlStatement ddl) throws RowbackException {
        catalog.ddl(ddl, lastChange);
    }

    @Override
    public void define(int table, SchemaVersion definition) throws RowbackException {
        catalog.define(table, definition, lastChange);
    }

    @Override
    public long begin(long eventOffset) throws RowbackException {
        source();
        between();
        clean = false;
        inTransaction = true;
        open.begin(++lastTransaction, eventOffset, lastChange + 1);
        return lastTransaction;
    }

    @Override
    public long statement(byte[] utf8, int offset, int length) throws RowbackException {
        clean = false;
        return gathered.statement(utf8, offset, length);
    }

    @Override
    public long change(ChangeRecord change) throws RowbackException {
        within();
        open.count(change.table, change.op.ordinal());
        pace.gathered(change.beforeLength + change.afterLength);
        gathered.change(change, open.id());
        return ++lastChange;
    }

    @Override
    public void voidSince(long firstChange) throws RowbackException {
        within();
        if (firstChange > lastChange || firstChange < open.firstChange()) {
            return;
        }
        gathered.flushChanges();
        // Those taken back before are not among what is subtracted again: they are stored as void.
        long last = lastChange;
        LaneCounts taken = pipe.ask(store -> store.lanes(firstChange, last));
        open.subtract(taken);
        VoidRanges.Range range = open.takeBack(firstChange, last);
        pipe.put(store -> store.voidRange(Store.BY_SAVEPOINT, range.first(), range.last()));
    }

    @Override
    public void end(TransactionEnd end) throws RowbackException {
        within();
        inTransaction = false;
        long first = open.firstChange();
        long count = lastChange - first + 1;
        boolean counts = end.status().counts();
        if (count > 0) {
            gathered.time(first, lastChange, end.commitTimeMicros());
            if (!counts) {
                long last = lastChange;
                pipe.put(store -> store.voidRange(Store.BY_TRANSACTION, first, last));
            }
        }
        if (end.status() == Transaction.Status.PREPARED) {
            prepared.put(end.xaName(), open.id());
        }
        gathered.ended(
                new TransactionRow(
                        open.id(),
                        sourceId,
                        open.beginOffset(),
                        end,
                        count > 0 ? first : 0,
                        count,
                        counts ? open.lanes() : NO_LANES));
    }

    private static final long[] NO_LANES = new long[0];

    @Override
    public boolean resolveXa(String xaName, Transaction.Status status, long commitTimeMicros)
            throws RowbackException {
        Long transaction = prepared.remove(xaName);
        if (transaction == null) {
            return false;
        }
        clean = false;
        gathered.flushChanges();
        gathered.flushTransactions();
        pipe.put(store -> store.resolve(transaction, status, commitTimeMicros));
        return true;
    }

    @Override
    public long lastChange() {
        return lastChange;
    }

    @Override
    public void finding(Finding.Kind kind, long offset, long length, Bytes bytes, String message)
            throws RowbackException {
        clean = false;
        Finding finding =
                new Finding(++lastFinding, kind, sourceId, offset, length, bytes, message);
        pipe.put(store -> store.finding(finding));
    }

    @Override
    public void checkpoint(SourceState state) throws RowbackException {
        source();
        between();
        if (isFull()) {
            commit(state);
        } else {
            clean = true;
            last = Optional.of(state);
        }
    }

    private Optional<SourceState> last = Optional.empty();

    /// Whether enough was gathered for a commit, or somebody waits for it.
    private boolean isFull() {
        return pace.isFull(lastChange) || monitor.cancelled();
    }

    private void commit(SourceState state) throws RowbackException {
        gathered.flush();
        int id = sourceId;
        pipe.put(store -> SourceRows.update(store.db(), id, state));
        commit();
    }

    private void commit() throws RowbackException {
        boolean forget = rewritten;
        rewritten = false;
        pipe.put(
                store -> {
                    store.commit();
                    if (forget) {
                        file.forget();
                    }
                });
        finished = false;
        clean = true;
        last = Optional.empty();
        pace.committed(lastChange);
    }

    /// Commits up to the last checkpoint where nothing came after it, waits until it is stored, and ends.
    @Override
    public void close() throws RowbackException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            try (gathered;
                    pipe) {
                keepFinished();
                settle();
            }
            file.imported();
        } finally {
            file.writerClosed(this);
        }
    }

    /// Ends the import from another thread, at its last commit: the importing thread fails at its next call.
    void stop() throws RowbackException {
        try (gathered) {
            pipe.close();
        } finally {
            file.writerClosed(this);
        }
    }

    /// Waits until everything handed over is with SQLite, committed or not.
    void settle() throws RowbackException {
        pipe.ask(_ -> true);
    }

    /// Lets the file grow to some pages only, as a full disk would; for tests.
    void limitPages(int pages) throws RowbackException {
        pipe.ask(store -> store.reading().text("PRAGMA max_page_count = " + pages));
    }

    private int source() {
        if (sourceId == 0) {
            throw new IllegalStateException("no source is open");
        }
        return sourceId;
    }

    private void between() {
        if (inTransaction) {
            throw new IllegalStateException("a transaction is open");
        }
    }

    private void within() {
        if (!inTransaction) {
            throw new IllegalStateException("no transaction is open");
        }
    }
}
