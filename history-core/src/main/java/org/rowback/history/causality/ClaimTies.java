package org.rowback.history.causality;

import org.rowback.history.model.Change;
import org.rowback.history.revert.Claim;
import org.rowback.history.revert.Tables;
import org.rowback.history.ties.CauseRule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Ties between changes that claim one value, by the rules that an undo goes by: a unique value that one gave up and another
/// took, a parent that one let go of and another took away.
final class ClaimTies {
    /// So many changes are tied to one by one rule.
    private static final int MOST = 20;

    private record Wanted(int node, Claim claim) {}

    private final Tables tables;
    private final GraphBuilder graph;
    private final BitSet concerned = new BitSet();
    private final Map<Claim.Kind, Map<Long, List<Wanted>>> wanted = new EnumMap<>(Claim.Kind.class);
    private final Map<List<Object>, Integer> tied = new HashMap<>();

    ClaimTies(Tables tables, GraphBuilder graph) {
        this.tables = tables;
        this.graph = graph;
        for (Claim.Kind kind : Claim.Kind.values()) {
            wanted.put(kind, new HashMap<>());
        }
    }

    /// Asks for what is tied to a node by what it gave up. Its key is left to who looks keys up.
    void want(int node) {
        Change change = graph.change(node);
        for (Claim claim : Claim.of(tables, change)) {
            boolean gaveUp =
                    claim.kind() == Claim.Kind.LEAVES
                            || (claim.kind() == Claim.Kind.FREES && !isKey(claim));
            if (gaveUp) {
                concerned.set(claim.tableId());
                of(claim.kind())
                        .computeIfAbsent(claim.hash(), _ -> new ArrayList<>(1))
                        .add(new Wanted(node, claim));
            }
        }
    }

    private boolean isKey(Claim claim) {
        return tables.head(claim.tableId())
                .filter(h -> h.primaryKey().equals(claim.columns()))
                .isPresent();
    }

    private Map<Long, List<Wanted>> of(Claim.Kind kind) {
        return Objects.requireNonNull(wanted.get(kind));
    }

    /// Ties a change to the nodes that gave up what it takes.
    void look(Change change, int depth) {
        if (!concerned.get(change.tableId())) {
            return;
        }
        for (Claim claim : Claim.of(tables, change)) {
            for (Claim.Kind earlier : Claim.Kind.values()) {
                Optional<CauseRule> rule = Claim.rule(earlier, claim.kind());
                if (rule.isPresent()) {
                    of(earlier).getOrDefault(claim.hash(), List.of()).stream()
                            .filter(w -> isMet(w, claim, change))
                            .forEach(w -> tie(w.node, change, depth, rule.get(), claim));
                }
            }
        }
    }

    /// A row that gives a value up and takes it again is no other.
    private boolean isMet(Wanted wanted, Claim claim, Change change) {
        Change first = graph.change(wanted.node);
        boolean same = first.tableId() == change.tableId() && first.key().equals(change.key());
        return change.id() > first.id()
                && !same
                && claim.columns().equals(wanted.claim.columns())
                && claim.isOfSameValue(wanted.claim);
    }

    private void tie(int node, Change change, int depth, CauseRule rule, Claim claim) {
        if (tied.merge(List.of(node, rule), 1, Integer::sum) > MOST) {
            graph.cut("more than " + MOST + " for " + rule.label() + ": the first are shown");
            return;
        }
        String value = String.join(",", claim.columns()) + " " + claim.shownValues();
        String why =
                rule == CauseRule.KEY_REUSED
                        ? value + " was taken"
                        : "the parent with " + value + " was taken away";
        graph.node(change, false, depth).ifPresent(to -> graph.tie(node, to, rule, why));
    }
}
