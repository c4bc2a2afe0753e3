package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.ForeignKey;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which rows of a table held given values in some columns at some time: by the key postings where the columns are
/// the primary key, else by one pass over the table.
final class Holders {
    private final History history;
    private final Tables tables;

    /// Rows that came to hold values in silence, which no image in the log shows: a change of each, by hash.
    private final Map<Long, List<Change>> movedIn = new HashMap<>();

    /// Ids of changes by the hash of what their images hold, by table and columns.
    private final Map<List<Object>, Map<Long, List<Long>>> indexes = new HashMap<>();

    Holders(History history, Tables tables) {
        this.history = history;
        this.tables = tables;
    }

    /// Remembers that the row of a change came to hold values without any image showing it.
    void movedIn(int table, List<String> columns, List<ColumnValue> values, Change row) {
        movedIn.computeIfAbsent(Values.hash(table, columns, values), _ -> new ArrayList<>())
                .add(row);
    }

    /// Changes that count, of every row that held the values at some time; several may be of one row.
    List<Change> of(int table, List<String> columns, List<ColumnValue> values)
            throws RowbackException {
        Optional<SchemaVersion> head = tables.head(table);
        if (head.isEmpty()) {
            return List.of();
        }
        long hash = Values.hash(table, columns, values);
        Optional<RowKey> key =
                HiddenEffects.parentKey(head.get(), key(head.get(), columns), values);
        List<Change> holders = new ArrayList<>();
        if (key.isPresent()) {
            for (long id : history.changesOf(table, key.get())) {
                history.change(id).filter(c -> !c.isVoid()).ifPresent(holders::add);
            }
        } else {
            for (long id : index(table, head.get(), columns).getOrDefault(hash, List.of())) {
                holders.add(history.change(id).orElseThrow());
            }
        }
        holders.addAll(movedIn.getOrDefault(hash, List.of()));
        return holders;
    }

    /// A foreign key that refers to the columns.
    private static ForeignKey key(SchemaVersion head, List<String> columns) {
        return new ForeignKey(
                "",
                columns,
                head.table(),
                columns,
                ForeignKey.Action.NO_ACTION,
                ForeignKey.Action.NO_ACTION);
    }

    private Map<Long, List<Long>> index(int table, SchemaVersion head, List<String> columns)
            throws RowbackException {
        Map<Long, List<Long>> known = indexes.get(List.<Object>of(table, columns));
        if (known != null) {
            return known;
        }
        Map<Long, List<Long>> index = new HashMap<>();
        indexes.put(List.of(table, columns), index);
        BitSet only = new BitSet();
        only.set(table);
        try (Cursor<Change> changes = history.changes(Scan.ALL.tables(only), ImportMonitor.NONE)) {
            while (changes.next()) {
                Change change = changes.get();
                for (var image : List.of(change.before(), change.after())) {
                    image.flatMap(i -> HiddenEffects.reference(head, columns, Values.onto(head, i)))
                            .map(v -> Values.hash(table, columns, v))
                            .ifPresent(
                                    h ->
                                            index.computeIfAbsent(h, _ -> new ArrayList<>(1))
                                                    .add(change.id()));
                }
            }
        }
        return index;
    }
}
