package org.rowback.history.dialect;

import org.rowback.history.revert.Undo;

/// A column that a statement sets, and the condition that it holds what it was set to.
///
/// @param set as [Undo] tells it: a [org.rowback.history.revert.Cell] or a [org.rowback.history.revert.InPlace]
record HeldColumn(Object set, String condition) {
    boolean isSetBy(Undo statement) {
        return statement.set().contains(set) || statement.inPlace().contains(set);
    }
}
