package org.rowback.ui.settings;

import org.rowback.ui.TimeRange;

import java.time.ZoneId;
import java.util.Optional;

/// How a case was looked at last: what its window shows again when it is reopened. Immutable.
///
/// @param zone in which its times are written; empty where none was chosen for it
/// @param filter the filter in force
/// @param brush the time that was brushed
/// @param visible the time that the timeline showed
/// @param change the change under the cursor, 0 for none
/// @param rowsAbove how many rows of the list were above it on the screen
public record CaseView(
        Optional<ZoneId> zone,
        String filter,
        Optional<TimeRange> brush,
        Optional<TimeRange> visible,
        long change,
        int rowsAbove,
        Optional<Frame> frame,
        PaneLayout panes) {
    /// Of a case that was never looked at.
    public static final CaseView NEW =
            new CaseView(
                    Optional.empty(),
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    0,
                    Optional.empty(),
                    PaneLayout.USUAL);

    public CaseView withZone(ZoneId chosen) {
        return new CaseView(
                Optional.of(chosen), filter, brush, visible, change, rowsAbove, frame, panes);
    }
}
