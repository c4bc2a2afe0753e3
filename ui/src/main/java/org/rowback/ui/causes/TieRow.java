package org.rowback.ui.causes;

import org.rowback.history.ties.CauseGraph;
import org.rowback.history.ties.CauseNode;
import org.rowback.history.ties.CauseRule;
import org.rowback.history.ties.Strength;

/// A tie as the table shows it, with the one of its ends that is farther away from what was asked about.
///
/// @param from node
/// @param to node
/// @param far node
record TieRow(
        int from,
        int to,
        int far,
        String fromText,
        String toText,
        CauseNode node,
        CauseRule rule,
        String why) {
    static TieRow of(CauseAnswer answer, CauseGraph.Placed edge) {
        int far = answer.farEnd(edge.from(), edge.to());
        return new TieRow(
                edge.from(),
                edge.to(),
                far,
                CauseTexts.number(answer.graph().nodes().get(edge.from())),
                CauseTexts.number(answer.graph().nodes().get(edge.to())),
                answer.graph().nodes().get(far),
                edge.edge().rule(),
                edge.edge().why());
    }

    Strength strength() {
        return rule.strength();
    }
}
