package org.rowback.history.revert;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.ForeignKey;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.history.query.TableSummary;
import org.rowback.history.query.Version;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/// Finds the child rows that selected DELETEs and UPDATEs of parents took along in silence, level by level.
final class DerivedRows {
    private final History history;
    private final Tables tables;
    private final Replay replay;
    private final LongPredicate selected;
    private final ImportMonitor monitor;

    private final LongSet followed = new LongSet();
    private final LongSet causes = new LongSet();
    private final LongSet counted = new LongSet();
    private LongSet seen = new LongSet();
    private final Set<Long> rows = new LinkedHashSet<>();
    private final Map<TableName, Long> notSelected = new TreeMap<>();
    private final Map<Integer, Boolean> actsOn = new HashMap<>();
    private ValueScan next = new ValueScan();

    DerivedRows(
            History history,
            Tables tables,
            Replay replay,
            LongPredicate selected,
            ImportMonitor monitor) {
        this.history = history;
        this.tables = tables;
        this.replay = replay;
        this.selected = selected;
        this.monitor = monitor;
    }

    void find(BitSet changes) throws RowbackException {
        BitSet parents = new BitSet();
        for (TableSummary table : history.tables()) {
            parents.set(table.id(), tables.head(table.id()).isPresent() && actsOn(table.id()));
        }
        if (!parents.isEmpty() && !changes.isEmpty()) {
            Scan scan =
                    Scan.ALL
                            .tables(parents)
                            .ops(EnumSet.of(Op.INSERT, Op.UPDATE, Op.DELETE))
                            .ids(changes.nextSetBit(0), changes.length() - 1L);
            try (Cursor<Change> all = history.changes(scan, monitor)) {
                while (all.next()) {
                    if (changes.get(Math.toIntExact(all.get().id()))) {
                        wantChildrenOf(all.get());
                    }
                }
            }
        }
        while (!next.isEmpty()) {
            ValueScan scan = next;
            next = new ValueScan();
            BitSet hits = new BitSet();
            scan.run(history, monitor, c -> hits.set(Math.toIntExact(c.id())));
            seen = new LongSet();
            for (int hit = hits.nextSetBit(0); hit >= 0; hit = hits.nextSetBit(hit + 1)) {
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
        if (!rows.isEmpty() && replay.hidden().arePossible()) {
            warnings.add(
                    rows.size()
                            + " row(s) were changed by foreign keys' actions, which the log does"
                            + " not hold; they are restored from their last logged state. Children"
                            + " that the log never showed cannot be restored from it");
        }
        return warnings;
    }

    private boolean actsOn(int parent) {
        return actsOn.computeIfAbsent(
                parent,
                p -> tables.childrenOf(p).stream().anyMatch(l -> HiddenEffects.acts(l.key())));
    }

    /// Asks for children of whatever the row of a change ever was: a child may have followed it from value to value
    /// without the log showing it.
    private void wantChildrenOf(Change change) throws RowbackException {
        if (followed.contains(change.id())) {
            return;
        }
        int table = change.tableId();
        replay.follow(
                        change,
                        (cause, _, bad, before, after) -> {
                            if (bad) {
                                causes.add(cause.transaction().id());
                            }
                            if (before != null) {
                                wantChildren(table, before, after, bad && isUntold(cause));
                            }
                        })
                .ifPresent(row -> row.versions().forEach(v -> followed.add(v.id())));
    }

    /// Whether children that followed are not selected themselves: where the server does not log what they did, or
    /// where the cause is not selected either.
    private boolean isUntold(Change cause) {
        return replay.hidden().arePossible() || !selected.test(cause.id());
    }

    private void wantChildren(
            int table, ColumnValue[] before, ColumnValue @Nullable [] after, boolean isCause) {
        SchemaVersion head = tables.head(table).orElseThrow();
        for (Tables.Link link : tables.childrenOf(table)) {
            List<String> columns = link.key().parentColumns();
            Optional<List<ColumnValue>> held = HiddenEffects.reference(head, columns, before);
            boolean stays =
                    after != null && held.equals(HiddenEffects.reference(head, columns, after));
            boolean follows = link.key().onUpdate() == ForeignKey.Action.CASCADE;
            if (HiddenEffects.acts(link.key()) && !stays && (isCause || follows)) {
                held.ifPresent(v -> next.want(link.child(), link.key().columns(), v));
            }
        }
    }

    private void child(Change hit) throws RowbackException {
        Optional<Replay.Row> found = replay.rowOf(hit);
        if (found.isEmpty()) {
            return;
        }
        Replay.Row row = found.get();
        row.versions().forEach(v -> seen.add(v.id()));
        boolean bad =
                !row.consequences().isEmpty() || row.effects().stream().anyMatch(HiddenEffect::bad);
        if (bad && rows.add(row.lineage()) && actsOn(row.tableId())) {
            wantChildrenOf(hit);
        }
        if (counted.add(row.lineage())) {
            countNotSelected(row);
        }
    }

    /// Counts rows whose loss the log does hold, beside a selected DELETE of the parent, but which are not selected.
    private void countNotSelected(Replay.Row row) {
        for (Version version : row.versions()) {
            if (version.change().op() == Op.DELETE
                    && !selected.test(version.id())
                    && causes.contains(version.change().transaction().id())) {
                notSelected.merge(row.head().table(), 1L, Long::sum);
            }
        }
    }
}
