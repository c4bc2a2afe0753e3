package org.rowback.ui.causes;

import org.rowback.history.causality.CauseEdge;
import org.rowback.history.causality.CauseNode;
import org.rowback.history.causality.CauseRule;
import org.rowback.history.causality.Strength;

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
    static TieRow of(CauseAnswer answer, CauseEdge edge) {
        int far = answer.farEnd(edge.from(), edge.to());
        return new TieRow(
                edge.from(),
                edge.to(),
                far,
                CauseTexts.number(answer.graph().nodes().get(edge.from())),
                CauseTexts.number(answer.graph().nodes().get(edge.to())),
                answer.graph().nodes().get(far),
                edge.rule(),
                edge.why());
    }

    Strength strength() {
        return rule.strength();
    }
}
