package org.rowback.history.query;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Canonical;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The net change of a table between two points: each row as the first change found it against what the last one
/// left. What returned to where it was vanishes, and so does a row that was inserted and deleted. Rows are followed
/// across changes of their key and of their table's name ([Renames]).
public final class NetDiff {
    /// A row that is not what it was.
    ///
    /// @param op INSERT where it was not there before, DELETE where it is not there after
    /// @param before as it was at the first point, filled in where history proves it
    /// @param after as it was at the second
    /// @param first id of its first change in between
    /// @param last id of its last
    /// @param changes how many there were
    public record Row(
            Op op,
            Optional<RowImage> before,
            Optional<RowImage> after,
            long first,
            long last,
            long changes) {
        public RowKey key() {
            return RowKey.of(before.or(() -> after).orElseThrow());
        }

        /// Names of the columns that differ, or all of the image where there is only one.
        public List<String> changedColumns() {
            RowImage image = after.or(() -> before).orElseThrow();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < image.size(); i++) {
                String name = image.schema().columns().get(i).name();
                boolean both = before.isPresent() && after.isPresent();
                if (!both || differs(before.get().value(name), image.value(i))) {
                    names.add(name);
                }
            }
            return names;
        }
    }

    /// How much changed in a table on balance.
    ///
    /// @param changes how many changes there were in between
    /// @param vanished how many rows were touched and are what they were
    /// @param columns how many rows of `updated` differ in each column
    public record Stat(
            long inserted,
            long updated,
            long deleted,
            long changes,
            long vanished,
            Map<String, Long> columns) {
        public boolean isEmpty() {
            return inserted + updated + deleted == 0;
        }
    }

    private final Renames renames;
    private final History history;
    private final long from;
    private final long to;
    private final long scratchBytes;

    /// @param from id of the last change before the first point
    /// @param to id of the last change before the second point
    public NetDiff(History history, long from, long to) throws RowbackException {
        this(history, from, to, 64L << 20);
    }

    NetDiff(History history, long from, long to, long scratchBytes) throws RowbackException {
        this.renames = Renames.of(history, ImportMonitor.NONE);
        this.history = renames.history();
        this.from = from;
        this.to = to;
        this.scratchBytes = scratchBytes;
    }

    /// The rows of a table that differ, by rising key. Close it: it may hold a scratch file.
    public Rows rows(int asked, ImportMonitor monitor) throws RowbackException {
        int tableId = renames.now(asked);
        TableDiff diff = new TableDiff(history, tableId, from, to, new ScratchRows(scratchBytes));
        try {
            diff.read(monitor);
            return new Rows(diff);
        } catch (RowbackException e) {
            diff.close();
            throw e;
        }
    }

    /// The sums of a table.
    public Stat stat(int tableId, ImportMonitor monitor) throws RowbackException {
        long inserted = 0;
        long updated = 0;
        long deleted = 0;
        Map<String, Long> columns = new TreeMap<>();
        try (Rows rows = rows(tableId, monitor)) {
            while (rows.next()) {
                switch (rows.get().op()) {
                    case INSERT -> inserted++;
                    case DELETE -> deleted++;
                    case UPDATE -> {
                        updated++;
                        rows.get().changedColumns().forEach(c -> columns.merge(c, 1L, Long::sum));
                    }
                    case TRUNCATE, DDL -> throw new IllegalStateException("no net change");
                }
            }
            return new Stat(inserted, updated, deleted, rows.changes(), rows.vanished(), columns);
        }
    }

    static boolean differs(ColumnValue before, ColumnValue after) {
        return !Canonical.same(before, after);
    }

    /// The rows of a table that differ.
    public static final class Rows implements Cursor<Row> {
        private final TableDiff diff;
        private final Cursor<byte[]> states;
        private Optional<Row> current = Optional.empty();
        private long vanished;

        private Rows(TableDiff diff) throws RowbackException {
            this.diff = diff;
            this.states = diff.states();
        }

        @Override
        public boolean next() throws RowbackException {
            while (states.next()) {
                TableDiff.State state = diff.read(states.get());
                if (state.first() == 0) {
                    continue;
                }
                current = row(state);
                if (current.isPresent()) {
                    return true;
                }
                vanished++;
            }
            return false;
        }

        private static Optional<Row> row(TableDiff.State state) {
            Optional<RowImage> before = state.before();
            Optional<RowImage> after = state.after();
            if (before.isEmpty() && after.isEmpty()) {
                return Optional.empty();
            }
            Op op = before.isEmpty() ? Op.INSERT : after.isEmpty() ? Op.DELETE : Op.UPDATE;
            Row row = new Row(op, before, after, state.first(), state.last(), state.changes());
            return op == Op.UPDATE && row.changedColumns().isEmpty()
                    ? Optional.empty()
                    : Optional.of(row);
        }

        @Override
        public Row get() {
            return current.orElseThrow(() -> new IllegalStateException("no current row"));
        }

        /// How many rows so far were touched and are what they were.
        public long vanished() {
            return vanished;
        }

        /// How many changes of the table lie between the points.
        public long changes() {
            return diff.changes();
        }

        @Override
        public void close() {
            states.close();
            diff.close();
        }
    }

    /// As a change shows a row before, filled in from what history proves.
    static RowImage before(RowTracer tracer, Change change) throws RowbackException {
        RowImage before = change.before().orElseThrow();
        if (!before.isPartial()) {
            return before;
        }
        for (Version version : tracer.rowOf(change)) {
            if (version.id() == change.id()) {
                return version.before().orElse(before);
            }
        }
        return before;
    }
}
