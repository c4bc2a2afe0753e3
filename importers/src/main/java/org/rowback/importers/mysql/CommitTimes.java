package org.rowback.importers.mysql;

import java.util.ArrayList;
import java.util.List;

/// For each transaction of a log, by where it begins, whether its commit time is wanted. Kept as the places where the
/// answer changes, so that it takes next to no memory.
final class CommitTimes {
    private final List<Long> changes = new ArrayList<>();
    private boolean last = true;

    /// Adds a transaction; they come in log order.
    void add(long beginOffset, boolean wanted) {
        if (wanted != last) {
            changes.add(beginOffset);
            last = wanted;
        }
    }

    boolean wants(long beginOffset) {
        int low = 0;
        int high = changes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (changes.get(middle) <= beginOffset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low % 2 == 0;
    }
}
