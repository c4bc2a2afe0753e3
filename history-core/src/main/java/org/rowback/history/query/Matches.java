package org.rowback.history.query;

import org.rowback.history.model.Change;
import org.rowback.history.model.Truth;

/// The changes of a scan that a test keeps, in the scan's order, and how many it passed over on the way.
public interface Matches extends Cursor<Change> {
    /// What the test said of the change moved to: true, or undecidable where those were asked for.
    Truth truth();

    /// How many undecidable changes there were up to the one moved to; at the end: in all.
    long undecidable();

    /// How many changes were tested up to the one moved to; at the end: in all.
    long examined();
}
