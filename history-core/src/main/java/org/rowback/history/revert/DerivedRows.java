package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.query.History;
import org.rowback.history.query.Version;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/// Finds the child rows that selected DELETEs of parents took along in silence, level by level.
final class DerivedRows {
    private final History history;
    private final Tables tables;
    private final HiddenEffects hidden;
    private final Replay replay;
    private final LongPredicate selected;
    private final ImportMonitor monitor;

    private final Set<Long> seen = new HashSet<>();
    private final Set<Long> rows = new LinkedHashSet<>();
    private final Set<List<Long>> expanded = new HashSet<>();
    private final Set<Long> counted = new HashSet<>();
    private final Map<TableName, Long> notSelected = new TreeMap<>();
    private ValueScan next = new ValueScan();

    DerivedRows(
            History history,
            Tables tables,
            HiddenEffects hidden,
            Replay replay,
            LongPredicate selected,
            ImportMonitor monitor) {
        this.history = history;
        this.tables = tables;
        this.hidden = hidden;
        this.replay = replay;
        this.selected = selected;
        this.monitor = monitor;
    }

    void find(BitSet changes) throws RowbackException {
        if (!hidden.arePossible() || !anyActs()) {
            return;
        }
        for (int id = changes.nextSetBit(0); id >= 0; id = changes.nextSetBit(id + 1)) {
            Change change = history.change(id).orElseThrow();
            Optional<SchemaVersion> head = tables.head(change.tableId());
            if (change.op() == Op.DELETE && head.isPresent() && HiddenEffects.checksOn(change)) {
                ColumnValue[] values = Values.onto(head.get(), change.before().orElseThrow());
                parentGone(change.tableId(), values, change);
            }
        }
        while (!next.isEmpty()) {
            ValueScan scan = next;
            next = new ValueScan();
            List<Long> hits = new ArrayList<>();
            scan.run(history, monitor, c -> hits.add(c.id()));
            seen.clear();
            for (long hit : hits) {
                if (!seen.contains(hit)) {
                    child(history.change(hit).orElseThrow());
                }
            }
        }
    }

    /// A change of each row that was found, which stands for the row.
    List<Long> rows() {
        return List.copyOf(rows);
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        notSelected.forEach(
                (table, count) ->
                        warnings.add(
                                count
                                        + " row(s) of "
                                        + table
                                        + " were deleted or detached by the same transactions as"
                                        + " selected parents, in changes that are not selected:"
                                        + " they stay gone unless you select them too"));
        if (!rows.isEmpty()) {
            warnings.add(
                    rows.size()
                            + " row(s) were changed by foreign keys' actions, which the log does"
                            + " not hold; they are restored from their last logged state. Children"
                            + " that the log never showed cannot be restored from it");
        }
        return warnings;
    }

    private boolean anyActs() throws RowbackException {
        for (var table : history.tables()) {
            for (Tables.Link link : tables.childrenOf(table.id())) {
                if (HiddenEffects.acts(link.key())) {
                    return true;
                }
            }
        }
        return false;
    }

    private void parentGone(int tableId, ColumnValue[] values, Change cause) {
        SchemaVersion head = tables.head(tableId).orElseThrow();
        boolean any = false;
        for (Tables.Link link : tables.childrenOf(tableId)) {
            if (HiddenEffects.acts(link.key())) {
                Optional<List<ColumnValue>> reference =
                        HiddenEffects.reference(head, link.key().parentColumns(), values);
                if (reference.isPresent()) {
                    next.want(link.child(), link.key().columns(), reference.get());
                    any = true;
                }
            }
        }
        if (any) {
            hidden.deleted(tableId, values, cause);
        }
    }

    private void child(Change hit) throws RowbackException {
        Optional<Replay.Row> found = replay.rowOf(hit);
        if (found.isEmpty()) {
            return;
        }
        Replay.Row row = found.get();
        row.versions().forEach(v -> seen.add(v.id()));
        long id = row.versions().getFirst().id();
        boolean bad = false;
        for (HiddenEffect effect : row.effects()) {
            if (selected.test(effect.cause().id())) {
                bad = true;
                if (effect.deletes() && expanded.add(List.of(id, effect.cause().id()))) {
                    parentGone(row.tableId(), row.fold().nowValues(), effect.cause());
                }
            }
        }
        if (bad) {
            rows.add(id);
        }
        if (counted.add(id)) {
            countNotSelected(row);
        }
    }

    /// Counts rows whose loss the log does hold, beside a selected DELETE of the parent, but which are not selected.
    private void countNotSelected(Replay.Row row) {
        for (Version version : row.versions()) {
            if (version.change().op() == Op.DELETE
                    && !selected.test(version.id())
                    && hidden.isCause(version.change().transaction().id())) {
                notSelected.merge(row.head().table(), 1L, Long::sum);
            }
        }
    }
}
