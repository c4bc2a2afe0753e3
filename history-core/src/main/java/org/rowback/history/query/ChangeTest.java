package org.rowback.history.query;

import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Truth;

import java.util.Optional;

/// Chooses among the changes of a scan while they are read, so that nothing is fetched or made for those that it leaves
/// out. Its answer depends on the change alone: it is asked by several threads and in any order, also about changes far
/// beyond those that are given out.
public interface ChangeTest {
    /// Keeps every change.
    ChangeTest ALL = always(Truth.TRUE);

    /// A test with one answer for every change.
    static ChangeTest always(Truth truth) {
        return new ChangeTest() {
            @Override
            public Truth of(Change change) {
                return truth;
            }

            @Override
            public Optional<Truth> always() {
                return Optional.of(truth);
            }

            @Override
            public boolean needsContext() {
                return false;
            }
        };
    }

    /// Whether a change is kept. The change is not to be held: it may be no more than a place in a block.
    Truth of(Change change) throws RowbackException;

    /// This test, worked out for changes of one kind: what it answers for them is what this one answers.
    default ChangeTest among(ChangeKind kind) {
        return this;
    }

    /// What it answers whatever the change; empty where that depends on the change.
    default Optional<Truth> always() {
        return Optional.empty();
    }

    /// Whether it asks a change for its transaction, position, source or statement. Otherwise the changes it is asked
    /// about may be without them.
    default boolean needsContext() {
        return true;
    }
}
