package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.ForeignKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Settles what planned rows need of each other and of rows that are not in the plan: keys and unique values that
/// must be free, parents that must be there, children that must be gone. What cannot be had becomes a conflict, and
/// so does all that needs it; the rest is put in an order that works.
final class Dependencies {
    private final Tables tables;
    private final RevertOptions options;
    private final ImportMonitor monitor;
    private final PlannedRows rows;
    private final StatementOrder order;
    private final PlanClaims claims;
    private final Bystanders others;

    Dependencies(
            History history,
            Tables tables,
            Replay replay,
            RevertOptions options,
            ImportMonitor monitor,
            PlannedRows rows) {
        this.tables = tables;
        this.options = options;
        this.monitor = monitor;
        this.rows = rows;
        this.order =
                new StatementOrder(
                        options.collisions() == RevertOptions.Collisions.QUARANTINE
                                ? Optional.of(new Quarantine())
                                : Optional.empty());
        this.claims = new PlanClaims(rows, order, options);
        this.others = new Bystanders(history, tables, replay, monitor, claims);
    }

    /// The rows with their final states: those with a statement first, in order and numbered; then the others.
    PlannedRows settle() throws RowbackException {
        BitSet claiming = claims.all();
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
        others.checkAll();
        for (int i = claiming.nextSetBit(0); i >= 0; i = claiming.nextSetBit(i + 1)) {
            guardChildren(i);
        }
        return order.arrange(rows, options);
    }

    private void check(int i, Claim claim) throws RowbackException {
        switch (claim.kind()) {
            case TAKES -> {
                for (int j : claims.who(Claim.Kind.FREES, claim)) {
                    if (j != i) {
                        order.before(
                                j, i, isReferredTo(claim) ? List.of() : claim.own(), List.of());
                    }
                }
                for (int j : claims.who(Claim.Kind.TAKES, claim)) {
                    if (j != i) {
                        PlannedRow other = rows.get(j);
                        claims.conflict(
                                i,
                                "it and "
                                        + other.table()
                                        + " "
                                        + other.key()
                                        + " would both hold "
                                        + PlanClaims.show(claim.values())
                                        + " in "
                                        + String.join(",", claim.columns()),
                                other.witnesses());
                    }
                }
                others.checkKey(i, claim);
            }
            case NEEDS -> {
                int[] providers = claims.who(Claim.Kind.TAKES, claim);
                for (int j : providers) {
                    if (j != i) {
                        order.before(j, i, List.of(), claim.own());
                    }
                }
                if (providers.length == 0) {
                    others.checkParent(i, claim);
                }
            }
            case FREES -> {
                for (int j :
                        Arrays.stream(claims.who(Claim.Kind.LEAVES, claim)).distinct().toArray()) {
                    for (Claim left : claimsOf(j, Claim.Kind.LEAVES, claim)) {
                        leaves(j, left, i);
                    }
                }
            }
            case LEAVES -> {}
        }
    }

    /// Row `child` gives up a reference to what row `parent` frees; one row may hold several.
    private void leaves(int child, Claim left, int parent) throws RowbackException {
        if (child == parent) {
            letGoOfItself(parent, left);
        } else if (follows(child, left, parent)) {
            order.before(parent, child, List.of(), List.of());
            rows.replace(child, rows.get(child).leaving(Set.copyOf(left.own())));
        } else {
            order.before(child, parent, left.own(), List.of());
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
}
