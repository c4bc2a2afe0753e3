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

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Everything a case knows, for reading: the one narrow interface between how history is kept and who asks.
/// May be used from several threads at once. Sees what was imported up to the last checkpoint.
public interface History {
    CaseTotals totals() throws RowbackException;

    List<Source> sources() throws RowbackException;

    /// By name.
    List<TableSummary> tables() throws RowbackException;

    /// Exact name, then ignoring case; a bare table name where it is the only one.
    Optional<TableSummary> table(TableName name) throws RowbackException;

    /// Every version of a table in order.
    List<SchemaVersion> schemaVersions(int tableId) throws RowbackException;

    /// A table's version as of a change id (the newest at or before it, merged from all evidence).
    Optional<SchemaVersion> schemaAt(int tableId, long changeId) throws RowbackException;

    Cursor<Finding> findings() throws RowbackException;

    Optional<Transaction> transaction(long id) throws RowbackException;

    /// From a transaction id, by rising or falling id.
    Cursor<Transaction> transactions(long fromId, boolean forward) throws RowbackException;

    /// The first transaction that committed at or after a time; empty where there is none.
    Optional<Transaction> transactionAtOrAfter(long micros) throws RowbackException;

    Optional<Change> change(long id) throws RowbackException;

    /// Changes in order. The monitor is asked whether to stop at least every few milliseconds.
    Cursor<Change> changes(Scan scan, ImportMonitor monitor) throws RowbackException;

    /// Changes of a scan that a test keeps, in order. The monitor is told of the changes tested.
    ///
    /// @param withUndecidable whether those that the test cannot decide are given out too
    default Matches changes(
            Scan scan, ChangeTest test, boolean withUndecidable, ImportMonitor monitor)
            throws RowbackException {
        return new TestedChanges(changes(scan, monitor), test, withUndecidable, monitor);
    }

    /// How many changes a scan would give.
    long count(Scan scan, ImportMonitor monitor) throws RowbackException;

    /// How many changes of a scan a test keeps: it is asked of each once, unless it says of them all alike what it
    /// answers. The monitor is told of the changes tested.
    default Count count(Scan scan, ChangeTest test, ImportMonitor monitor) throws RowbackException {
        long matching = 0;
        try (Matches matches = changes(scan, test, false, monitor)) {
            while (matches.next()) {
                matching++;
            }
            return new Count(matching, matches.undecidable(), matches.examined());
        }
    }

    /// Ids of the changes whose key before or after is this one, rising; changes that do not count as history are
    /// among them.
    long[] changesOf(int tableId, RowKey key, ImportMonitor monitor) throws RowbackException;

    /// The same, where nobody wants it to stop.
    default long[] changesOf(int tableId, RowKey key) throws RowbackException {
        return changesOf(tableId, key, ImportMonitor.NONE);
    }

    /// The newest change before an id that names a row by a key and counts as history.
    default Optional<Change> lastChangeOf(int tableId, RowKey key, long before)
            throws RowbackException {
        long[] ids = changesOf(tableId, key);
        for (int i = ids.length - 1; i >= 0; i--) {
            Optional<Change> change = ids[i] < before ? change(ids[i]) : Optional.empty();
            if (change.isPresent() && !change.get().isVoid()) {
                return change;
            }
        }
        return Optional.empty();
    }

    /// Takes a change that names a row.
    interface NamedChange {
        /// @param row its place in the list of those asked for
        void take(int row, Change change) throws RowbackException;
    }

    /// The changes whose key before or after is that of one of some rows, with those that do not count as history; of
    /// each row by rising id.
    default void changesOf(List<RowAt> rows, ImportMonitor monitor, NamedChange taker)
            throws RowbackException {
        for (int i = 0; i < rows.size(); i++) {
            monitor.check();
            for (long id : changesOf(rows.get(i).tableId(), rows.get(i).key())) {
                Optional<Change> change = change(id);
                if (change.isPresent()) {
                    taker.take(i, change.get());
                }
            }
        }
    }

    /// Which of some rows, by their place in the list, a later change that counts as history names.
    default BitSet writtenAfter(List<RowAt> rows, ImportMonitor monitor) throws RowbackException {
        BitSet written = new BitSet(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            monitor.check();
            written.set(i, isWrittenAfter(rows.get(i)));
        }
        return written;
    }

    /// The same of one row.
    default boolean isWrittenAfter(RowAt row) throws RowbackException {
        for (long id : changesOf(row.tableId(), row.key())) {
            if (id > row.changeId() && !change(id).map(Change::isVoid).orElse(true)) {
                return true;
            }
        }
        return false;
    }

    /// Counts by time; from the density pyramid, never from the changes. Bins are exact where they are at least a
    /// second wide.
    Density density(long fromMicros, long toMicros, int bins) throws RowbackException;
}
