package org.rowback.history.query;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// A history in which tables have the name that they have now ([Renames]): changes from before a rename are changes of
/// the table that there is now. Their schema stays what it was.
final class RenamedHistory extends ForwardingHistory {
    private final Renames renames;

    RenamedHistory(History history, Renames renames) {
        super(history);
        this.renames = renames;
    }

    Renames renames() {
        return renames;
    }

    @Override
    public Optional<Change> change(long id) throws RowbackException {
        return history.change(id).map(renames::now);
    }

    @Override
    public long[] changesOf(int tableId, RowKey key, ImportMonitor monitor)
            throws RowbackException {
        BitSet past = renames.past(tableId);
        LongStream all = LongStream.empty();
        for (int table = past.nextSetBit(0); table >= 0; table = past.nextSetBit(table + 1)) {
            all = LongStream.concat(all, Arrays.stream(history.changesOf(table, key, monitor)));
        }
        return all.sorted().distinct().toArray();
    }

    @Override
    public Optional<SchemaVersion> schemaAt(int tableId, long changeId) throws RowbackException {
        return history.schemaAt(renames.at(tableId, changeId), changeId);
    }

    @Override
    public Cursor<Change> changes(Scan scan, ImportMonitor monitor) throws RowbackException {
        Cursor<Change> changes = history.changes(wide(scan), monitor);
        return new Cursor<>() {
            private Optional<Change> at = Optional.empty();

            @Override
            public boolean next() throws RowbackException {
                at = Optional.empty();
                while (at.isEmpty() && changes.next()) {
                    at =
                            Optional.of(changes.get())
                                    .filter(c -> !isLeftOut(c, scan))
                                    .map(renames::now);
                }
                return at.isPresent();
            }

            @Override
            public Change get() {
                return at.orElseThrow();
            }

            @Override
            public void close() {
                changes.close();
            }
        };
    }

    /// Whether DDL is of a table that only had the name of one that is asked for.
    private boolean isLeftOut(Change change, Scan scan) {
        BitSet asked = scan.tables();
        return renames.isOfAnother(change)
                && (renames.next(change.tableId()).isEmpty()
                        || (asked != null && !asked.get(change.tableId())));
    }

    /// Each table with what happened to it under its earlier names.
    @Override
    public List<TableSummary> tables() throws RowbackException {
        List<TableSummary> all = history.tables();
        return all.stream()
                .map(
                        table -> {
                            BitSet past = renames.past(table.id());
                            return all.stream()
                                    .filter(t -> t.id() != table.id() && past.get(t.id()))
                                    .reduce(table, TableSummary::and);
                        })
                .toList();
    }

    @Override
    public long count(Scan scan, ImportMonitor monitor) throws RowbackException {
        return history.count(wide(scan), monitor);
    }

    private Scan wide(Scan scan) {
        BitSet tables = scan.tables();
        if (tables == null) {
            return scan;
        }
        BitSet wide = new BitSet();
        tables.stream().forEach(t -> wide.or(renames.past(t)));
        return scan.tables(wide);
    }
}
