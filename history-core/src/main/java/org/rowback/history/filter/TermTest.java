package org.rowback.history.filter;

import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Truth;
import org.rowback.history.query.ChangeKind;
import org.rowback.history.query.ChangeTest;

import java.util.Optional;

/// A term as the test of a scan.
record TermTest(Term term) implements ChangeTest {
    @Override
    public Truth of(Change change) throws RowbackException {
        return term.test(new Subject(change));
    }

    @Override
    public ChangeTest among(ChangeKind kind) {
        return new TermTest(term.among(kind));
    }

    @Override
    public Optional<Truth> always() {
        return term instanceof Logic.Decided(Truth truth) ? Optional.of(truth) : Optional.empty();
    }

    @Override
    public boolean needsContext() {
        return term.needsContext();
    }
}
