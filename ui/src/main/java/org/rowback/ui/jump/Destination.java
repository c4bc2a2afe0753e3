package org.rowback.ui.jump;

import org.rowback.ui.TimeRange;

/// Where "Go to" leads.
public sealed interface Destination {
    /// A change under the cursor.
    record AChange(long id) implements Destination {}

    /// A time to brush.
    record ATime(TimeRange range) implements Destination {}

    /// What was typed leads nowhere: one sentence.
    record Nowhere(String message) implements Destination {}
}
