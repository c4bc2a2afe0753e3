package org.rowback.history.query;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.Source;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;

import java.util.List;
import java.util.Optional;

/// A history that lets another answer; one extends it to answer some questions in another way. Questions about many rows
/// come down to those about one.
public abstract class ForwardingHistory implements History {
    protected final History history;

    protected ForwardingHistory(History history) {
        this.history = history;
    }

    @Override
    public Optional<Change> change(long id) throws RowbackException {
        return history.change(id);
    }

    @Override
    public long[] changesOf(int tableId, RowKey key, ImportMonitor monitor)
            throws RowbackException {
        return history.changesOf(tableId, key, monitor);
    }

    @Override
    public CaseTotals totals() throws RowbackException {
        return history.totals();
    }

    @Override
    public List<Source> sources() throws RowbackException {
        return history.sources();
    }

    @Override
    public List<TableSummary> tables() throws RowbackException {
        return history.tables();
    }

    @Override
    public Optional<TableSummary> table(TableName name) throws RowbackException {
        return history.table(name);
    }

    @Override
    public List<SchemaVersion> schemaVersions(int tableId) throws RowbackException {
        return history.schemaVersions(tableId);
    }

    @Override
    public Optional<SchemaVersion> schemaAt(int tableId, long changeId) throws RowbackException {
        return history.schemaAt(tableId, changeId);
    }

    @Override
    public Cursor<Finding> findings() throws RowbackException {
        return history.findings();
    }

    @Override
    public Optional<Transaction> transaction(long id) throws RowbackException {
        return history.transaction(id);
    }

    @Override
    public Cursor<Transaction> transactions(long fromId, boolean forward) throws RowbackException {
        return history.transactions(fromId, forward);
    }

    @Override
    public Optional<Transaction> transactionAtOrAfter(long micros) throws RowbackException {
        return history.transactionAtOrAfter(micros);
    }

    @Override
    public Cursor<Change> changes(Scan scan, ImportMonitor monitor) throws RowbackException {
        return history.changes(scan, monitor);
    }

    @Override
    public long count(Scan scan, ImportMonitor monitor) throws RowbackException {
        return history.count(scan, monitor);
    }

    @Override
    public Density density(long fromMicros, long toMicros, int bins) throws RowbackException {
        return history.density(fromMicros, toMicros, bins);
    }
}
