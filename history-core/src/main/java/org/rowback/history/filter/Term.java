package org.rowback.history.filter;

import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Truth;
import org.rowback.history.query.ChangeKind;

/// A typed piece of a filter, ready to be asked about changes. Safe for use from several threads.
interface Term {
    Truth test(Subject subject) throws RowbackException;

    /// Where changes that it may match must lie.
    default Bounds bounds() {
        return Bounds.ALL;
    }

    /// Where changes that it may not match must lie.
    default Bounds negatedBounds() {
        return Bounds.ALL;
    }

    /// What is left to ask of a change that lies inside [#bounds()].
    default Term beyondBounds() {
        return this;
    }

    /// What is left to ask of changes of one kind, as they were logged: for them it answers what this term answers.
    default Term among(ChangeKind kind) {
        return this;
    }

    /// Whether asking needs the change's transaction, position, source or statement.
    default boolean needsContext() {
        return true;
    }

    /// Whether asking needs the row images: such terms are asked last.
    default boolean needsImages() {
        return true;
    }
}
