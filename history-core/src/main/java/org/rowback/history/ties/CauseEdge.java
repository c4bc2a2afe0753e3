package org.rowback.history.ties;

/// A tie between two changes, from the earlier to what may follow from it or depends on it: in the causes of a change as
/// in what keeps a planned row from being undone.
///
/// @param from id of a change; below 0 for what a foreign key did to a row after the change of that id without the log
/// @param to the same
/// @param why the rule applied to these two, in one phrase: its evidence
public record CauseEdge(long from, long to, CauseRule rule, String why) {
    public Strength strength() {
        return rule.strength();
    }
}
