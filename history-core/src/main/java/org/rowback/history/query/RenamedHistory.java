package org.rowback.history.query;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.LogPosition;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.LongStream;

/// A history in which tables have the name that they have now ([Renames]): changes from before a rename are changes of
/// the table that there is now. Their schema stays what it was.
public final class RenamedHistory extends ForwardingHistory {
    private final Renames renames;

    private RenamedHistory(History history, Renames renames) {
        super(history);
        this.renames = renames;
    }

    /// The same history where no table was renamed.
    public static History of(History history, Renames renames) {
        return renames.isEmpty() ? history : new RenamedHistory(history, renames);
    }

    /// A change of the history behind, as it is here.
    private Change now(Change change) throws RowbackException {
        int table = renames.now(change.tableId());
        return table == change.tableId()
                ? change
                : new Renamed(change, table, nameOf(table).orElse(change.table()));
    }

    private Optional<TableName> nameOf(int table) throws RowbackException {
        return history.tables().stream()
                .filter(t -> t.id() == table)
                .map(TableSummary::name)
                .findFirst();
    }

    @Override
    public Optional<Change> change(long id) throws RowbackException {
        Optional<Change> found = history.change(id);
        return found.isEmpty() ? found : Optional.of(now(found.get()));
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
    public Cursor<Change> changes(Scan scan, ImportMonitor monitor) throws RowbackException {
        Cursor<Change> changes = history.changes(wide(scan), monitor);
        return new Cursor<>() {
            private Optional<Change> at = Optional.empty();

            @Override
            public boolean next() throws RowbackException {
                boolean more = changes.next();
                at = more ? Optional.of(now(changes.get())) : Optional.empty();
                return more;
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

    /// A change of a table that has another name now.
    private record Renamed(Change change, int tableId, TableName table) implements Change {
        @Override
        public long id() {
            return change.id();
        }

        @Override
        public Transaction transaction() {
            return change.transaction();
        }

        @Override
        public Op op() {
            return change.op();
        }

        @Override
        public SchemaVersion schema() {
            return change.schema();
        }

        @Override
        public Optional<RowImage> before() {
            return change.before();
        }

        @Override
        public Optional<RowImage> after() {
            return change.after();
        }

        @Override
        public ColumnValue before(int column) {
            return change.before(column);
        }

        @Override
        public ColumnValue after(int column) {
            return change.after(column);
        }

        @Override
        public Optional<RowImage> after(RowImage known) {
            return change.after(known);
        }

        @Override
        public LogPosition position() {
            return change.position();
        }

        @Override
        public int sourceId() {
            return change.sourceId();
        }

        @Override
        public Optional<String> statement() {
            return change.statement();
        }

        @Override
        public boolean isVoid() {
            return change.isVoid();
        }

        @Override
        public Bytes rawBefore() {
            return change.rawBefore();
        }

        @Override
        public Bytes rawAfter() {
            return change.rawAfter();
        }

        @Override
        public Optional<RowKey> key() {
            return change.key();
        }

        @Override
        public Optional<RowKey> keyAfter() {
            return change.keyAfter();
        }

        @Override
        public BitSet changedColumns() {
            return change.changedColumns();
        }
    }
}
