package org.rowback.ui.timeline;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;

import java.util.Map;
import java.util.Optional;

/// Counts what answers the filter, by table and bin.
@FunctionalInterface
public interface HitCounts {
    /// There is no filter.
    HitCounts NONE = (_, _, _, _) -> Optional.empty();

    Optional<Map<Integer, long[]>> count(
            long fromMicros, long widthMicros, int bins, ImportMonitor monitor)
            throws RowbackException;

    /// The same for bins.
    default Optional<Map<Integer, long[]>> count(Bins bins, ImportMonitor monitor)
            throws RowbackException {
        return count(bins.fromMicros(), bins.widthMicros(), bins.count(), monitor);
    }
}
