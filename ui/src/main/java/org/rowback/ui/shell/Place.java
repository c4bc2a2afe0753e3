package org.rowback.ui.shell;

import org.rowback.ui.TimeRange;

import java.util.Optional;

/// Where the user is: one immutable state that Alt+← and Alt+→ go through.
record Place(Page page, String filter, Optional<TimeRange> brush, TimeRange view, long change) {
    /// Whether two places differ in more than the change under the cursor and the zoom.
    boolean isElsewhere(Place other) {
        return page != other.page || !filter.equals(other.filter) || !brush.equals(other.brush);
    }
}
