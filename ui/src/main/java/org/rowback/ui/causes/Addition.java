package org.rowback.ui.causes;

import org.rowback.history.ties.CauseNode;
import org.rowback.ui.patch.PatchViewModel;
import org.rowback.ui.text.Text;

import java.util.BitSet;
import java.util.Collection;

/// Changes that could be put into the patch, counted before that is done.
///
/// @param ids those that are not in it yet; never altered
/// @param rule what they are, for people
/// @param blocked why there is nothing to put in: one sentence; empty where there is something
record Addition(BitSet ids, String rule, String blocked) {
    static final Addition NONE = new Addition(new BitSet(), "", Text.of("causes.add.none"));

    /// Nodes that stand for what the log does not hold are left out: there is no change of theirs to undo.
    static Addition of(Collection<CauseNode> nodes, String rule, PatchViewModel patch) {
        BitSet ids = new BitSet();
        boolean silent = false;
        boolean there = false;
        for (CauseNode node : nodes) {
            if (node.silent()) {
                silent = true;
            } else if (patch.basket().get().contains(node.change())) {
                there = true;
            } else {
                ids.set(Math.toIntExact(node.change()));
            }
        }
        if (!ids.isEmpty()) {
            return new Addition(ids, rule, "");
        }
        if (there) {
            return new Addition(ids, rule, Text.of("causes.add.there"));
        }
        return new Addition(ids, rule, Text.of(silent ? "causes.silent" : "causes.add.none"));
    }

    long size() {
        return ids.cardinality();
    }
}
