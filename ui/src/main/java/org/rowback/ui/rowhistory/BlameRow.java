package org.rowback.ui.rowhistory;

import org.rowback.ui.diff.ShownValue;

/// One column of the row as of a version: its value, and which version last set it.
///
/// @param before what it was before the version looked at
/// @param setHere whether the version looked at set it
/// @param by `v3`, or why nobody is named
/// @param version the number of the version that set it, 0 where none did
/// @param when and by whom, for people
record BlameRow(
        String column,
        ShownValue before,
        ShownValue value,
        boolean setHere,
        String by,
        int version,
        String when) {}
