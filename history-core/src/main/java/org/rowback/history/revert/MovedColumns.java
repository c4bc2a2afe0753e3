package org.rowback.history.revert;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/// Reads from the chain of images how columns of numbers came to their values ([Moves]), a table at a time and only
/// where somebody asks.
final class MovedColumns {
    /// Changes of a table that are read at most: from the first where all are that few, else from the first selected one.
    private static final long MOST_CHANGES = 200_000;

    /// Knows nothing.
    static final MovedColumns NONE = new MovedColumns(null, _ -> false, ImportMonitor.NONE);

    /// What a row held last.
    private static final class Cells {
        final @Nullable BigDecimal[] values;

        /// What it held before the last unbroken run of bad writes; null where no bad write came last.
        final @Nullable BigDecimal[] without;

        Cells(int columns) {
            values = new BigDecimal[columns];
            without = new BigDecimal[columns];
        }
    }

    private record FoundBad(int column, BigDecimal without, BigDecimal before, BigDecimal after) {}

    private final @Nullable History history;
    private final LongPredicate selected;
    private final ImportMonitor monitor;
    private final Map<Integer, Map<String, Moves>> tables = new HashMap<>();

    MovedColumns(@Nullable History history, LongPredicate selected, ImportMonitor monitor) {
        this.history = history;
        this.selected = selected;
        this.monitor = monitor;
    }

    /// How a column came to its values; empty where nobody reads for that.
    Optional<Moves> of(int tableId, Column column) throws RowbackException {
        History all = history;
        if (all == null) {
            return Optional.empty();
        }
        Map<String, Moves> known = tables.get(tableId);
        if (known == null) {
            known = new Reading(all, tableId).read();
            tables.put(tableId, known);
        }
        return Optional.ofNullable(known.get(column.name()));
    }

    /// One pass over a table.
    private final class Reading {
        private final History history;
        private final int tableId;
        private final List<String> columns;
        private final List<Moves> moves = new ArrayList<>();
        private final Map<RowKey, Cells> rows = new HashMap<>();
        private final List<FoundBad> foundBad = new ArrayList<>();
        private @Nullable SchemaVersion schema;
        private int[] places = {};

        Reading(History history, int tableId) throws RowbackException {
            this.history = history;
            this.tableId = tableId;
            this.columns = numbers(history.schemaVersions(tableId));
            columns.forEach(_ -> moves.add(new Moves()));
        }

        private static List<String> numbers(List<SchemaVersion> versions) {
            return versions.isEmpty()
                    ? List.of()
                    : versions.getLast().columns().stream()
                            .filter(c -> NumberRange.of(c.type()).isPresent())
                            .map(Column::name)
                            .toList();
        }

        Map<String, Moves> read() throws RowbackException {
            BitSet only = new BitSet();
            only.set(tableId);
            EnumSet<Op> ops = EnumSet.of(Op.INSERT, Op.UPDATE, Op.DELETE);
            Scan scan = Scan.ALL.tables(only).ops(ops);
            long total = history.count(scan, monitor);
            boolean begun = total <= MOST_CHANGES;
            long taken = 0;
            try (Cursor<Change> changes = history.changes(scan, monitor)) {
                while (taken < MOST_CHANGES && changes.next()) {
                    begun = begun || selected.test(changes.get().id());
                    if (begun) {
                        take(changes.get());
                        taken++;
                    }
                }
            }
            foundBad.forEach(
                    f -> moves.get(f.column()).tookBad(f.without(), f.before(), f.after()));
            Map<String, Moves> named = new HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                named.put(columns.get(i), moves.get(i));
            }
            return named;
        }

        private void take(Change change) {
            RowKey key = change.key().orElseThrow();
            if (change.op() == Op.DELETE) {
                rows.remove(key);
                return;
            }
            Cells known = change.op() == Op.INSERT ? null : rows.remove(key);
            Cells cells = known == null ? new Cells(columns.size()) : known;
            if (!change.schema().equals(schema)) {
                schema = change.schema();
                places = Tables.indexes(change.schema(), columns);
            }
            for (int i = 0; i < places.length; i++) {
                if (places[i] >= 0) {
                    take(change, i, places[i], cells);
                }
            }
            rows.put(change.keyAfter().orElseThrow(), cells);
        }

        private void take(Change change, int column, int place, Cells cells) {
            ColumnValue after = change.after(place);
            if (after instanceof ColumnValue.NotLogged) {
                return;
            }
            BigDecimal to = Differences.number(after).orElse(null);
            BigDecimal from = change.op() == Op.INSERT ? null : found(change, column, place, cells);
            cells.values[column] = to;
            if (from == null || to == null) {
                cells.without[column] = null;
                return;
            }
            if (from.compareTo(to) == 0) {
                return;
            }
            BigDecimal without = cells.without[column];
            if (selected.test(change.id())) {
                cells.without[column] = without == null ? from : without;
            } else if (without != null) {
                foundBad.add(new FoundBad(column, without, from, to));
                cells.without[column] = null;
            } else {
                moves.get(column).took(from, to);
            }
        }

        /// What an UPDATE found: the image before says it, or what was known.
        private @Nullable BigDecimal found(Change change, int column, int place, Cells cells) {
            ColumnValue before = change.before(place);
            BigDecimal known = cells.values[column];
            if (before instanceof ColumnValue.NotLogged) {
                return known;
            }
            BigDecimal logged = Differences.number(before).orElse(null);
            if (logged == null || known == null || logged.compareTo(known) != 0) {
                cells.without[column] = null;
            }
            return logged;
        }
    }
}
