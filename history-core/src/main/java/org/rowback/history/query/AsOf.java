package org.rowback.history.query;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;

import java.util.List;
import java.util.Optional;

/// Tables as they were at a point, as far as the log shows them: rows that changes before the point left, and rows
/// that changes after it found. A table is followed under all its names ([Renames]). A row that no change touched is not known, unless the log begins before the table.
public final class AsOf {
    /// A row as it was.
    ///
    /// @param image in the columns of the table at the point; what is not known of it is not logged
    /// @param standing PROVEN, or ASSUMED where log is missing between the point and `from`
    /// @param from the change that left or found it so
    public record Row(RowKey key, RowImage image, RowState.Standing standing, long from) {}

    /// The rows of a table.
    ///
    /// Close it: it may hold a scratch file.
    public static final class Rows implements Cursor<Row> {
        private final TableAsOf table;
        private final Cursor<byte[]> states;
        private Optional<Row> current = Optional.empty();

        private Rows(TableAsOf table) throws RowbackException {
            this.table = table;
            this.states = table.states();
        }

        private long copies;

        @Override
        public boolean next() throws RowbackException {
            if (copies > 1) {
                copies--;
                return true;
            }
            while (states.next()) {
                TableAsOf.State state = table.read(states.get());
                if (state.live() > 0 && !state.image().map(AsOf::isPast).orElse(false)) {
                    copies = state.live();
                    current = Optional.of(table.row(state));
                    return true;
                }
            }
            current = Optional.empty();
            return false;
        }

        @Override
        public Row get() {
            return current.orElseThrow(() -> new IllegalStateException("no current row"));
        }

        /// The table's columns at the point; empty where the table was not there.
        public Optional<List<Column>> columns() {
            return table.schema().map(SchemaVersion::columns).filter(c -> !c.isEmpty());
        }

        /// Whether these are all rows there were: the log shows the table empty before the point, and no log is
        /// missing since.
        public boolean isComplete() {
            return table.isComplete();
        }

        @Override
        public void close() {
            states.close();
            table.close();
        }
    }

    private final Renames renames;
    private final History history;
    private final long afterChange;
    private final Doubts doubts;
    private final long scratchBytes;

    /// @param afterChange the point: see [org.rowback.history.search.Point]
    public AsOf(History history, long afterChange) throws RowbackException {
        this(history, afterChange, 64L << 20);
    }

    /// @param scratchBytes how much may be held in memory before a scratch file is used
    AsOf(History history, long afterChange, long scratchBytes) throws RowbackException {
        this.renames = Renames.of(history, ImportMonitor.NONE);
        this.history = renames.history();
        this.afterChange = afterChange;
        this.doubts = Doubts.of(history);
        this.scratchBytes = scratchBytes;
    }

    /// The rows of a table, under any of its names, by rising key. Reads all changes of the table first.
    public Rows rows(int asked, ImportMonitor monitor) throws RowbackException {
        int tableId = renames.now(asked);
        TableAsOf table =
                new TableAsOf(
                        history,
                        tableId,
                        afterChange,
                        doubts,
                        new ScratchRows(scratchBytes),
                        TableAsOf.schemaAt(history, tableId, afterChange));
        try {
            table.read(monitor);
            return new Rows(table);
        } catch (RowbackException e) {
            table.close();
            throw e;
        }
    }

    /// The same rows by when they were last written before the point, the newest first, then those that only a later
    /// change found; by rising key where the table has no key or its key was changed. Otherwise it reads no more
    /// changes than the rows asked for need. Close it: it may hold a scratch file.
    public Cursor<Row> newest(int asked, ImportMonitor monitor) throws RowbackException {
        int tableId = renames.now(asked);
        if (!NewestRows.canRead(history, tableId)) {
            return rows(tableId, monitor);
        }
        ScratchRows named = new ScratchRows(scratchBytes);
        return new NewestRows(history, tableId, afterChange, doubts, named, monitor);
    }

    /// Whether a row of a system-versioned table is one of its past: its end lies before the end of time.
    static boolean isPast(RowImage image) {
        List<Column> columns = image.schema().columns();
        for (int i = columns.size() - 1; i >= 0; i--) {
            if (columns.get(i).generated() == Column.Generated.SYSTEM_VERSIONING) {
                return image.value(i) instanceof Datum.TimestampDatum end
                        && end.epochSeconds() < Integer.MAX_VALUE;
            }
        }
        return false;
    }

    /// An image in the columns of another version of its table, by name; a column that is new or whose kind of values
    /// changed has no value in the log.
    static RowImage in(SchemaVersion schema, RowImage image) {
        if (image.schema().equals(schema)) {
            return image;
        }
        ColumnValue[] values = new ColumnValue[schema.columns().size()];
        long[] filled = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            Column column = schema.columns().get(i);
            int from = image.schema().indexOf(column.name());
            if (from < 0) {
                values[i] = new ColumnValue.NotLogged("added by an ALTER after the row was logged");
            } else if (image.schema().columns().get(from).type().family()
                    != column.type().family()) {
                values[i] =
                        new ColumnValue.NotLogged("converted by an ALTER after the row was logged");
            } else {
                values[i] = image.value(from);
                filled[i] = image.filledFrom(from);
            }
        }
        RowImage result = RowImage.logged(schema, values);
        for (int i = 0; i < values.length; i++) {
            if (filled[i] != 0) {
                result = result.filled(i, values[i], filled[i]);
            }
        }
        return result;
    }
}
