package org.rowback.history.revert;

import org.rowback.history.model.Change;
import org.rowback.history.model.Transaction;

import java.util.BitSet;

/// Which changes are selected, and of how many transactions not all are. Changes come in the order of the log.
final class SelectedParts {
    private final BitSet changes = new BitSet();
    private long transaction;
    private long wanted;
    private long seen;
    private long notWhole;

    /// Takes the next selected change.
    void add(Change change) {
        Transaction of = change.transaction();
        if (of.id() != transaction) {
            end();
            transaction = of.id();
            wanted = of.changes();
            seen = 0;
        }
        seen++;
        changes.set(Math.toIntExact(change.id()));
    }

    private void end() {
        notWhole += seen < wanted ? 1 : 0;
        wanted = 0;
        seen = 0;
    }

    /// No more come.
    void done() {
        end();
    }

    boolean isSelected(long change) {
        return changes.get(Math.toIntExact(change));
    }

    BitSet changes() {
        return changes;
    }

    /// How many transactions have selected changes and others.
    long notWhole() {
        return notWhole;
    }
}
