package org.rowback.ui.causes;

import org.rowback.history.ties.CauseRule;

import java.util.List;
import java.util.Set;

/// What the graph shows as one: a change, or several of one table that are tied alike.
///
/// @param members nodes, in their order
/// @param column how many ties away; below 0 before what was asked about
/// @param rules by which its members are tied to what is nearer
record Box(Id id, List<Integer> members, int column, Set<CauseRule> rules) {
    Box {
        members = List.copyOf(members);
        rules = Set.copyOf(rules);
    }

    /// Names a box across layouts.
    ///
    /// @param kind what its members have in common
    /// @param transaction 0 where it spans several
    /// @param node the only member; -1 for a group
    record Id(String kind, long transaction, int node) {
        Id ofKind() {
            return new Id(kind, 0, -1);
        }

        Id ofTransaction() {
            return new Id(kind, transaction, -1);
        }
    }

    boolean isGroup() {
        return members.size() > 1;
    }

    int first() {
        return members.getFirst();
    }
}
