package org.rowback.history.filter;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowImage;

import java.util.Optional;

/// The change under test, with its images decoded at most once. Not thread-safe.
final class Subject {
    private final Change change;
    private final boolean asLogged;
    private boolean hasBefore;
    private boolean hasAfter;
    private @Nullable RowImage before;
    private @Nullable RowImage after;

    Subject(Change change) {
        this.change = change;
        asLogged = true;
    }

    /// A change whose images are known better than it logged them.
    Subject(Change change, Optional<RowImage> before, Optional<RowImage> after) {
        this.change = change;
        asLogged = false;
        this.before = before.orElse(null);
        this.after = after.orElse(null);
        hasBefore = true;
        hasAfter = true;
    }

    /// Whether nothing better is known of the images than the change logged.
    boolean isAsLogged() {
        return asLogged;
    }

    Change change() {
        return change;
    }

    /// A value of the row before; asked only where there is one.
    ColumnValue before(int column) {
        return asLogged ? change.before(column) : before().orElseThrow().value(column);
    }

    /// A value of the row after; asked only where there is one.
    ColumnValue after(int column) {
        return asLogged ? change.after(column) : after().orElseThrow().value(column);
    }

    Optional<RowImage> before() {
        if (!hasBefore) {
            before = change.op().isRow() ? change.before().orElse(null) : null;
            hasBefore = true;
        }
        return Optional.ofNullable(before);
    }

    Optional<RowImage> after() {
        if (!hasAfter) {
            after = change.op().isRow() ? change.after().orElse(null) : null;
            hasAfter = true;
        }
        return Optional.ofNullable(after);
    }
}
