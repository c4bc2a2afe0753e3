package org.rowback.history.casefile;

import org.rowback.history.casefile.sql.Db;
import org.rowback.history.model.RowbackException;

import java.util.ArrayList;
import java.util.List;

/// Which of some neighbouring changes do not count as history. Immutable.
///
/// @param ranges first and last ids; may overlap
record VoidRanges(List<Range> ranges) {
    record Range(long first, long last) {}

    static final VoidRanges NONE = new VoidRanges(List.of());

    /// Ranges that touch the changes from `first` to `last`. Those of one cause do not overlap each other.
    static VoidRanges read(Db db, long first, long last) throws RowbackException.CaseFile {
        List<Range> ranges = new ArrayList<>();
        for (int cause = Store.BY_SAVEPOINT; cause <= Store.BY_TRANSACTION; cause++) {
            db.query(
                    "SELECT first_change, last_change FROM void_range WHERE cause = ?1 AND"
                            + " first_change <= ?3 AND first_change >= coalesce((SELECT"
                            + " max(first_change) FROM void_range WHERE cause = ?1 AND"
                            + " first_change <= ?2), 0)",
                    rows -> {
                        while (rows.next()) {
                            Range range = new Range(rows.getLong(1), rows.getLong(2));
                            if (range.last() >= first) {
                                ranges.add(range);
                            }
                        }
                        return ranges;
                    },
                    cause,
                    first,
                    last);
        }
        return ranges.isEmpty() ? NONE : new VoidRanges(ranges);
    }

    /// Those that touch the changes from `first` to `last`.
    VoidRanges within(long first, long last) {
        if (ranges.isEmpty()) {
            return this;
        }
        List<Range> some =
                ranges.stream().filter(r -> r.first() <= last && r.last() >= first).toList();
        return some.isEmpty() ? NONE : new VoidRanges(some);
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    boolean contains(long change) {
        for (Range range : ranges) {
            if (change >= range.first() && change <= range.last()) {
                return true;
            }
        }
        return false;
    }
}
