package org.rowback.ui.changes;

import java.util.ArrayList;
import java.util.List;

/// The rows in memory around what is on screen: one run of answers without holes, by rising id.
final class Buffer {
    private static final int MOST = 3_000;

    private final List<ChangeRow> rows = new ArrayList<>();

    /// Whether nothing answers before the first row, or after the last.
    boolean startReached;

    boolean endReached;

    /// Which row is at the top of the screen.
    int top;

    int size() {
        return rows.size();
    }

    ChangeRow get(int index) {
        return rows.get(index);
    }

    long firstId() {
        return rows.getFirst().id();
    }

    long lastId() {
        return rows.getLast().id();
    }

    void reset(List<ChangeRow> newRows, int newTop, boolean start, boolean end) {
        rows.clear();
        rows.addAll(newRows);
        top = newTop;
        startReached = start;
        endReached = end;
    }

    /// Adds rows after the last; forgets the farthest on the other side.
    void append(List<ChangeRow> more) {
        rows.addAll(more);
        int surplus = Math.min(rows.size() - MOST, top - MOST / 3);
        if (surplus > 0) {
            rows.subList(0, surplus).clear();
            top -= surplus;
            startReached = false;
        }
    }

    /// Adds rows before the first; forgets the farthest on the other side.
    void prepend(List<ChangeRow> more) {
        rows.addAll(0, more);
        top += more.size();
        if (rows.size() > MOST) {
            int keep = Math.max(MOST, top + MOST / 3);
            if (keep < rows.size()) {
                rows.subList(keep, rows.size()).clear();
                endReached = false;
            }
        }
    }

    /// The index of the first row whose id is at least `id`; `size()` where there is none.
    int indexOf(long id) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle).id() < id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
