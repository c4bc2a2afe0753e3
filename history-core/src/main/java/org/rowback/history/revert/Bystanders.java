package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.History;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What rows that are not in a plan, or stay where they are, mean for it: holders of keys and values that it takes, parents
/// that it needs, children of rows that it takes away.
final class Bystanders {
    private final History history;
    private final Tables tables;
    private final Replay replay;
    private final ImportMonitor monitor;
    private final PlanClaims plan;

    Bystanders(
            History history, Tables tables, Replay replay, ImportMonitor monitor, PlanClaims plan) {
        this.history = history;
        this.tables = tables;
        this.replay = replay;
        this.monitor = monitor;
        this.plan = plan;
    }

    /// Sees whether another row, which the patch does not move away, holds the primary key that a row takes.
    void checkKey(int i, Claim claim) throws RowbackException {
        Optional<Replay.Row> holder = holder(i, claim);
        if (holder.isPresent()) {
            Change last = holder.get().versions().getLast().change();
            plan.conflict(
                    i, taken(claim, last), List.of(Witness.of(Witness.Role.KEY_HOLDER, last)));
        }
    }

    static String taken(Claim claim, Change last) {
        return "its key "
                + PlanClaims.show(claim.values())
                + " belongs to another row now, last written by change "
                + last.id();
    }

    /// The row that holds the primary key that another takes, and is not moved away; empty also for other claims.
    Optional<Replay.Row> holder(int i, Claim claim) throws RowbackException {
        Optional<SchemaVersion> head = tables.head(claim.tableId());
        if (head.isEmpty()
                || claim.kind() != Claim.Kind.TAKES
                || !head.get().primaryKey().equals(claim.columns())
                || plan.who(Claim.Kind.FREES, claim).length > 0) {
            return Optional.empty();
        }
        return lastHolder(claim.tableId(), new RowKey(claim.values(), false))
                .filter(h -> h.lineage() != plan.row(i).lineage() || isReused(i))
                .filter(h -> holds(h, claim.columns(), claim.values()));
    }

    /// Whether a row is to come back of whose key there is another now.
    private boolean isReused(int i) {
        PlannedRow row = plan.row(i);
        return !row.now().isEmpty()
                && row.undo().filter(u -> u.kind() == Undo.Kind.INSERT).isPresent();
    }

    void checkParent(int i, Claim claim) throws RowbackException {
        String parent = tables.name(claim.tableId()) + " " + PlanClaims.show(claim.values());
        if (plan.who(Claim.Kind.FREES, claim).length > 0) {
            plan.conflict(i, "it needs " + parent + ", which the patch takes away", List.of());
            return;
        }
        Optional<Replay.Row> lost = Optional.empty();
        Set<Long> seen = new HashSet<>();
        for (Change change :
                replay.holders().of(claim.tableId(), claim.columns(), claim.values())) {
            if (seen.contains(change.id())) {
                continue;
            }
            Optional<Replay.Row> row = replay.rowOf(change);
            if (row.filter(r -> holds(r, claim.columns(), claim.values())).isPresent()) {
                checkSame(i, claim, parent, row.get());
                return;
            }
            row.ifPresent(r -> r.versions().forEach(v -> seen.add(v.id())));
            lost = row.isPresent() ? row : lost;
        }
        if (lost.isPresent()) {
            Change last = lost.get().versions().getLast().change();
            plan.conflict(
                    i,
                    "it needs " + parent + ", which is gone since change " + last.id(),
                    List.of(Witness.of(Witness.Role.PARENTS_END, last)));
        }
    }

    /// A parent that was lost, and of whose key there is another row now, is not the parent that is needed.
    private void checkSame(int i, Claim claim, String parent, Replay.Row there)
            throws RowbackException {
        RowFold.Reuse reuse = there.fold().reused();
        if (reuse == null
                || Values.same(reuse.lost(), reuse.inserted(), there.head())
                || plan.isReverted(there)) {
            return;
        }
        Optional<Change> first = history.change(plan.row(i).lineage());
        Optional<Replay.Row> child =
                first.isPresent() ? replay.rowOf(first.get()) : Optional.empty();
        if (child.isPresent()
                && RowReferences.writtenFrom(child.get(), claim.own()) < reuse.by().id()) {
            plan.conflict(
                    i,
                    "it belongs to the row that was "
                            + parent
                            + " before change "
                            + reuse.by().id()
                            + " gave that key to another",
                    List.of(Witness.of(Witness.Role.PARENTS_KEY, reuse.by())));
        }
    }

    /// The row that held a key last, as far as the log shows one.
    private Optional<Replay.Row> lastHolder(int tableId, RowKey key) throws RowbackException {
        Optional<Change> last = history.lastChangeOf(tableId, key, Long.MAX_VALUE);
        return last.isEmpty() ? Optional.empty() : replay.rowOf(last.get());
    }

    private static boolean holds(Replay.Row row, List<String> columns, List<ColumnValue> values) {
        return row.fold().exists()
                && HiddenEffects.reference(row.head(), columns, row.fold().nowValues())
                        .filter(v -> Claim.same(v, values))
                        .isPresent();
    }

    /// Looks for rows outside the plan that hold a value it takes, or refer to a value it frees: one pass over the
    /// tables concerned.
    void checkAll() throws RowbackException {
        ValueScan scan = new ValueScan();
        BitSet claiming = plan.claiming();
        for (int i = claiming.nextSetBit(0); i >= 0; i = claiming.nextSetBit(i + 1)) {
            for (Claim claim : plan.row(i).claims()) {
                if (claim.kind() == Claim.Kind.TAKES && isUnique(claim)) {
                    scan.want(claim.tableId(), claim.columns(), claim.values());
                } else if (claim.kind() == Claim.Kind.FREES) {
                    for (Tables.Link link : tables.childrenOf(claim.tableId())) {
                        if (link.key().parentColumns().equals(claim.columns())) {
                            scan.want(link.child(), link.key().columns(), claim.values());
                        }
                    }
                }
            }
        }
        if (scan.isEmpty()) {
            return;
        }
        BitSet hits = new BitSet();
        scan.run(history, monitor, c -> hits.set(Math.toIntExact(c.id())));
        BitSet seen = new BitSet();
        for (int hit = hits.nextSetBit(0); hit >= 0; hit = hits.nextSetBit(hit + 1)) {
            if (!seen.get(hit)) {
                Optional<Replay.Row> row = replay.rowOf(history.change(hit).orElseThrow());
                if (row.isPresent()) {
                    row.get().versions().forEach(v -> seen.set(Math.toIntExact(v.id())));
                    checkOther(row.get());
                }
            }
        }
    }

    private boolean isUnique(Claim claim) {
        return tables.head(claim.tableId())
                .map(
                        h ->
                                !h.primaryKey().equals(claim.columns())
                                        && h.uniqueKeys().stream()
                                                .anyMatch(k -> k.columns().equals(claim.columns())))
                .orElse(false);
    }

    /// Sees what a row, in the plan or not, stands in the way of.
    private void checkOther(Replay.Row other) throws RowbackException {
        if (!other.fold().exists()) {
            return;
        }
        int[] places = plan.ofLineage(other.versions().getFirst().id());
        int own = places.length == 0 ? -1 : places[places.length - 1];
        List<Claim> claims = own < 0 ? List.of() : plan.row(own).claims();
        Change last = other.versions().getLast().change();
        ColumnValue[] now = other.fold().nowValues();
        for (List<String> columns : uniqueColumns(other.head())) {
            Optional<List<ColumnValue>> held = HiddenEffects.reference(other.head(), columns, now);
            if (held.isPresent() && !does(claims, Claim.Kind.FREES, columns, held.get())) {
                Claim taken =
                        new Claim(Claim.Kind.TAKES, other.tableId(), columns, held.get(), columns);
                for (int i : plan.who(Claim.Kind.TAKES, taken)) {
                    if (i != own) {
                        plan.conflict(
                                i,
                                String.join(",", columns)
                                        + " "
                                        + PlanClaims.show(held.get())
                                        + " is held by another row now, last written by change "
                                        + last.id(),
                                List.of(Witness.of(Witness.Role.VALUE_HOLDER, last)));
                    }
                }
            }
        }
        for (Tables.Link link : tables.parentsOf(other.tableId())) {
            Optional<List<ColumnValue>> reference =
                    HiddenEffects.reference(other.head(), link.key().columns(), now);
            List<String> columns = link.key().parentColumns();
            if (reference.isEmpty() || leaves(claims, link, reference.get())) {
                continue;
            }
            Claim freed =
                    new Claim(Claim.Kind.FREES, link.parent(), columns, reference.get(), columns);
            for (int i : plan.who(Claim.Kind.FREES, freed)) {
                if (i != own) {
                    plan.conflict(
                            i,
                            "a row of "
                                    + other.head().table()
                                    + " refers to it, last written by change "
                                    + last.id()
                                    + ", which is not undone",
                            List.of(Witness.of(Witness.Role.CHILD, last)));
                }
            }
        }
    }

    private static List<List<String>> uniqueColumns(SchemaVersion head) {
        List<List<String>> columns = new ArrayList<>();
        head.uniqueKeys().forEach(k -> columns.add(k.columns()));
        return columns;
    }

    private static boolean does(
            List<Claim> claims, Claim.Kind kind, List<String> columns, List<ColumnValue> values) {
        return claims.stream()
                .anyMatch(
                        c ->
                                c.kind() == kind
                                        && c.columns().equals(columns)
                                        && Claim.same(c.values(), values));
    }

    private static boolean leaves(
            List<Claim> claims, Tables.Link link, List<ColumnValue> reference) {
        return claims.stream()
                .anyMatch(
                        c ->
                                c.kind() == Claim.Kind.LEAVES
                                        && c.own().equals(link.key().columns())
                                        && c.columns().equals(link.key().parentColumns())
                                        && Claim.same(c.values(), reference));
    }
}
