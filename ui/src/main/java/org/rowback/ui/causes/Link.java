package org.rowback.ui.causes;

import org.rowback.history.ties.CauseRule;
import org.rowback.history.ties.Strength;

import java.util.Set;

/// The ties of one strength from one box to another.
///
/// @param from index of a box
/// @param to index of a box
/// @param ties how many there are
/// @param why of the first of them
record Link(int from, int to, Strength strength, Set<CauseRule> rules, int ties, String why) {
    Link {
        rules = Set.copyOf(rules);
    }
}
