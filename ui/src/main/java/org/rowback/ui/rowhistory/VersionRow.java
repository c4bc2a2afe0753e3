package org.rowback.ui.rowhistory;

import org.rowback.history.query.Version;

/// One version of a row in the list.
///
/// @param number from 1
/// @param set what it set: column names, or what it did to the row
record VersionRow(int number, Version version, String set) {
    /// `v7`.
    String name() {
        return "v" + number;
    }

    long changeId() {
        return version.id();
    }
}
