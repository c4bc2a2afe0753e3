package org.rowback.history.revert;

import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;

import java.util.BitSet;

/// The changes that the user calls bad. Asked more than once, and gives the same changes each time.
public interface Selection {
    /// What selects them, for people: the filter's text, or a count.
    String description();

    /// The text of the filter that selects them; empty where they are picked one by one.
    default String filter() {
        return "";
    }

    /// The changes by rising id. Those that do not count as history may be among them.
    Cursor<Change> changes(History history, ImportMonitor monitor) throws RowbackException;

    /// How many changes could not be told to belong to it, as of the last complete reading of [#changes].
    default long undecidable() {
        return 0;
    }

    /// The changes that a filter matches.
    static Selection matching(Filter filter) {
        return new FilterSelection(filter);
    }

    /// Single changes by id.
    static Selection ofIds(String description, long... ids) {
        BitSet wanted = new BitSet();
        for (long id : ids) {
            wanted.set(Math.toIntExact(id));
        }
        return new Selection() {
            @Override
            public String description() {
                return description;
            }

            @Override
            public Cursor<Change> changes(History history, ImportMonitor monitor)
                    throws RowbackException {
                if (wanted.isEmpty()) {
                    return new FilteredChanges(
                            history.changes(Scan.ALL.ids(1, 0), monitor), _ -> true);
                }
                Scan scan =
                        Scan.ALL.ids(wanted.nextSetBit(0), wanted.length() - 1L).includingVoid();
                return new FilteredChanges(
                        history.changes(scan, monitor),
                        change -> wanted.get(Math.toIntExact(change.id())));
            }
        };
    }
}
