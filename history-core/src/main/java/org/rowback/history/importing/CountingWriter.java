package org.rowback.history.importing;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Passes everything on and counts it.
final class CountingWriter implements HistoryWriter {
    private final HistoryWriter to;
    private final List<ImportResult.SourceResult> sources = new ArrayList<>();
    private @Nullable SourceStart open;
    private ImportResult.Outcome outcome = ImportResult.Outcome.IMPORTED;
    private long transactions;
    private long changes;
    private long findings;

    CountingWriter(HistoryWriter to) {
        this.to = to;
    }

    List<ImportResult.SourceResult> sources() {
        return sources;
    }

    long transactions() {
        return transactions;
    }

    long changes() {
        return changes;
    }

    long findings() {
        return findings;
    }

    @Override
    public Resume source(SourceStart start) throws RowbackException {
        Resume resume = to.source(start);
        open = start;
        outcome =
                resume.complete()
                        ? ImportResult.Outcome.ALREADY_THERE
                        : resume.contentOffset() > 0
                                ? ImportResult.Outcome.RESUMED
                                : ImportResult.Outcome.IMPORTED;
        return resume;
    }

    @Override
    public void endSource(SourceState state, String sha256, boolean complete)
            throws RowbackException {
        to.endSource(state, sha256, complete);
        SourceStart start = open;
        if (start != null) {
            sources.add(
                    new ImportResult.SourceResult(
                            start.name(),
                            start.path(),
                            outcome,
                            state.eventsRead(),
                            state.eventsSetAside(),
                            state.contentOffset(),
                            complete));
        }
        open = null;
    }

    @Override
    public List<Bytes> catalogs() throws RowbackException {
        return to.catalogs();
    }

    @Override
    public List<Earlier> earlier(String format) throws RowbackException {
        return to.earlier(format);
    }

    @Override
    public int table(TableName name) throws RowbackException {
        return to.table(name);
    }

    @Override
    public int rowFormat(RowFormat format) throws RowbackException {
        return to.rowFormat(format);
    }

    @Override
    public SchemaVersion schema(int rowFormat) throws RowbackException {
        return to.schema(rowFormat);
    }

    @Override
    public int[] keyColumns(int rowFormat) throws RowbackException {
        return to.keyColumns(rowFormat);
    }

    @Override
    public Optional<SchemaVersion> known(TableName name) throws RowbackException {
        return to.known(name);
    }

    @Override
    public Collection<TableName> knownTables(String database) throws RowbackException {
        return to.knownTables(database);
    }

    @Override
    public void ddl(DdlStatement statement) throws RowbackException {
        to.ddl(statement);
    }

    @Override
    public void define(int table, SchemaVersion definition) throws RowbackException {
        to.define(table, definition);
    }

    @Override
    public long begin(long eventOffset) throws RowbackException {
        return to.begin(eventOffset);
    }

    @Override
    public long statement(byte[] utf8, int offset, int length) throws RowbackException {
        return to.statement(utf8, offset, length);
    }

    @Override
    public long change(ChangeRecord change) throws RowbackException {
        changes++;
        return to.change(change);
    }

    @Override
    public void voidSince(long firstChange) throws RowbackException {
        to.voidSince(firstChange);
    }

    @Override
    public void end(TransactionEnd end) throws RowbackException {
        transactions++;
        to.end(end);
    }

    @Override
    public boolean resolveXa(String xaName, Transaction.Status status, long commitTimeMicros)
            throws RowbackException {
        return to.resolveXa(xaName, status, commitTimeMicros);
    }

    @Override
    public long lastChange() {
        return to.lastChange();
    }

    @Override
    public void finding(Finding.Kind kind, long offset, long length, Bytes bytes, String message)
            throws RowbackException {
        findings++;
        to.finding(kind, offset, length, bytes, message);
    }

    @Override
    public void checkpoint(SourceState state) throws RowbackException {
        to.checkpoint(state);
    }
}
