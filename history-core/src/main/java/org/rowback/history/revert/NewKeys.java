package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.History;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives deleted rows whose primary keys other rows have taken a key that none has, and lets the rows of the same plan
/// follow that referred to them, over as many levels as there are.
///
/// The keys are literals in the patch, chosen by a [KeyCounter]: whether one is free is proven by the INSERT, which
/// fails, and the patch with it, where it is not.
final class NewKeys {
    private final History history;
    private final Tables tables;
    private final Replay replay;
    private final RevertOptions options;
    private final ImportMonitor monitor;
    private final PlannedRows rows;
    private final PlanClaims claims;
    private final Bystanders others;
    private final Map<Integer, KeyCounter> counters = new HashMap<>();
    private final Deque<Move> moves = new ArrayDeque<>();
    private int given;
    private int following;

    /// Values that a row was known by, and those that it is known by now.
    ///
    /// @param since id of the change by which another row came to hold the key: what was written later means that row
    private record Move(Claim old, List<ColumnValue> values, long since) {}

    NewKeys(
            History history,
            Tables tables,
            Replay replay,
            RevertOptions options,
            ImportMonitor monitor,
            PlannedRows rows) {
        this.history = history;
        this.tables = tables;
        this.replay = replay;
        this.options = options;
        this.monitor = monitor;
        this.rows = rows;
        this.claims = new PlanClaims(rows, new StatementOrder(Optional.empty()), options);
        this.others = new Bystanders(history, tables, replay, monitor, claims);
    }

    /// @return what a reader has to know; empty where no row gets a new key
    Optional<String> assign() throws RowbackException {
        for (int i = claims.all().nextSetBit(0); i >= 0; i = claims.all().nextSetBit(i + 1)) {
            monitor.check();
            PlannedRow row = rows.get(i);
            if (row.undo().filter(u -> u.kind() == Undo.Kind.INSERT).isPresent()
                    && !options.isWaived(row)) {
                for (Claim claim : row.claims()) {
                    Optional<Replay.Row> holder = others.holder(i, claim);
                    if (holder.isPresent()) {
                        replace(i, row, claim, holder.get());
                        break;
                    }
                }
            }
        }
        while (!moves.isEmpty()) {
            follow(moves.removeFirst());
        }
        return given == 0
                ? Optional.empty()
                : Optional.of(
                        given
                                + (given == 1 ? " row gets" : " rows get")
                                + " a new key, because another row has theirs now, and "
                                + following
                                + " more refer to the new ones: what names such a row by its old"
                                + " key outside of foreign keys means the other row");
    }

    private void replace(int i, PlannedRow row, Claim taken, Replay.Row holder)
            throws RowbackException {
        Change last = holder.versions().getLast().change();
        String why = Bystanders.taken(taken, last);
        Optional<String> refusal = KeyCounter.refusal(tables, row.tableId());
        Optional<ColumnValue> key =
                refusal.isPresent() ? Optional.empty() : counter(row.tableId()).next();
        if (key.isEmpty()) {
            rows.replace(
                    i,
                    row.refused(
                            RowState.BLOCKED,
                            why
                                    + "; it can have no new key: "
                                    + refusal.orElse("the column can hold none above those known"),
                            List.of(Witness.of(Witness.Role.KEY_HOLDER, last))));
            return;
        }
        given++;
        String column = taken.columns().getFirst();
        String told = "its new key is " + text(key.get()) + ", because " + why;
        give(i, Map.of(column, key.get()), told, RowReferences.since(holder, taken));
    }

    private KeyCounter counter(int tableId) throws RowbackException {
        KeyCounter known = counters.get(tableId);
        if (known == null) {
            SchemaVersion head = tables.head(tableId).orElseThrow();
            known = KeyCounter.of(history, tableId, head, rows, monitor);
            counters.put(tableId, known);
        }
        return known;
    }

    /// Lets the statement of a row set other values, and remembers for those that refer to it.
    private void give(int i, Map<String, ColumnValue> values, String reason, long since)
            throws RowbackException {
        PlannedRow row = rows.get(i);
        Undo undo = row.undo().orElseThrow().giving(values);
        Replay.Row replayed =
                replay.rowOf(history.change(row.lineage()).orElseThrow()).orElseThrow();
        List<Claim> now = Claim.of(tables, replayed, undo);
        for (Claim old : row.claims()) {
            now.stream()
                    .filter(
                            c ->
                                    old.kind() == Claim.Kind.TAKES
                                            && c.kind() == Claim.Kind.TAKES
                                            && c.columns().equals(old.columns())
                                            && !Claim.same(c.values(), old.values()))
                    .forEach(c -> moves.add(new Move(old, c.values(), since)));
        }
        rows.replace(
                i,
                row.decided(
                        row.state(),
                        row.resolution() == Resolution.CLEAR
                                ? Resolution.BY_RULE
                                : row.resolution(),
                        row.reason() + "; " + reason,
                        cells(row, values, reason),
                        Optional.of(undo),
                        now,
                        row.now()));
    }

    private static List<PlannedCell> cells(
            PlannedRow row, Map<String, ColumnValue> values, String reason) {
        List<PlannedCell> cells = new ArrayList<>();
        Map<String, ColumnValue> rest = new HashMap<>(values);
        for (PlannedCell cell : row.cells()) {
            ColumnValue value = rest.remove(cell.column());
            cells.add(value == null ? cell : cell.with(PlannedCell.Fate.NEW_KEY, value, reason));
        }
        ColumnValue none = new ColumnValue.NotLogged("there is no row");
        rest.forEach(
                (column, value) ->
                        cells.add(
                                new PlannedCell(
                                        column,
                                        PlannedCell.Fate.NEW_KEY,
                                        row.undo()
                                                .flatMap(u -> u.setTo(column))
                                                .map(Cell::value)
                                                .orElse(none),
                                        value,
                                        none,
                                        none,
                                        0,
                                        0,
                                        false,
                                        reason)));
        return cells;
    }

    /// Lets the rows follow that referred to what a row was known by.
    private void follow(Move move) throws RowbackException {
        for (int j : claims.who(Claim.Kind.NEEDS, move.old())) {
            for (Claim need : rows.get(j).claims()) {
                if (need.kind() == Claim.Kind.NEEDS && need.hash() == move.old().hash()) {
                    follow(j, need, move);
                }
            }
        }
    }

    private void follow(int j, Claim need, Move move) throws RowbackException {
        PlannedRow row = rows.get(j);
        Replay.Row replayed =
                replay.rowOf(history.change(row.lineage()).orElseThrow()).orElseThrow();
        if (row.undo().isEmpty()
                || RowReferences.writtenFrom(replayed, need.own()) >= move.since()) {
            return;
        }
        Undo undo = row.undo().get();
        Map<String, ColumnValue> values = new HashMap<>();
        boolean all = true;
        for (int k = 0; k < need.own().size(); k++) {
            if (!Values.same(move.old().values().get(k), move.values().get(k))) {
                values.put(need.own().get(k), move.values().get(k));
                all &= undo.setTo(need.own().get(k)).isPresent();
            }
        }
        String parent = tables.name(need.tableId()) + " " + PlanClaims.show(need.values());
        if (!all) {
            String why =
                    "it cannot follow " + parent + " to its new key: not all of it is put back";
            rows.replace(j, row.refused(RowState.BLOCKED, why, List.of()));
            return;
        }
        following++;
        String told = "it follows " + parent + " to the new key " + PlanClaims.show(move.values());
        give(j, values, told, move.since());
    }

    private static String text(ColumnValue key) {
        return PlanClaims.show(List.of(key));
    }
}
