package org.rowback.ui.rowhistory;

import org.rowback.history.model.Change;
import org.rowback.history.query.Rename;
import org.rowback.history.query.Version;

import java.util.Optional;

/// One step of a row's life in the list: a version, or a new name of its table.
///
/// @param number from 1; of a rename that of the version before it, or of the first
/// @param version the row after the step
/// @param rename how the table came to another name; empty for a version
/// @param set what it set: column names, or what it did to the row or its table
record VersionRow(int number, Version version, Optional<Rename> rename, String set) {
    /// `v7`, or an arrow for a rename.
    String name() {
        return isRename() ? "\u2192" : "v" + number;
    }

    boolean isRename() {
        return rename.isPresent();
    }

    Change change() {
        return rename.map(Rename::change).orElse(version.change());
    }

    long changeId() {
        return change().id();
    }
}
