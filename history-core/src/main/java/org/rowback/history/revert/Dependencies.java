package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.ForeignKey;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.History;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Settles what planned rows need of each other and of rows that are not in the plan: keys and unique values that
/// must be free, parents that must be there, children that must be gone. What cannot be had becomes a conflict, and
/// so does all that needs it; the rest is put in an order that works.
final class Dependencies {
    private final History history;
    private final Tables tables;
    private final Replay replay;
    private final RevertOptions options;
    private final ImportMonitor monitor;

    private final Map<Claim.Kind, LongLists> byHash = new EnumMap<>(Claim.Kind.class);
    private final LongLists byLineage = new LongLists();
    private final StatementOrder order;
    private PlannedRows rows = new PlannedRows();

    Dependencies(
            History history,
            Tables tables,
            Replay replay,
            RevertOptions options,
            ImportMonitor monitor) {
        this.history = history;
        this.tables = tables;
        this.replay = replay;
        this.options = options;
        this.monitor = monitor;
        this.order =
                new StatementOrder(
                        options.collisions() == RevertOptions.Collisions.QUARANTINE
                                ? Optional.of(new Quarantine())
                                : Optional.empty());
    }

    /// The rows with their final states: those with a statement first, in order and numbered; then the others.
    PlannedRows settle(PlannedRows planned) throws RowbackException {
        rows = planned;
        for (Claim.Kind kind : Claim.Kind.values()) {
            byHash.put(kind, new LongLists());
        }
        BitSet claiming = (BitSet) rows.withClaims().clone();
        for (int i = claiming.nextSetBit(0); i >= 0; i = claiming.nextSetBit(i + 1)) {
            PlannedRow row = rows.get(i);
            byLineage.add(row.lineage(), i);
            for (Claim claim : row.claims()) {
                of(claim.kind()).add(claim.hash(), i);
            }
        }
        long done = 0;
        for (int i = claiming.nextSetBit(0); i >= 0; i = claiming.nextSetBit(i + 1)) {
            if (done++ % 256 == 0) {
                monitor.check();
                monitor.progress("checking dependencies", done, claiming.cardinality(), "rows");
            }
            for (Claim claim : rows.get(i).claims()) {
                check(i, claim);
            }
        }
        checkOthers();
        for (int i = claiming.nextSetBit(0); i >= 0; i = claiming.nextSetBit(i + 1)) {
            guardChildren(i);
        }
        return order.arrange(rows, options);
    }

    private LongLists of(Claim.Kind kind) {
        return Objects.requireNonNull(byHash.get(kind));
    }

    private int[] who(Claim.Kind kind, Claim claim) {
        return of(kind).of(claim.hash());
    }

    private void check(int i, Claim claim) throws RowbackException {
        switch (claim.kind()) {
            case TAKES -> {
                for (int j : who(Claim.Kind.FREES, claim)) {
                    if (j != i) {
                        order.before(
                                j, i, isReferredTo(claim) ? List.of() : claim.own(), List.of());
                    }
                }
                for (int j : who(Claim.Kind.TAKES, claim)) {
                    if (j != i) {
                        PlannedRow other = rows.get(j);
                        conflict(
                                i,
                                "it and "
                                        + other.table()
                                        + " "
                                        + other.key()
                                        + " would both hold "
                                        + show(claim.values())
                                        + " in "
                                        + String.join(",", claim.columns()),
                                other.witnesses());
                    }
                }
                checkKey(i, claim);
            }
            case NEEDS -> {
                int[] providers = who(Claim.Kind.TAKES, claim);
                for (int j : providers) {
                    if (j != i) {
                        order.before(j, i, List.of(), claim.own());
                    }
                }
                if (providers.length == 0) {
                    checkParent(i, claim);
                }
            }
            case FREES -> {
                for (int j : who(Claim.Kind.LEAVES, claim)) {
                    List<Claim> all = claimsOf(j, Claim.Kind.LEAVES, claim);
                    Claim left = all.getFirst();
                    if (j == i) {
                        for (Claim own : all) {
                            letGoOfItself(i, own);
                        }
                    } else if (follows(j, left, i)) {
                        order.before(i, j, List.of(), List.of());
                        rows.replace(j, rows.get(j).leaving(Set.copyOf(left.own())));
                    } else {
                        order.before(j, i, left.own(), List.of());
                    }
                }
            }
            case LEAVES -> {}
        }
    }

    private List<Claim> claimsOf(int row, Claim.Kind kind, Claim same) {
        return rows.get(row).claims().stream()
                .filter(c -> c.kind() == kind && c.hash() == same.hash())
                .toList();
    }

    private boolean isReferredTo(Claim claim) {
        return tables.childrenOf(claim.tableId()).stream()
                .anyMatch(l -> l.key().parentColumns().equals(claim.columns()));
    }

    /// InnoDB refuses to delete a row that refers to itself, where nothing is to be done to children: the reference
    /// goes first.
    private void letGoOfItself(int i, Claim left) throws RowbackException {
        PlannedRow row = rows.get(i);
        boolean refuses =
                tables.parentsOf(row.tableId()).stream()
                        .anyMatch(
                                l ->
                                        l.parent() == row.tableId()
                                                && l.key().columns().equals(left.own())
                                                && !HiddenEffects.actsOnDelete(l.key()));
        if (refuses
                && row.undo().filter(u -> u.kind() == Undo.Kind.DELETE).isPresent()
                && StatementOrder.canBeNull(row, left.own())) {
            rows.replace(i, row.with(row.detour().withEarly(Set.copyOf(left.own()))));
        }
    }

    /// Whether row `child` comes to hold by ON UPDATE CASCADE what it is to hold, when row `parent` is put back.
    private boolean follows(int child, Claim left, int parent) {
        boolean cascades =
                tables.parentsOf(rows.get(child).tableId()).stream()
                        .anyMatch(
                                l ->
                                        l.parent() == left.tableId()
                                                && l.key().columns().equals(left.own())
                                                && l.key().onUpdate() == ForeignKey.Action.CASCADE);
        return cascades
                && rows.get(parent).claims().stream()
                        .filter(
                                c ->
                                        c.kind() == Claim.Kind.TAKES
                                                && c.columns().equals(left.columns()))
                        .anyMatch(
                                t ->
                                        rows.get(child).claims().stream()
                                                .anyMatch(
                                                        n ->
                                                                n.kind() == Claim.Kind.NEEDS
                                                                        && n.own()
                                                                                .equals(left.own())
                                                                        && Claim.same(
                                                                                n.values(),
                                                                                t.values())));
    }

    /// Sees whether another row, which the patch does not move away, holds the primary key that a row takes.
    private void checkKey(int i, Claim claim) throws RowbackException {
        Optional<SchemaVersion> head = tables.head(claim.tableId());
        if (head.isEmpty()
                || !head.get().primaryKey().equals(claim.columns())
                || who(Claim.Kind.FREES, claim).length > 0) {
            return;
        }
        Optional<Replay.Row> holder =
                lastHolder(claim.tableId(), new RowKey(claim.values(), false));
        boolean isOther =
                holder.isPresent()
                        && (holder.get().lineage() != rows.get(i).lineage() || isReused(i));
        if (isOther && holds(holder.get(), claim.columns(), claim.values())) {
            Change last = holder.get().versions().getLast().change();
            conflict(
                    i,
                    "its key "
                            + show(claim.values())
                            + " belongs to another row now, last written"
                            + " by change "
                            + last.id(),
                    List.of(Witness.of("holder of the key", last)));
        }
    }

    /// Whether a row is to come back of whose key there is another now.
    private boolean isReused(int i) {
        PlannedRow row = rows.get(i);
        return !row.now().isEmpty()
                && row.undo().filter(u -> u.kind() == Undo.Kind.INSERT).isPresent();
    }

    private void checkParent(int i, Claim claim) throws RowbackException {
        String parent = tables.name(claim.tableId()) + " " + show(claim.values());
        if (who(Claim.Kind.FREES, claim).length > 0) {
            conflict(i, "it needs " + parent + ", which the patch takes away", List.of());
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
                return;
            }
            row.ifPresent(r -> r.versions().forEach(v -> seen.add(v.id())));
            lost = row.isPresent() ? row : lost;
        }
        if (lost.isPresent()) {
            Change last = lost.get().versions().getLast().change();
            conflict(
                    i,
                    "it needs " + parent + ", which is gone since change " + last.id(),
                    List.of(Witness.of("the parent's end", last)));
        }
    }

    /// The row that held a key last, as far as the log shows one.
    private Optional<Replay.Row> lastHolder(int tableId, RowKey key) throws RowbackException {
        long[] ids = history.changesOf(tableId, key);
        for (int i = ids.length - 1; i >= 0; i--) {
            Optional<Change> change = history.change(ids[i]);
            if (change.isPresent() && !change.get().isVoid()) {
                return replay.rowOf(change.get());
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Replay.Row row, List<String> columns, List<ColumnValue> values) {
        return row.fold().exists()
                && HiddenEffects.reference(row.head(), columns, row.fold().nowValues())
                        .filter(v -> Claim.same(v, values))
                        .isPresent();
    }

    /// Looks for rows outside the plan that hold a value it takes, or refer to a value it frees: one pass over the
    /// tables concerned.
    private void checkOthers() throws RowbackException {
        ValueScan scan = new ValueScan();
        BitSet claiming = rows.withClaims();
        for (int i = claiming.nextSetBit(0); i >= 0; i = claiming.nextSetBit(i + 1)) {
            for (Claim claim : rows.get(i).claims()) {
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
        int[] places = byLineage.of(other.versions().getFirst().id());
        int own = places.length == 0 ? -1 : places[places.length - 1];
        List<Claim> claims = own < 0 ? List.of() : rows.get(own).claims();
        Change last = other.versions().getLast().change();
        ColumnValue[] now = other.fold().nowValues();
        for (List<String> columns : uniqueColumns(other.head())) {
            Optional<List<ColumnValue>> held = HiddenEffects.reference(other.head(), columns, now);
            if (held.isPresent() && !does(claims, Claim.Kind.FREES, columns, held.get())) {
                Claim taken =
                        new Claim(Claim.Kind.TAKES, other.tableId(), columns, held.get(), columns);
                for (int i : who(Claim.Kind.TAKES, taken)) {
                    if (i != own) {
                        conflict(
                                i,
                                String.join(",", columns)
                                        + " "
                                        + show(held.get())
                                        + " is held by another row now, last written by change "
                                        + last.id(),
                                List.of(Witness.of("holder of the value", last)));
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
            for (int i : who(Claim.Kind.FREES, freed)) {
                if (i != own) {
                    conflict(
                            i,
                            "a row of "
                                    + other.head().table()
                                    + " refers to it, last written by change "
                                    + last.id()
                                    + ", which is not undone",
                            List.of(Witness.of("row that refers to it", last)));
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

    private void conflict(int i, String reason, List<Witness> witnesses) throws RowbackException {
        PlannedRow row = rows.get(i);
        if (row.undo().isEmpty()) {
            return;
        }
        if (options.isWaived(row)) {
            rows.replace(i, row.waived(reason));
        } else {
            order.refuse(rows, i, RowState.BLOCKED, reason, witnesses);
        }
    }

    /// A DELETE demands that no child would go, or lose its reference, with the row: the log may not have shown all.
    private void guardChildren(int i) throws RowbackException {
        PlannedRow row = rows.get(i);
        if (row.undo().isEmpty() || row.undo().get().kind() != Undo.Kind.DELETE) {
            return;
        }
        Undo undo = row.undo().get();
        List<Undo.Reference> references = new ArrayList<>();
        for (Tables.Link link : tables.childrenOf(row.tableId())) {
            List<Cell> values = new ArrayList<>();
            for (String column : link.key().parentColumns()) {
                undo.expect().stream()
                        .filter(c -> c.name().equalsIgnoreCase(column))
                        .forEach(values::add);
            }
            if (HiddenEffects.actsOnDelete(link.key())
                    && values.size() == link.key().parentColumns().size()) {
                references.add(
                        new Undo.Reference(
                                tables.name(link.child()), link.key().columns(), values));
            }
        }
        if (!references.isEmpty()) {
            rows.replace(i, row.with(Optional.of(undo.guardedAgainst(references)), row.claims()));
        }
    }

    private static String show(List<ColumnValue> values) {
        return new RowKey(values, false).toString();
    }
}
