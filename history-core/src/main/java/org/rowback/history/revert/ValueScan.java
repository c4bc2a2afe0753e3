package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Finds, in one pass over some tables, the changes whose images hold wanted values in some columns.
final class ValueScan {
    /// Takes a change that holds a wanted value.
    interface Found {
        void take(Change change) throws RowbackException;
    }

    private record Wanted(List<String> columns, LongSet hashes) {}

    private final Map<Integer, Map<List<String>, Wanted>> wanted = new HashMap<>();

    /// Asks for changes of a table that hold these values in these columns.
    void want(int tableId, List<String> columns, List<ColumnValue> values) {
        wanted.computeIfAbsent(tableId, _ -> new HashMap<>())
                .computeIfAbsent(columns, c -> new Wanted(c, new LongSet()))
                .hashes()
                .add(Values.hash(tableId, columns, values));
    }

    boolean isEmpty() {
        return wanted.isEmpty();
    }

    /// Equal hashes may belong to different values: who takes a change looks again.
    void run(History history, ImportMonitor monitor, Found found) throws RowbackException {
        run(history, monitor, found, _ -> {});
    }

    /// @param values takes the hash of each wanted value that is found
    void run(History history, ImportMonitor monitor, Found found, LongConsumer values)
            throws RowbackException {
        BitSet tables = new BitSet();
        wanted.keySet().forEach(tables::set);
        Scan scan = Scan.ALL.tables(tables).ops(EnumSet.of(Op.INSERT, Op.UPDATE, Op.DELETE));
        long total = history.count(scan, monitor);
        long done = 0;
        try (Cursor<Change> changes = history.changes(scan, monitor)) {
            while (changes.next()) {
                if (done++ % 4096 == 0) {
                    monitor.check();
                    monitor.progress("looking for dependent rows", done, total, "changes");
                }
                if (holds(changes.get(), values)) {
                    found.take(changes.get());
                }
            }
        }
    }

    private boolean holds(Change change, LongConsumer found) {
        boolean any = false;
        for (Wanted one : wanted.getOrDefault(change.tableId(), Map.of()).values()) {
            any |= holds(change.tableId(), change.before(), one, found);
            any |= holds(change.tableId(), change.after(), one, found);
        }
        return any;
    }

    private static boolean holds(
            int tableId, Optional<RowImage> image, Wanted one, LongConsumer found) {
        if (image.isEmpty()) {
            return false;
        }
        List<ColumnValue> values = new ArrayList<>();
        for (String column : one.columns()) {
            ColumnValue value = image.get().value(column);
            if (!Values.isKnown(value) || value == ColumnValue.NULL) {
                return false;
            }
            values.add(value);
        }
        long hash = Values.hash(tableId, one.columns(), values);
        boolean wanted = one.hashes().contains(hash);
        if (wanted) {
            found.accept(hash);
        }
        return wanted;
    }
}
